#include "ledger/evidence_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "ledger/ledger_sql.h"

namespace lawful {
namespace {

template <std::size_t N>
Result<std::array<std::uint8_t, N>> read_fixed(const Cell& cell) {
  TRY(const std::string_view bytes, cell.bytes());
  if (bytes.size() != N) {
    return fail(Code::kCorrupt, fmt::format("{} stored bytes where {} belong", bytes.size(), N));
  }
  std::array<std::uint8_t, N> array{};
  std::ranges::copy(as_bytes(bytes), array.begin());
  return array;
}

struct Last {
  std::int64_t seq = 0;
  std::int64_t at = 0;
  Commitment commitment;
};

Result<Last> last_row(Transaction& rows, const Owner& individual) {
  TRY(const Rows found, rows.run(ledger_sql::kLastRow, {Bytes{as_text(individual.bytes)}}));
  Last last;
  if (found.empty()) return last;
  TRY(last.seq, found[0][0].number());
  TRY(last.at, found[0][1].number());
  TRY(last.commitment, read_commitment(found[0][2]));
  if (last.seq < 1) return fail(Code::kCorrupt, "an evidence row has no number in its chain");
  return last;
}

}  // namespace

Result<Owner> read_owner(const Cell& cell) {
  TRY(const auto bytes, read_fixed<16>(cell));
  return Owner{bytes};
}

Result<Commitment> read_commitment(const Cell& cell) {
  TRY(const auto bytes, read_fixed<32>(cell));
  return Commitment{bytes};
}

Result<Appended> append_evidence(Transaction& rows, const Chain& chain, Instant now,
                                 EvidenceKind kind, std::string_view body) {
  if (body.size() > kEvidenceBodyMax) {
    return fail(Code::kInvalid, fmt::format("an evidence body has at most {} bytes, this has {}",
                                            kEvidenceBodyMax, body.size()));
  }
  if (stored_time(now) < 0 || stored_time(now) >= kEvidenceTimeEnd) {
    return fail(Code::kInvalid, "the clock is before 1970 or after 9999");
  }
  TRY(const Last last, last_row(rows, chain.individual));
  const Evidence row{.individual = chain.individual,
                     .seq = last.seq + 1,
                     .at = std::max(now, read_time(last.at)),
                     .kind = kind,
                     .body = std::string(body)};
  Appended appended{.seq = row.seq, .at = row.at, .commitment = {}, .leaf = {}};
  appended.commitment = commit_row(chain.key, row, last.commitment);
  appended.leaf = leaf_hash(write_entry({entry_day(row.at), appended.commitment}));
  const Bytes individual{as_text(row.individual.bytes)};
  const Bytes commitment{as_text(appended.commitment.bytes)};
  TRY_VOID(
      rows.run(ledger_sql::kAppendRow, {individual, row.seq, stored_time(row.at),
                                        static_cast<std::int64_t>(kind), Bytes{body}, commitment}));
  TRY_VOID(
      rows.run(ledger_sql::kAppendPending, {individual, stored_time(row.at), row.seq, commitment}));
  return appended;
}

Result<StoredEvidence> read_evidence(const Owner& individual, const Row& row, std::size_t column) {
  StoredEvidence stored{.row = {.individual = individual}, .commitment = {}};
  TRY(stored.row.seq, row[column].number());
  TRY(const std::int64_t at, row[column + 1].number());
  TRY(const std::int64_t kind, row[column + 2].number());
  TRY(const std::string_view body, row[column + 3].bytes());
  TRY(stored.commitment, read_commitment(row[column + 4]));
  if (stored.row.seq < 1 || at < 0 || at >= kEvidenceTimeEnd || kind < 0 || kind > UINT16_MAX ||
      body.size() > kEvidenceBodyMax) {
    return fail(Code::kCorrupt, "an evidence row holds a number out of its range");
  }
  stored.row.at = read_time(at);
  stored.row.kind = static_cast<EvidenceKind>(kind);
  stored.row.body = body;
  return stored;
}

Result<Chained> load_evidence(Transaction& rows, const Owner& individual, std::int64_t seq) {
  TRY(const Rows found, rows.run(ledger_sql::kRow, {Bytes{as_text(individual.bytes)}, seq}));
  const auto missing = [&] {
    return fail(Code::kNotFound,
                fmt::format("no evidence row {} of `{}`", seq, to_hex(as_text(individual.bytes))));
  };
  if (found.empty()) return missing();
  Chained chained;
  TRY(chained.row, read_evidence(individual, found[0], 0));
  if (chained.row.row.seq != seq) return missing();
  if (seq == 1) {
    chained.previous = Commitment{};
  } else if (found.size() == 2) {
    TRY(const StoredEvidence before, read_evidence(individual, found[1], 0));
    if (before.row.seq == seq - 1) chained.previous = before.commitment;
  }
  return chained;
}

}  // namespace lawful
