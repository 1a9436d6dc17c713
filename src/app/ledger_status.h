#pragma once
// How the log stands: what `lawful ledger status` shows, and a service watches.

#include <cstdint>
#include <optional>
#include <string>

#include "ledger/log_rows.h"
#include "store/store.h"

namespace lawful {

// More pending rows than this are not counted one by one.
inline constexpr std::uint64_t kPendingCountedMax = 100'000;

struct LedgerStatus {
  std::string origin;
  Owner log;
  std::string checkpoint_key;  // Verifier lines of signed notes.
  std::string promise_key;
  LogHead head;
  std::string root;  // Base 64, of the checkpoint.
  bool signature_stands = false;
  std::uint64_t pending = 0;
  bool pending_more = false;
  std::optional<Instant> oldest_pending;
  std::optional<Instant> lease_until;  // Somebody integrates, or did a moment ago.
  Store::Facts store;
  Instant now{};
};

[[nodiscard]] Result<LedgerStatus> ledger_status(Store& store, const LogIdentity& identity,
                                                 const Clock& clock);

}  // namespace lawful
