// A SQLite store on a disk that fails: whatever call fails, in whatever way, nothing
// that was acknowledged is lost, no transaction is seen by halves, the error says what
// is known, and the store goes on.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <latch>
#include <set>

#include "store/faulty_disk_test.h"
#include "store/sqlite_store.h"
#include "store/store_suite_test.h"

namespace lawful::store_suite {
namespace {

using Fault = FaultyDisk::Fault;
using Open = StoreOptions::Open;

constexpr std::uint64_t kWorks = 9;
constexpr std::size_t kBatch = 4;
constexpr int kCacheKib = 16;  // A few pages: commits spill into the log before they end.

enum class Known { kWritten, kNotWritten, kUnknown };

class SqliteFault : public testing::TestWithParam<std::tuple<Fault, bool>> {
 protected:
  Result<std::unique_ptr<Store>> open(Open how = Open::kCreate) {
    return open_sqlite_store("data", {&notes_schema()}, {.open = how},
                             {.vfs = disk_.name(), .batch_max = kBatch, .cache_kib = cache_kib_});
  }

  // Rows of two tables, of several pages, by which a half transaction would show.
  static Result<void> two_rows(Transaction& rows, const Owner& whose) {
    TRY_VOID(rows.run(kCountOf, {Bytes{bytes_of(whose)}}));
    TRY_VOID(rows.run(kCount, {Bytes{bytes_of(whose)}, 1}));
    TRY_VOID(rows.run(kAddNote,
                      {Bytes{bytes_of(whose)}, 1, Null{}, Bytes{std::string(3000, 'b')}, Null{}}));
    return {};
  }

  // The works in commits of kBatch, each of which the writer finds whole in its queue.
  void submit_works(Store& store, std::uint64_t first) {
    std::latch all_submitted(1);
    std::latch left(kWorks + 1);
    store.submit(
        owner(0),
        [&](Transaction&) -> Result<void> {
          all_submitted.wait();
          return {};
        },
        [&](Result<void>) { left.count_down(); });
    for (std::uint64_t i = first; i < first + kWorks; ++i) {
      const Owner whose = owner(i);
      store.submit(
          whose, [whose](Transaction& rows) { return two_rows(rows, whose); },
          [&, i](Result<void> result) {
            note_answer(i, result);
            left.count_down();
          });
    }
    all_submitted.count_down();
    left.wait();
  }

  // Answers come from one thread, one after the other.
  void note_answer(std::uint64_t work, const Result<void>& result) {
    if (result) {
      known_[work] = Known::kWritten;
      return;
    }
    EXPECT_EQ(result.error().code, Code::kUnavailable);
    const std::string& said = result.error().message;
    const bool unknown = said.find("cannot be known") != std::string::npos;
    EXPECT_TRUE(unknown || said.ends_with("; nothing was written")) << said;
    known_[work] = unknown ? Known::kUnknown : Known::kNotWritten;
  }

  void check_rows(Store& store) {
    for (const auto& [work, known] : known_) {
      const auto counted = count_of(store, owner(work));
      ASSERT_TRUE(counted) << counted.error().message;
      bool has_note = false;
      ASSERT_TRUE(store.read([&, whose = owner(work)](Transaction& rows) -> Result<void> {
        TRY(const Rows found, rows.run(kFindNote, {Bytes{bytes_of(whose)}, 1}));
        has_note = !found.empty();
        return {};
      }));
      ASSERT_EQ(*counted, has_note ? 1 : 0) << "half of work " << work;
      ASSERT_TRUE(has_note || known != Known::kWritten) << "lost work " << work;
      ASSERT_TRUE(!has_note || known != Known::kNotWritten) << "undead work " << work;
    }
  }

  // One run with the fault at `call`. False once the run ends before it.
  bool run_with_fault_at(int call, std::mt19937_64& random) {
    const auto& [fault, lasting] = GetParam();
    known_.clear();
    auto store = open();
    EXPECT_TRUE(store) << store.error().message;
    submit_works(**store, 100);
    disk_.fail_at(call, fault, lasting);
    submit_works(**store, 200);
    const bool failed = disk_.has_failed();
    disk_.heal();
    check_rows(**store);
    submit_works(**store, 300);
    for (std::uint64_t i = 300; i < 300 + kWorks; ++i) {
      EXPECT_EQ(known_[i], Known::kWritten) << "the store does not go on";
    }
    check_rows(**store);
    if (call % 2 == 0) disk_.power_off();
    store->reset();
    if (call % 2 == 0) disk_.power_on(random);
    auto again = open(Open::kExisting);
    EXPECT_TRUE(again) << again.error().message;
    if (again) check_rows(**again);
    return failed;
  }

