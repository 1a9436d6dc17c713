#include "ledger/evidence.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/check.h"

namespace lawful {
namespace {

constexpr std::uint8_t kEntryFormat = 1;
constexpr std::uint8_t kBodyFormat = 1;
constexpr std::string_view kMessageName = "lawful-evidence-1\n";

std::uint64_t millis(Instant at) {
  const auto since = at.time_since_epoch().count();
  CHECK(since >= 0);
  return static_cast<std::uint64_t>(since);
}

void write_row(ByteWriter& out, const Evidence& row) {
  out.u64(static_cast<std::uint64_t>(row.seq)).u64(millis(row.at));
  out.u16(static_cast<std::uint16_t>(row.kind)).run32(row.body);
}

Result<void> read_format(ByteReader& in, std::uint8_t known) {
  TRY(const std::uint8_t format, in.u8());
  if (format == known) return {};
  return fail(Code::kCorrupt, "a format that this program does not know");
}

template <std::size_t N>
Result<std::array<std::uint8_t, N>> read_array(ByteReader& in) {
  TRY(const std::string_view bytes, in.bytes(N));
  std::array<std::uint8_t, N> array{};
  std::ranges::copy(as_bytes(bytes), array.begin());
  return array;
}

}  // namespace

CommitSalt salt_of(const RootKey& chain_key, std::int64_t seq) {
  return derive_key<CommitSalt>(chain_key,
                                Context("ledger.salt").number(static_cast<std::uint64_t>(seq)));
}

std::string commitment_message(const Evidence& row, const Commitment& previous) {
  CHECK(row.seq > 0 && row.body.size() <= kEvidenceBodyMax);
  ByteWriter out;
  out.bytes(kMessageName).bytes(row.individual.bytes);
  out.u64(static_cast<std::uint64_t>(row.seq)).u64(millis(row.at));
  out.u16(static_cast<std::uint16_t>(row.kind)).bytes(previous.bytes).run32(row.body);
  return std::move(out).take();
}

Commitment commit_row(const RootKey& chain_key, const Evidence& row, const Commitment& previous) {
  return commit(salt_of(chain_key, row.seq), commitment_message(row, previous));
}

std::uint32_t day_of_date(Date date) {
  const auto days = std::chrono::sys_days(date).time_since_epoch().count();
  CHECK(days >= 0);
  return static_cast<std::uint32_t>(days);
}

std::uint32_t entry_day(Instant at) { return day_of_date(beijing_date(at)); }

Date date_of_day(std::uint32_t day) {
  return Date{std::chrono::sys_days(std::chrono::days(static_cast<std::int32_t>(day)))};
}

std::string write_entry(const LogEntry& entry) {
  ByteWriter out;
  out.u8(kEntryFormat).u32(entry.day).bytes(entry.commitment.bytes);
  return std::move(out).take();
}

namespace {

Result<LogEntry> read_entry_from(ByteReader& in) {
  TRY_VOID(read_format(in, kEntryFormat));
  LogEntry entry;
  TRY(entry.day, in.u32());
  if (entry.day > kEvidenceDayMax) return fail(Code::kCorrupt, "a day beyond the year 9999");
  TRY(entry.commitment.bytes, read_array<32>(in));
  return entry;
}

}  // namespace

Result<LogEntry> read_entry(std::string_view bytes) {
  ByteReader in(bytes);
  TRY(LogEntry entry, read_entry_from(in));
  TRY_VOID(in.end());
  return entry;
}

std::string write_opening(const RootKey& chain_key, const Evidence& row,
                          const Commitment& previous) {
  const CommitSalt salt = salt_of(chain_key, row.seq);
  const Commitment commitment = commit(salt, commitment_message(row, previous));
  ByteWriter out;
  out.bytes(write_entry({entry_day(row.at), commitment}));
  out.bytes(salt.reveal_key_bytes()).bytes(previous.bytes).bytes(row.individual.bytes);
  write_row(out, row);
  return std::move(out).take();
}

Result<Opening> read_opening(std::string_view extra) {
  ByteReader in(extra);
  Opening opening;
  TRY(opening.entry, read_entry_from(in));
  TRY(auto salt_bytes, read_array<32>(in));
  const CommitSalt salt = CommitSalt::take(salt_bytes);
  TRY(opening.previous.bytes, read_array<32>(in));
  TRY(opening.row.individual.bytes, read_array<16>(in));
  TRY(const std::uint64_t seq, in.u64());
  TRY(const std::uint64_t at, in.u64());
  TRY(const std::uint16_t kind, in.u16());
  TRY(const std::string_view body, in.run32());
  TRY_VOID(in.end());
  if (seq == 0 || seq > INT64_MAX || at > std::uint64_t{kEvidenceTimeEnd} ||
      body.size() > kEvidenceBodyMax) {
    return fail(Code::kCorrupt, "an opening with a number out of its range");
  }
  opening.row.seq = static_cast<std::int64_t>(seq);
  opening.row.at = Instant(std::chrono::milliseconds(static_cast<std::int64_t>(at)));
  opening.row.kind = static_cast<EvidenceKind>(kind);
  opening.row.body = body;
  TRY_VOID(check_commitment(salt, commitment_message(opening.row, opening.previous),
                            opening.entry.commitment));
  if (opening.entry.day != entry_day(opening.row.at)) {
    return fail(Code::kCorrupt, "the day of the entry is not that of the row");
  }
  return opening;
}

std::string write_decision_body(const DecisionBody& body) {
  ByteWriter out;
  out.u8(kBodyFormat).u8(static_cast<std::uint8_t>(body.outcome)).bytes(body.decision.bytes);
  return std::move(out).take();
}

Result<DecisionBody> read_decision_body(std::string_view bytes) {
  ByteReader in(bytes);
  TRY_VOID(read_format(in, kBodyFormat));
  TRY(const std::uint8_t outcome, in.u8());
  if (outcome < 1 || outcome > 4) return fail(Code::kCorrupt, "an outcome that is none");
  DecisionBody body;
  body.outcome = static_cast<RecordedOutcome>(outcome);
  TRY(body.decision.bytes, read_array<32>(in));
  TRY_VOID(in.end());
  return body;
}

std::string write_pruning_body(const PruningBody& body) {
  ByteWriter out;
  out.u8(kBodyFormat).u64(body.minimum).u32(body.before);
  return std::move(out).take();
}

Result<PruningBody> read_pruning_body(std::string_view bytes) {
  ByteReader in(bytes);
  TRY_VOID(read_format(in, kBodyFormat));
  PruningBody body;
  TRY(body.minimum, in.u64());
  TRY(body.before, in.u32());
  TRY_VOID(in.end());
  return body;
}

}  // namespace lawful
