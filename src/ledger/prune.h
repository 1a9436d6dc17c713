#pragma once
// Takes entries off the log that need not be kept any longer: those of days before a given
// one, from the beginning on. The tree stays as it is, so every proof given before still
// verifies; what was pruned can no longer be shown.
//
//   TRY(Pruned pruned, prune_log(store, identity, chain, clock, before, {}));
//
//   1. evidence of it on the handler's own chain: from which index, for which day
//   2. the minimum index moves up: a multiple of 256, so that whole bundles go
//   3. the rows whose entries lie below it, but the last of each chain, which later
//      rows rest on
//   4. the bundles, and the tiles that no later proof needs
// Stopped midway it is called again, with the same day, and goes on.
//
// How long evidence must be kept is the law's to say, and which day follows from it the
// caller's (docs/operator.md). Without a day nothing is ever pruned.
//
// Errors: kInvalid for a day that is not past; those of the store.
// Thread safety: one call.

#include <functional>

#include "ledger/log_rows.h"

namespace lawful {

struct Pruned {
  std::uint64_t minimum = 0;  // From now on.
  std::uint64_t entries = 0;  // Taken off by this call.
  std::uint64_t rows = 0;
};

// What would go: the minimum index for that day.
[[nodiscard]] Result<std::uint64_t> minimum_for(Store& store, const LogIdentity& identity,
                                                Date before);

[[nodiscard]] Result<Pruned> prune_log(Store& store, const LogIdentity& identity,
                                       const Chain& own_chain, const Clock& clock, Date before,
                                       const std::function<void(std::uint64_t rows)>& progress);

}  // namespace lawful
