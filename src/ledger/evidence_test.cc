#include "ledger/evidence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/bytes.h"
#include "ledger/merkle.h"

namespace lawful {
namespace {

// The example of docs/formats/evidence.md: a generated chain key of 32 bytes 0x11.
RootKey example_key() {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(0x11);
  return RootKey::take(bytes);
}

Evidence example_row() {
  Evidence row;
  row.individual.bytes.fill(0xab);
  row.seq = 1;
  row.at = Instant(std::chrono::milliseconds(1'780'000'000'000));
  row.kind = EvidenceKind::kDecision;
  Sha256 decision;
  decision.bytes.fill(0xcd);
  row.body = write_decision_body({RecordedOutcome::kUnlawful, decision});
  return row;
}

TEST(Evidence, HasTheBytesThatTheDocumentShows) {
  const Evidence row = example_row();
  EXPECT_EQ(to_hex(commitment_message(row, {})),
            "6c617766756c2d65766964656e63652d310a"
            "abababababababababababababababab"
            "0000000000000001"
            "0000019e70448800"
            "0001"
            "0000000000000000000000000000000000000000000000000000000000000000"
            "00000022"
            "0102cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd");
  const LogEntry entry{entry_day(row.at), commit_row(example_key(), row, {})};
  EXPECT_EQ(format_date(date_of_day(entry.day)), "2026-05-29");  // In Beijing.
  EXPECT_EQ(to_hex(write_entry(entry)),
            "01"
            "0000507a" +
                to_hex(as_text(entry.commitment.bytes)));
}

TEST(Evidence, EveryPartOfARowIsCommittedTo) {
  const RootKey key = example_key();
  const Commitment original = commit_row(key, example_row(), {});
  std::vector<Commitment> others;
  const auto changed = [&](auto change) {
    Evidence row = example_row();
    change(row);
    others.push_back(commit_row(key, row, {}));
  };
  changed([](Evidence& row) { row.individual.bytes[15] ^= 1; });
  changed([](Evidence& row) { row.seq = 2; });
  changed([](Evidence& row) { row.at += std::chrono::milliseconds(1); });
  changed([](Evidence& row) { row.kind = EvidenceKind::kPruning; });
  changed([](Evidence& row) { row.body.back() ^= 1; });
  changed([](Evidence& row) { row.body += '\0'; });
  Commitment previous;
  previous.bytes[0] = 1;
  others.push_back(commit_row(key, example_row(), previous));
  others.push_back(original);
  std::ranges::sort(others);
  EXPECT_EQ(std::ranges::adjacent_find(others), others.end());
}

TEST(Entry, IsReadAsItWasWritten) {
  const LogEntry entry{20602, commit_row(example_key(), example_row(), {})};
  const std::string bytes = write_entry(entry);
  ASSERT_EQ(bytes.size(), kEntrySize);
  EXPECT_EQ(read_entry(bytes)->day, 20602U);
  EXPECT_EQ(read_entry(bytes)->commitment, entry.commitment);
  EXPECT_EQ(read_entry(bytes.substr(1)).error().code, Code::kCorrupt);
  EXPECT_EQ(read_entry(bytes + "x").error().code, Code::kCorrupt);
  std::string other = bytes;
  other[0] = 2;
  EXPECT_EQ(read_entry(other).error().message, "a format that this program does not know");
  other = bytes;
  other[1] = '\x7f';
  EXPECT_EQ(read_entry(other).error().message, "a day beyond the year 9999");
}

TEST(Opening, ShowsTheRow) {
  Commitment previous;
  previous.bytes.fill(7);
  Evidence row = example_row();
  row.seq = 9;
  const auto opening = read_opening(write_opening(example_key(), row, previous));
  ASSERT_TRUE(opening) << opening.error().message;
  EXPECT_EQ(opening->row.individual, row.individual);
  EXPECT_EQ(opening->row.seq, 9);
  EXPECT_EQ(opening->row.at, row.at);
  EXPECT_EQ(opening->row.kind, row.kind);
  EXPECT_EQ(opening->row.body, row.body);
  EXPECT_EQ(opening->previous, previous);
}

TEST(Opening, WithAnyBitChangedIsRefused) {
  const std::string bytes = write_opening(example_key(), example_row(), {});
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(read_opening(changed)) << "bit " << bit;
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(read_opening(bytes.substr(0, size))) << size;
  }
}

TEST(Bodies, AreReadAsTheyWereWritten) {
  Sha256 decision;
  decision.bytes.fill(3);
  const auto body = read_decision_body(write_decision_body({RecordedOutcome::kLawful, decision}));
  EXPECT_EQ(body->outcome, RecordedOutcome::kLawful);
  EXPECT_EQ(body->decision, decision);
  EXPECT_FALSE(read_decision_body("\x01\x05" + std::string(32, 'x')));
  const auto pruning = read_pruning_body(write_pruning_body({512, 20602}));
  EXPECT_EQ(pruning->minimum, 512U);
  EXPECT_EQ(pruning->before, 20602U);
  EXPECT_FALSE(read_pruning_body(""));
}

}  // namespace
}  // namespace lawful
