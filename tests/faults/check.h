#pragma once
// After the faults: puts what is left into the log, holds everything stored against
// everything else, and every acknowledgement against what is stored.
//
//   TRY(const bool whole, check_load(where, std::cin, options));
//
// An acknowledgement is kept when its row is there, its promise verifies and is of that row's
// leaf, the leaf is in the signed tree, and no other acknowledgement has the row's number. Of a
// number of them, spread evenly, the row is proved too and its leaf searched for.
//
// Prints to standard output: `lost: …` for each that is not kept, `finding: …` for each of fsck,
// and the counts. False where there was any of these.
//
// Errors: those of the store; kInvalid for a line that is no acknowledgement.
// Thread safety: one call.

#include <chrono>
#include <istream>
#include <string>

#include "base/result.h"
#include "ledger/integrator.h"

namespace lawful::faults {

struct CheckOptions {
  std::chrono::milliseconds lease = kLeaseLasts;
  std::size_t proofs = 300;
  std::size_t searches = 10;
};

[[nodiscard]] Result<bool> check_load(const std::string& where, std::istream& acknowledgements,
                                      const CheckOptions& options);

// Publishes the log, and prints the verifier key of its checkpoints.
[[nodiscard]] Result<void> publish_load(const std::string& where, const std::string& folder);

}  // namespace lawful::faults
