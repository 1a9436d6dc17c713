#include "ledger/evidence_rows.h"

#include <thread>
#include <vector>

#include "ledger/ledger_fixture_test.h"

namespace lawful {
namespace {

using EvidenceRows = LedgerTest;

INSTANTIATE_TEST_SUITE_P(Engines, EvidenceRows, store_suite::every_engine(),
                         store_suite::engine_name);

Result<Chained> loaded(Store& store, const Owner& whose, std::int64_t seq) {
  Result<Chained> chained = fail(Code::kUnavailable, "not read");
  const auto read = store.read([&](Transaction& rows) -> Result<void> {
    chained = load_evidence(rows, whose, seq);
    return {};
  });
  EXPECT_TRUE(read);
  return chained;
}

TEST_P(EvidenceRows, ChainPerIndividual) {
  open();
  const Owner one = individual(1);
  const Owner other = individual(2);
  EXPECT_EQ(append(one, "a").seq, 1);
  EXPECT_EQ(append(other, "b").seq, 1);
  EXPECT_EQ(append(one, "c").seq, 2);
  const auto first = loaded(*store_, one, 1);
  const auto second = loaded(*store_, one, 2);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->previous, Commitment{});
  EXPECT_EQ(second->previous, first->row.commitment);
  EXPECT_EQ(second->row.row.body, "c");
  EXPECT_EQ(second->row.commitment,
            commit_row(chain_key(one), second->row.row, first->row.commitment));
  EXPECT_EQ(loaded(*store_, one, 3).error().code, Code::kNotFound);
}

TEST_P(EvidenceRows, NeverGoBackInTime) {
  open();
  const Instant now = clock_.now();
  append(individual(1), "a");
  clock_.advance(std::chrono::milliseconds(-5000));
  EXPECT_EQ(append(individual(1), "b").at, now);
  EXPECT_EQ(append(individual(2), "b").at, now - std::chrono::milliseconds(5000));
  clock_.advance(std::chrono::milliseconds(6000));
  EXPECT_EQ(append(individual(1), "c").at, now + std::chrono::milliseconds(1000));
}

TEST_P(EvidenceRows, OfManyWritersAtOnceAreOneChain) {
  open();
  constexpr int kWriters = 6;
  constexpr int kEach = 40;
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&] {
      for (int n = 0; n < kEach; ++n) append(individual(1), "row");
    });
  }
  for (std::thread& writer : writers) writer.join();
  integrate();
  const FsckReport report = checked();
  EXPECT_TRUE(report.clean()) << findings_of(report);
  EXPECT_EQ(report.rows, kWriters * kEach);
  EXPECT_EQ(report.chains, 1U);
}

TEST_P(EvidenceRows, AreGoneWithWhatTheyWouldHaveRecorded) {
  open();
  const Owner one = individual(1);
  const RootKey key = chain_key(one);
  const auto written = write(*store_, one, [&](Transaction& rows) -> Result<void> {
    TRY_VOID(append_evidence(rows, {one, key}, clock_.now(), EvidenceKind::kLoad, "row"));
    return fail(Code::kDenied, "what it records fails");
  });
  EXPECT_EQ(written.error().code, Code::kDenied);
  EXPECT_EQ(append(one, "row").seq, 1);
}

TEST_P(EvidenceRows, TooLongOrOutOfTimeAreRefused) {
  open();
  const Owner one = individual(1);
  const RootKey key = chain_key(one);
  const auto appended = [&](Instant at, std::size_t size) {
    return write(*store_, one, [&](Transaction& rows) -> Result<void> {
      TRY_VOID(append_evidence(rows, {one, key}, at, EvidenceKind::kLoad, std::string(size, 'x')));
      return {};
    });
  };
  EXPECT_TRUE(appended(clock_.now(), kEvidenceBodyMax));
  EXPECT_EQ(appended(clock_.now(), kEvidenceBodyMax + 1).error().code, Code::kInvalid);
  EXPECT_EQ(appended(Instant(std::chrono::milliseconds(-1)), 1).error().code, Code::kInvalid);
  EXPECT_EQ(appended(Instant(std::chrono::sys_days(Date{std::chrono::year(10000) / 1 / 1})), 1)
                .error()
                .code,
            Code::kInvalid);
}

}  // namespace
}  // namespace lawful