  FaultyDisk disk_;
  int cache_kib_ = kCacheKib;
  std::map<std::uint64_t, Known> known_;
};

std::uint64_t seed() {
  const char* given = std::getenv("LAWFUL_TEST_SEED");
  return given == nullptr ? std::random_device()() : std::strtoull(given, nullptr, 10);
}

TEST_P(SqliteFault, LosesNothingWhicheverCallFails) {
  const std::uint64_t chosen = seed();
  std::mt19937_64 random(chosen);
  int quiet = 0;  // Runs in a row that ended before the fault.
  int faults = 0;
  for (int call = 1; quiet < 2; ++call) {
    SCOPED_TRACE(fmt::format("LAWFUL_TEST_SEED={}, fault at call {}", chosen, call));
    disk_.files().clear();
    cache_kib_ = call % 3 == 0 ? 16 << 10 : kCacheKib;
    const bool failed = run_with_fault_at(call, random);
    quiet = failed ? 0 : quiet + 1;
    faults += failed ? 1 : 0;
    ASSERT_FALSE(HasFailure());
    ASSERT_LT(call, 1000);
  }
  EXPECT_GT(faults, 2);
}

TEST_P(SqliteFault, OpensOrSaysWhyWhicheverCallFails) {
  const auto& [fault, lasting] = GetParam();
  int quiet = 0;
  for (int call = 1; quiet < 2; ++call) {
    SCOPED_TRACE(fmt::format("fault at call {}", call));
    disk_.files().clear();
    disk_.fail_at(call, fault, lasting);
    {
      const auto store = open();
      const bool failed = disk_.has_failed();
      quiet = failed ? 0 : quiet + 1;
      if (!store) {
        ASSERT_TRUE(failed) << store.error().message;
        ASSERT_EQ(store.error().code, Code::kUnavailable) << store.error().message;
      }
    }
    disk_.heal();
    const auto again = open();
    ASSERT_TRUE(again) << again.error().message;
    ASSERT_TRUE(count(**again, owner(1), 1));
    ASSERT_EQ(count_of(**again, owner(1)), 1);
    ASSERT_LT(call, 1000);
  }
}

std::string name_of(const testing::TestParamInfo<std::tuple<Fault, bool>>& tested) {
  const auto& [fault, lasting] = tested.param;
  constexpr std::array kNames = {"Full", "Write", "ShortWrite", "Sync", "Read"};
  return fmt::format("{}{}", kNames.at(static_cast<std::size_t>(fault)),
                     lasting ? "Lasting" : "Once");
}

INSTANTIATE_TEST_SUITE_P(Faults, SqliteFault,
                         testing::Combine(testing::Values(Fault::kFull, Fault::kWrite,
                                                          Fault::kShortWrite, Fault::kSync,
                                                          Fault::kRead),
                                          testing::Bool()),
                         name_of);

class SqlitePowerCut : public SqliteFault {};

TEST_P(SqlitePowerCut, KeepsWhatWasAcknowledged) {
  const std::uint64_t chosen = seed();
  std::mt19937_64 random(chosen);
  for (int round = 0; round < 25; ++round) {
    SCOPED_TRACE(fmt::format("LAWFUL_TEST_SEED={}, round {}", chosen, round));
    disk_.files().clear();
    known_.clear();
    auto store = open();
    ASSERT_TRUE(store) << store.error().message;
    for (std::uint64_t i = 0; i < 3 + random() % 4; ++i) submit_works(**store, 1000 * i);
    // In the middle of a batch: the call fails, and nothing works after it.
    disk_.fail_at(1 + static_cast<int>(random() % 30), std::get<0>(GetParam()), true);
    submit_works(**store, 90'000);
    disk_.power_off();
    store->reset();
    disk_.power_on(random);
    const auto again = open(Open::kExisting);
    ASSERT_TRUE(again) << again.error().message;
    check_rows(**again);
    ASSERT_FALSE(HasFailure());
  }
}

// A commit whose sync failed can be read by the next program, and is not on disk. What that
// program commits after it must not be lost with it.
TEST_P(SqlitePowerCut, NeverBuildsOnWhatWasNotSynced) {
  const std::uint64_t chosen = seed();
  std::mt19937_64 random(chosen);
  for (int call = 1; call < 40; ++call) {
    SCOPED_TRACE(fmt::format("LAWFUL_TEST_SEED={}, fault at call {}", chosen, call));
    disk_.files().clear();
    known_.clear();
    auto store = open();
    ASSERT_TRUE(store) << store.error().message;
    submit_works(**store, 0);
    disk_.fail_at(call, std::get<0>(GetParam()), true);
    submit_works(**store, 1000);
    disk_.power_off();
    store->reset();
    disk_.start_again();
    store = open(Open::kExisting);
    ASSERT_TRUE(store) << store.error().message;
    submit_works(**store, 2000);
    check_rows(**store);
    disk_.power_off();
    store->reset();
    disk_.power_on(random);
    store = open(Open::kExisting);
    ASSERT_TRUE(store) << store.error().message;
    check_rows(**store);
    ASSERT_FALSE(HasFailure());
  }
}

INSTANTIATE_TEST_SUITE_P(Faults, SqlitePowerCut,
                         testing::Values(std::tuple(Fault::kWrite, true),
                                         std::tuple(Fault::kSync, true)),
                         name_of);

}  // namespace
}  // namespace lawful::store_suite
