#include "ledger/integrator.h"

#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <thread>

#include "base/bytes.h"
#include "crypto/random.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger_fixture_test.h"
#include "ledger/proof_file.h"
#include "ledger/prove.h"

namespace lawful {
namespace {

using IntegratorTest = LedgerTest;

INSTANTIATE_TEST_SUITE_P(Engines, IntegratorTest, store_suite::every_engine(),
                         store_suite::engine_name);

// A store that breaks off at its Nth transaction: before it, or after it is on disk. To an
// integrator that is being killed there.
class BreakingStore final : public Store {
 public:
  BreakingStore(Store& inner, int at, bool after) : inner_(inner), at_(at), after_(after) {}

  void submit(const Owner& owner, Work work, Done done) override {
    if (!breaks()) return broken_ ? done(broken()) : inner_.submit(owner, std::move(work), done);
    if (!after_) return done(broken());
    inner_.submit(owner, std::move(work), [done](Result<void>) { done(broken()); });
  }
  Result<void> read(const Work& work) override {
    return breaks() || broken_ ? broken() : inner_.read(work);
  }
  Result<Facts> facts() override { return inner_.facts(); }

  bool has_broken() const { return broken_; }

 private:
  static Result<void> broken() { return fail(Code::kUnavailable, "broken off by the test"); }
  bool breaks() {
    if (++count_ != at_) return false;
    broken_ = true;
    return true;
  }

  Store& inner_;
  std::atomic<int> count_ = 0;
  const int at_;
  const bool after_;
  std::atomic<bool> broken_ = false;
};

TEST_P(IntegratorTest, AStoreIsForOneLog) {
  open();
  append(individual(1), "generated row");
  integrate();
  EXPECT_TRUE(create_log(*store_, identity_));  // It is there, and stays.
  EXPECT_EQ(checked().size, 1U);
  KeySigner other{"example.org/other", "another generated key"};
  const auto second = create_log(*store_, {individual(9), "example.org/other", other, promises_});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Code::kConflict);
  EXPECT_NE(second.error().message.find("a store is for one log"), std::string::npos);
}

// A store that lets another act just before its Nth transaction: one who was slow, and whose lease
// ended.
class InterruptedStore final : public Store {
 public:
  InterruptedStore(Store& inner, int at, std::function<void()> other)
      : inner_(inner), at_(at), other_(std::move(other)) {}

  void submit(const Owner& owner, Work work, Done done) override {
    interrupt();
    inner_.submit(owner, std::move(work), std::move(done));
  }
  Result<void> read(const Work& work) override {
    interrupt();
    return inner_.read(work);
  }
  Result<Facts> facts() override { return inner_.facts(); }

  bool was_interrupted() const { return count_ >= at_; }

 private:
  void interrupt() {
    if (++count_ == at_) other_();
  }

