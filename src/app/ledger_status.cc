#include "app/ledger_status.h"

#include "base/bytes.h"
#include "crypto/base64.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger_sql.h"

namespace lawful {
namespace {

constexpr std::int64_t kPage = 1024;

Result<void> count_pending(Transaction& rows, LedgerStatus& status) {
  std::int64_t at = -1;
  std::string individual;
  std::int64_t seq = 0;
  while (true) {
    TRY(const Rows page, rows.run(ledger_sql::kPendingPage, {at, Bytes{individual}, seq, kPage}));
    for (const Row& row : page) {
      TRY(const Owner owner, read_owner(row[0]));
      TRY(at, row[1].number());
      TRY(seq, row[2].number());
      individual = as_text(owner.bytes);
      if (!status.oldest_pending) status.oldest_pending = read_time(at);
      ++status.pending;
    }
    status.pending_more = status.pending >= kPendingCountedMax;
    if (status.pending_more || static_cast<std::int64_t>(page.size()) < kPage) return {};
  }
}

}  // namespace

Result<LedgerStatus> ledger_status(Store& store, const LogIdentity& identity, const Clock& clock) {
  const NoteVerifier checkpoints{identity.checkpoints.name(), identity.checkpoints.public_key()};
  const NoteVerifier promises{identity.promises.name(), identity.promises.public_key()};
  LedgerStatus status;
  const Work look = [&](Transaction& rows) -> Result<void> {
    status = {};
    TRY(status.head, load_head(rows, identity.log));
    TRY_VOID(count_pending(rows, status));
    TRY(const Rows lease, rows.run(ledger_sql::kLease, {Bytes{as_text(identity.log.bytes)}}));
    if (!lease.empty()) {
      TRY(const std::int64_t until, lease[0][1].number());
      status.lease_until = read_time(until);
    }
    return {};
  };
  TRY_VOID(store.read(look));
  status.now = clock.now();
  if (status.lease_until && *status.lease_until < status.now) status.lease_until.reset();
  status.origin = identity.origin;
  status.log = identity.log;
  status.checkpoint_key = checkpoints.vkey();
  status.promise_key = promises.vkey();
  if (const auto opened = open_checkpoint(status.head.checkpoint, checkpoints)) {
    status.signature_stands = opened->size == status.head.size;
    status.root = to_base64(as_text(opened->root.bytes));
  }
  TRY(status.store, store.facts());
  return status;
}

}  // namespace lawful
