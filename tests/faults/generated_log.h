#pragma once
// A log with generated keys, and what is written down of each row that was acknowledged.
//
//   GeneratedLog log;
//   TRY(auto store, open_generated(where, StoreOptions::Open::kCreate, clock));
//   std::string line = format_acknowledgement({individual, seq, promise});
//
// Every key and individual is derived from words in the source code, so that each process
// has the same and nobody takes one for a secret.
//
// An acknowledgement is one line: `ack`, the individual and the row's number, and the
// promise in base 64.
//
// Errors: those of the store; kInvalid for a line that is no acknowledgement.
// Thread safety: values and free functions; a signer of a GeneratedLog serves one call at a time.

#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "ledger/evidence.h"
#include "ledger/key_signer_test.h"
#include "ledger/log_rows.h"

namespace lawful::faults {

Owner individual(std::uint64_t number);
RootKey chain_key(const Owner& individual);

struct GeneratedLog {
  static constexpr const char* kOrigin = "example.org/generated-log";

  KeySigner checkpoints{kOrigin, "generated key of checkpoints"};
  KeySigner promises{std::string(kOrigin) + "/promise", "generated key of promises"};
  LogIdentity identity{individual(0), kOrigin, checkpoints, promises};
};

[[nodiscard]] Result<std::unique_ptr<Store>> open_generated(const std::string& where,
                                                            StoreOptions::Open open,
                                                            const Clock& clock);

struct Acknowledgement {
  Owner individual;
  std::int64_t seq = 0;
  std::string promise;
};
std::string format_acknowledgement(const Acknowledgement& acknowledgement);
[[nodiscard]] Result<Acknowledgement> parse_acknowledgement(std::string_view line);

}  // namespace lawful::faults
