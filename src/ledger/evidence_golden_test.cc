// What earlier versions recorded is read as it was: tests/golden/evidence, which is only ever
// added to, and is the example of docs/formats/evidence.md.
#include <array>
#include <fstream>
#include <iterator>

#include "base/hex_blocks_test.h"
#include "gtest/gtest.h"
#include "ledger/evidence.h"
#include "ledger/merkle.h"

namespace lawful {
namespace {

std::string golden(const std::string& part) {
  std::ifstream in("tests/golden/evidence/1." + part, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

RootKey golden_key() {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(0x11);
  return RootKey::take(bytes);
}

Evidence golden_row() {
  Evidence row;
  row.seq = 1;
  row.at = Instant(std::chrono::milliseconds(1'780'000'000'000));
  row.kind = EvidenceKind::kDecision;
  row.individual.bytes.fill(0xab);
  Sha256 decision;
  decision.bytes.fill(0xcd);
  row.body = write_decision_body({RecordedOutcome::kUnlawful, decision});
  return row;
}

TEST(GoldenEvidence, IsWrittenAsItAlwaysWas) {
  const Evidence row = golden_row();
  const Commitment commitment = commit_row(golden_key(), row, {});
  EXPECT_EQ(to_hex(commitment_message(row, {})), to_hex(golden("row")));
  EXPECT_EQ(to_hex(write_entry({entry_day(row.at), commitment})), to_hex(golden("entry")));
  EXPECT_EQ(to_hex(write_opening(golden_key(), row, {})), to_hex(golden("opening")));
}

TEST(GoldenEvidence, IsReadAsItAlwaysWas) {
  const auto opening = read_opening(golden("opening"));
  ASSERT_TRUE(opening) << opening.error().message;
  const Evidence row = golden_row();
  EXPECT_EQ(opening->row.individual, row.individual);
  EXPECT_EQ(opening->row.seq, row.seq);
  EXPECT_EQ(opening->row.at, row.at);
  EXPECT_EQ(opening->row.kind, row.kind);
  EXPECT_EQ(opening->previous, Commitment{});
  const auto body = read_decision_body(opening->row.body);
  ASSERT_TRUE(body) << body.error().message;
  EXPECT_EQ(body->outcome, RecordedOutcome::kUnlawful);
  const auto entry = read_entry(golden("entry"));
  ASSERT_TRUE(entry) << entry.error().message;
  EXPECT_EQ(entry->commitment, opening->entry.commitment);
  EXPECT_EQ(format_date(date_of_day(entry->day)), "2026-05-29");
}

TEST(GoldenEvidence, WithABitFlippedIsRefused) {
  const std::string bytes = golden("opening");
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(read_opening(changed)) << "bit " << bit;
  }
}

TEST(GoldenEvidence, IsTheExampleOfTheDocument) {
  const CommitSalt salt = salt_of(golden_key(), 1);
  const Commitment commitment = commit_row(golden_key(), golden_row(), {});
  const Hash leaf = leaf_hash(golden("entry"));
  const auto salt_bytes = salt.reveal_key_bytes();
  const std::map<std::string, std::string> parts = {
      {"message", golden("row")},
      {"salt", {salt_bytes.begin(), salt_bytes.end()}},
      {"commitment", std::string(as_text(commitment.bytes))},
      {"entry", golden("entry")},
      {"leaf", std::string(as_text(leaf.bytes))},
      {"opening", golden("opening")}};
  EXPECT_EQ(hex_blocks("docs/formats/evidence.md"), parts);
}

}  // namespace
}  // namespace lawful
