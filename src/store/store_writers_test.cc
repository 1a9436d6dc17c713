// Many writers at once, the same on every engine.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <thread>

#include "store/store_suite_test.h"

namespace lawful::store_suite {
namespace {

TEST_P(StoreSuite, CountsExactlyUnderWritersOfOneOwner) {
  const auto store = opened();
  constexpr int kWriters = 8;
  constexpr int kEach = 25;
  std::vector<std::thread> writers;
  std::atomic<int> failed = 0;
  for (int i = 0; i < kWriters; ++i) {
    writers.emplace_back([&] {
      for (int n = 0; n < kEach; ++n) {
        if (!count(*store, owner(1), 1)) ++failed;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  // A conflict that outlasts every retry is an answer; a lost or doubled one is not.
  EXPECT_EQ(count_of(*store, owner(1)), kWriters * kEach - failed);
  EXPECT_LT(failed, kWriters * kEach / 10);
}

TEST_P(StoreSuite, CountsExactlyUnderWritersOfManyOwners) {
  const auto store = opened();
  constexpr std::uint64_t kOwners = 40;
  constexpr int kWorks = 1200;
  std::latch left(kWorks);
  std::atomic<int> failed = 0;
  for (int i = 0; i < kWorks; ++i) {
    const Owner whose = owner(static_cast<std::uint64_t>(i) % kOwners);
    store->submit(
        whose,
        [whose](Transaction& rows) -> Result<void> {
          TRY_VOID(rows.run(kCount, {Bytes{bytes_of(whose)}, 1}));
          return {};
        },
        [&](Result<void> result) {
          if (!result) ++failed;
          left.count_down();
        });
  }
  left.wait();
  std::int64_t sum = 0;
  for (std::uint64_t i = 0; i < kOwners; ++i) sum += *count_of(*store, owner(i));
  EXPECT_EQ(sum, kWorks - failed);
  EXPECT_LT(failed, kWorks / 10);
}

// Works of one commit: those that fail, before and after they wrote, take nothing with them.
TEST_P(StoreSuite, FailsEachWorkForItselfAlone) {
  const auto store = opened();
  constexpr int kWorks = 300;
  std::latch left(kWorks);
  std::atomic<int> wrong = 0;
  for (int i = 0; i < kWorks; ++i) {
    const Owner whose = owner(static_cast<std::uint64_t>(i));
    store->submit(
        whose,
        [whose, i](Transaction& rows) -> Result<void> {
          if (i % 5 == 1) return fail(Code::kDenied, "before");
          TRY_VOID(rows.run(kCount, {Bytes{bytes_of(whose)}, i}));
          TRY_VOID(rows.run(kAddNote, {Bytes{bytes_of(whose)}, 1, i, Null{}, Null{}}));
          if (i % 5 == 2) return fail(Code::kNotFound, "after");
          if (i % 5 == 3) {
            TRY_VOID(rows.run(kAddNote, {Bytes{bytes_of(whose)}, 1, i, Null{}, Null{}}));
          }
          return {};
        },
        [&, i](Result<void> result) {
          const bool right = i % 5 == 1   ? !result && result.error().code == Code::kDenied
                             : i % 5 == 2 ? !result && result.error().code == Code::kNotFound
                             : i % 5 == 3 ? !result && result.error().code == Code::kConflict
                                          : result.has_value();
          if (!right) ++wrong;
          left.count_down();
        });
  }
  left.wait();
  EXPECT_EQ(wrong, 0);
  for (int i = 0; i < kWorks; ++i) {
    const bool kept = i % 5 == 0 || i % 5 == 4;
    EXPECT_EQ(count_of(*store, owner(static_cast<std::uint64_t>(i))), kept ? i : 0) << i;
  }
}

TEST_P(StoreSuite, AnswersAllThatWasSubmittedBeforeItCloses) {
  constexpr int kWorks = 400;
  std::atomic<int> answered = 0;
  {
    const auto store = opened();
    for (int i = 0; i < kWorks; ++i) {
      store->submit(
          owner(1), [](Transaction&) -> Result<void> { return {}; },
          [&](Result<void>) { ++answered; });
    }
  }
  EXPECT_EQ(answered, kWorks);
}

TEST_P(StoreSuite, KeepsTheOrderOfOneThreadOnSqlite) {
  if (GetParam() != TestEngine::kSqlite) GTEST_SKIP() << "only SQLite promises an order";
  const auto store = opened();
  constexpr std::int64_t kWorks = 500;
  std::vector<std::int64_t> order;
  std::latch left(kWorks);
  for (std::int64_t i = 0; i < kWorks; ++i) {
    store->submit(
        owner(1),
        [&order, i](Transaction& rows) -> Result<void> {
          order.push_back(i);
          TRY_VOID(rows.run(kCount, {Bytes{bytes_of(owner(1))}, 1}));
          return {};
        },
        [&](Result<void>) { left.count_down(); });
  }
  left.wait();
  ASSERT_EQ(order.size(), static_cast<std::size_t>(kWorks));
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST_P(StoreSuite, ReadsFromManyThreadsWithFewConnections) {
  const auto made = open(StoreOptions::Open::kCreate, notes_schema(), 2);
  ASSERT_TRUE(made) << made.error().message;
  Store& store = **made;
  ASSERT_TRUE(count(store, owner(1), 42));
  std::vector<std::thread> readers;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 8; ++i) {
    readers.emplace_back([&] {
      for (int n = 0; n < 50; ++n) {
        if (count_of(store, owner(1)) != 42) ++wrong;
      }
    });
  }
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace lawful::store_suite