  Store& inner_;
  const int at_;
  std::function<void()> other_;
  int count_ = 0;
};

TEST_P(IntegratorTest, OvertakenAnywhereGivesNoRowTwoLeaves) {
  open();
  std::uint64_t rows = 0;
  bool conflict = false;
  bool interrupted = true;
  for (int at = 1; interrupted; ++at) {
    ASSERT_LT(at, 100);
    for (std::uint64_t n = 1; n <= 2; ++n, rows += 3) append_rows(individual(n), 3);
    InterruptedStore store(*store_, at, [&] {
      clock_.advance(kLeaseLasts + std::chrono::milliseconds(1));
      append_rows(individual(3), 1);  // So that the batch is not the one that the slow one has.
      ++rows;
      integrate();
    });
    Integrator slow(store, identity_, clock_);
    if (const auto step = slow.step(); !step) {
      EXPECT_EQ(step.error().code, Code::kConflict) << step.error().message;
      conflict = true;
    }
    interrupted = store.was_interrupted();
    clock_.advance(kLeaseLasts + std::chrono::milliseconds(1));
    integrate();
    const FsckReport report = checked();
    EXPECT_TRUE(report.clean()) << "at " << at << "\n" << findings_of(report);
    EXPECT_EQ(report.entries, rows);
  }
  EXPECT_TRUE(conflict);
}

TEST_P(IntegratorTest, GivesEveryRowALeaf) {
  open();
  for (std::uint64_t n = 1; n <= 20; ++n) append_rows(individual(n), 35);
  EXPECT_EQ(integrate(), 700U);
  EXPECT_EQ(integrate(), 0U);
  append(individual(1), "one more");
  EXPECT_EQ(integrate(), 1U);
  const FsckReport report = checked();
  EXPECT_TRUE(report.clean()) << findings_of(report);
  EXPECT_EQ(report.rows, 701U);
  EXPECT_EQ(report.entries, 701U);
  EXPECT_EQ(report.chains, 20U);
  EXPECT_EQ(report.chains_without_key, 0U);
}

TEST_P(IntegratorTest, GoesOnAfterTheStoreWasOpenedAgain) {
  open();
  append_rows(individual(5), 257);
  integrate();
  close();
  open();
  append(individual(5), "after");
  EXPECT_EQ(integrate(), 1U);
  EXPECT_TRUE(checked().clean()) << findings_of(checked());
}

TEST_P(IntegratorTest, TakesMoreThanOneStepWhereThereIsMuch) {
  open();
  for (std::uint64_t n = 1; n <= 8; ++n) append_rows(individual(n), 640);
  Integrator integrator(*store_, identity_, clock_);
  const auto first = integrator.step();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->added, 4096U);
  EXPECT_TRUE(first->more);
  const auto second = integrator.step();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->added, 1024U);
  EXPECT_FALSE(second->more);
  EXPECT_TRUE(checked().clean()) << findings_of(checked());
}

TEST_P(IntegratorTest, LeavesTheWorkToWhomHoldsTheLease) {
  open();
  append(individual(1), "row");
  Integrator one(*store_, identity_, clock_);
  Integrator other(*store_, identity_, clock_);
  ASSERT_TRUE(one.step()->held);
  append(individual(1), "another");
  EXPECT_FALSE(other.step()->held);
  clock_.advance(kLeaseLasts + std::chrono::milliseconds(1));
  const auto taken = other.step();
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->held);
  EXPECT_EQ(taken->added, 1U);
  EXPECT_FALSE(one.step()->held);
  ASSERT_TRUE(other.release());
  EXPECT_TRUE(one.step()->held);
}

TEST_P(IntegratorTest, ALeaseLastsAsLongAsItIsToldTo) {
  open();
  const std::chrono::milliseconds lease(200);
  Integrator brief(*store_, identity_, clock_, lease);
  Integrator other(*store_, identity_, clock_, lease);
  ASSERT_TRUE(brief.step()->held);
  clock_.advance(lease);
  EXPECT_FALSE(other.step()->held);
  clock_.advance(std::chrono::milliseconds(1));
  EXPECT_TRUE(other.step()->held);
}

TEST_P(IntegratorTest, KilledAnywhereIsTakenOverByAnother) {
  open();
  bool finished = false;
  std::uint64_t rows = 0;
  for (int at = 1; !finished; ++at) {
    ASSERT_LT(at, 100);
    for (const bool after : {false, true}) {
      for (std::uint64_t n = 1; n <= 2; ++n, rows += 3) append_rows(individual(n), 3);
      BreakingStore breaking(*store_, at, after);
      Integrator killed(breaking, identity_, clock_);
      const auto step = killed.step();
      finished = !breaking.has_broken();
      EXPECT_EQ(step.has_value(), finished);
      const FsckReport midway = checked();
      EXPECT_TRUE(midway.clean()) << "midway, at " << at << "\n" << findings_of(midway);
      clock_.advance(kLeaseLasts + std::chrono::milliseconds(1));
      integrate();
      const FsckReport report = checked();
      EXPECT_TRUE(report.clean()) << "at " << at << "\n" << findings_of(report);
      EXPECT_EQ(report.entries, rows);
      EXPECT_EQ(report.pending, 0U);
    }
  }
}

