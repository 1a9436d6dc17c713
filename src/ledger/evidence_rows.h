#pragma once
// Evidence rows in the store: one is appended in the transaction that does what it
// records, at the end of its chain.
//
//   TRY_VOID(write(store, individual, [&](Transaction& rows) -> Result<void> {
//     … what is done …
//     TRY(appended, append_evidence(rows, {individual, key}, clock.now(), kind, body));
//     return {};
//   }));
//   TRY(std::string promise, promises.promise(appended.leaf));     // once it is on disk
//
// Invariants
//   1. seq goes up by one, `at` never back: a clock that was set back gives the time
//      of the row before.
//   2. Every row is in evidence_pending until its leaf is in the log.
//
// Errors: kInvalid for a body beyond kEvidenceBodyMax or a time that no row may have; kCorrupt
// where the chain's last row is not one; and those of the store.
// Thread safety: free functions, within one transaction.

#include <optional>

#include "ledger/evidence.h"
#include "ledger/merkle.h"

namespace lawful {

struct Appended {
  std::int64_t seq = 0;
  Instant at{};
  Commitment commitment;
  Hash leaf;  // Of its entry in the log.
};

[[nodiscard]] Result<Appended> append_evidence(Transaction& rows, const Chain& chain, Instant now,
                                               EvidenceKind kind, std::string_view body);

// A row as it is stored, with its commitment, which nobody has checked yet.
struct StoredEvidence {
  Evidence row;
  Commitment commitment;
};
// Reads columns seq, at, kind, body, commitment of `row` from `column` on.
[[nodiscard]] Result<StoredEvidence> read_evidence(const Owner& individual, const Row& row,
                                                   std::size_t column);

// A row and the commitment of the one before it: zeroes before the first; nothing where the one
// before was pruned away.
struct Chained {
  StoredEvidence row;
  std::optional<Commitment> previous;
};
// kNotFound where there is no such row.
[[nodiscard]] Result<Chained> load_evidence(Transaction& rows, const Owner& individual,
                                            std::int64_t seq);

// 16 or 32 stored bytes; kCorrupt where there are more or fewer.
[[nodiscard]] Result<Owner> read_owner(const Cell& cell);
[[nodiscard]] Result<Commitment> read_commitment(const Cell& cell);

// Milliseconds since 1970, as the tables have them.
inline std::int64_t stored_time(Instant at) { return at.time_since_epoch().count(); }
inline Instant read_time(std::int64_t millis) { return Instant(std::chrono::milliseconds(millis)); }

}  // namespace lawful