TEST_P(IntegratorTest, TwoAtOnceGiveEveryRowOneLeaf) {
  open();
  std::atomic<bool> writing = true;
  std::vector<std::thread> threads;
  // Both believe that the lease is theirs: each clock is far ahead of the other's last step.
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&, i] {
      ManualClock clock(clock_.now());
      Integrator integrator(*store_, identity_, clock);
      for (int round = 0; writing || round < 3; ++round) {
        clock.advance(2 * kLeaseLasts * (i + 1));
        const auto step = integrator.step();
        if (!step) {
          EXPECT_EQ(step.error().code, Code::kConflict) << step.error().message;
        }
      }
    });
  }
  for (std::uint64_t n = 0; n < 400; ++n) append(individual(n % 7), "row");
  writing = false;
  for (std::thread& thread : threads) thread.join();
  clock_.advance(std::chrono::hours(24 * 365));
  integrate();
  const FsckReport report = checked();
  EXPECT_TRUE(report.clean()) << findings_of(report);
  EXPECT_EQ(report.entries, 400U);
}

TEST_P(IntegratorTest, SignsNothingOverAChangedLog) {
  open();
  for (int n = 0; n < 3; ++n) append(individual(1), "row");
  integrate();
  tamper("UPDATE log_tile SET hashes = commitment FROM evidence WHERE seq = 1");
  append(individual(1), "row");
  Integrator integrator(*store_, identity_, clock_);
  const auto step = integrator.step();
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().code, Code::kCorrupt);
}

TEST_P(IntegratorTest, EveryRowIsProvenAndOpened) {
  open();
  append_rows(individual(1), 150);
  append_rows(individual(2), 150);
  const Appended last = append(individual(3), "seen");
  EXPECT_EQ(prove_row(*store_, identity_, {individual(3), 1}, nullptr).error().code,
            Code::kUnavailable);
  integrate();
  for (std::uint64_t n = 1; n <= 2; ++n) {
    const RootKey key = chain_key(individual(n));
    for (std::int64_t seq = 1; seq <= 150; ++seq) {
      const auto text = prove_row(*store_, identity_, {individual(n), seq}, &key);
      ASSERT_TRUE(text) << text.error().message;
      const auto proof = parse_proof_file(*text);
      const auto opening = read_opening(proof->extra);
      ASSERT_TRUE(opening) << opening.error().message;
      EXPECT_EQ(opening->row.seq, seq);
      EXPECT_EQ(opening->row.individual, individual(n));
      const Hash leaf = leaf_hash(write_entry(opening->entry));
      EXPECT_TRUE(check_proof(*proof, leaf, checkpoints_.verifier()));
    }
  }
  const auto index = find_leaf(*store_, identity_, last.leaf);
  ASSERT_TRUE(index && *index);
  const auto proof = parse_proof_file(prove_entry(*store_, identity_, **index).value());
  EXPECT_TRUE(check_proof(*proof, last.leaf, checkpoints_.verifier()));
  EXPECT_EQ(find_leaf(*store_, identity_, sha256("none")).value(), std::nullopt);
  const RootKey other = chain_key(individual(9));
  EXPECT_EQ(prove_row(*store_, identity_, {individual(1), 1}, &other).error().code, Code::kCorrupt);
  EXPECT_EQ(prove_entry(*store_, identity_, 301).error().code, Code::kNotFound);
  EXPECT_EQ(prove_row(*store_, identity_, {individual(1), 151}, nullptr).error().code,
            Code::kNotFound);
}

TEST_P(IntegratorTest, TheLogContinuesWhatItWas) {
  open();
  std::vector<Checkpoint> seen;
  for (int round = 0; round < 6; ++round) {
    append_rows(individual(1), 1 + 90 * static_cast<std::uint64_t>(round));
    integrate();
    const auto now = prove_consistency(*store_, identity_, 0);
    ASSERT_TRUE(now);
    seen.push_back(open_checkpoint(now->checkpoint, checkpoints_.verifier()).value());
  }
  for (const Checkpoint& old : seen) {
    const auto proof = prove_consistency(*store_, identity_, old.size);
    ASSERT_TRUE(proof);
    EXPECT_TRUE(
        check_consistency(old.size, old.root, seen.back().size, seen.back().root, proof->path));
  }
}

}  // namespace
}  // namespace lawful
