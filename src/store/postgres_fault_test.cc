// A store on a PostgreSQL server whose connections break: whatever is lost and when,
// each work is applied once or not at all, and its answer says which.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>

#include "store/commit_relay_test.h"
#include "store/postgres_works.h"
#include "store/store_suite_test.h"

namespace lawful::store_suite {
namespace {

using Cut = CommitRelay::Cut;
using Open = StoreOptions::Open;

// A connection of the test's own.
class Session {
 public:
  explicit Session(const std::string& url) : connection_(PQconnectdb(url.c_str())) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() { PQfinish(connection_); }

  std::int64_t number(const std::string& sql) {
    PGresult* result = PQexec(connection_, sql.c_str());
    EXPECT_EQ(PQresultStatus(result), PGRES_TUPLES_OK) << PQerrorMessage(connection_);
    const std::int64_t number =
        PQntuples(result) == 0 ? -1 : std::strtoll(PQgetvalue(result, 0, 0), nullptr, 10);
    PQclear(result);
    return number;
  }

 private:
  PGconn* connection_;
};

class PostgresFault : public testing::Test {
 protected:
  void SetUp() override {
    if (server_of(TestEngine::kPostgresql) == nullptr) {
      GTEST_SKIP() << "LAWFUL_TEST_POSTGRESQL names no server";
    }
    place_ = Place::make(TestEngine::kPostgresql);
  }

  std::unique_ptr<Store> open(const std::string& url, int connections, Open how = Open::kCreate) {
    auto store =
        open_store(url, {&notes_schema()}, clock_, {.open = how, .connections = connections});
    EXPECT_TRUE(store) << store.error().message;
    return store ? *std::move(store) : nullptr;
  }

  std::unique_ptr<Place> place_;
  ManualClock clock_{Instant{std::chrono::hours(24 * 20'000)}};
};

TEST_F(PostgresFault, AppliesAWorkOnceWhenItsCommitIsLost) {
  { ASSERT_TRUE(open(place_->where(), 1)); }
  CommitRelay relay(server_of(TestEngine::kPostgresql));
  auto store = open(relay.url_for(place_->where()), 3, Open::kExisting);
  ASSERT_TRUE(store);
  std::int64_t expected = 0;
  for (const Cut cut : {Cut::kCommit, Cut::kAnswer, Cut::kRace, Cut::kAnswer, Cut::kRace}) {
    SCOPED_TRACE(static_cast<int>(cut));
    for (int i = 0; i < 4; ++i) {
      std::int64_t seen = 0;
      int runs = 0;
      const int cuts = relay.cuts();
      relay.cut_next(cut);
      const auto result = write(*store, owner(1), [&](Transaction& rows) -> Result<void> {
        ++runs;
        TRY(const Rows counted, rows.run(kCount, {Bytes{bytes_of(owner(1))}, 1}));
        TRY(seen, counted.front().front().number());
        return {};
      });
      ASSERT_TRUE(result) << result.error().message;
      ++expected;
      EXPECT_EQ(relay.cuts(), cuts + 1);
      // What the caller captured is of the attempt that was carried out.
      EXPECT_EQ(seen, expected);
      EXPECT_EQ(count_of(*store, owner(1)), expected);
      if (cut == Cut::kAnswer) {
        EXPECT_EQ(runs, 1);
      }
      if (cut == Cut::kCommit) {
        EXPECT_EQ(runs, 2);
      }
    }
  }
}

TEST_F(PostgresFault, CountsExactlyWhileConnectionsAreKilled) {
  const std::string name = "lawful_kill_" + std::to_string(std::random_device()());
  auto store = open(place_->where() + "&application_name=" + name, 4);
  ASSERT_TRUE(store);
  constexpr std::uint64_t kOwners = 5;
  std::array<std::atomic<std::int64_t>, kOwners> written{};
  std::array<std::atomic<std::int64_t>, kOwners> unknown{};
  std::atomic<bool> stop = false;
  std::vector<std::thread> writers;
  for (std::size_t i = 0; i < 6; ++i) {
    writers.emplace_back([&, i] {
      for (std::size_t n = i; !stop; ++n) {
        const std::size_t who = n % kOwners;
        const auto result = count(*store, owner(who), 1);
        if (result) {
          ++written[who];
        } else {
          EXPECT_EQ(result.error().code, Code::kUnavailable) << result.error().message;
          const bool may_be = result.error().message.find("cannot be known") != std::string::npos;
          if (may_be) ++unknown[who];
        }
      }
    });
  }
  Session killer(server_of(TestEngine::kPostgresql));
  std::int64_t killed = 0;
  for (int i = 0; i < 60; ++i) {
    killed += killer.number(
        "SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity WHERE "
        "application_name = '" +
        name + "' ORDER BY random() LIMIT 1) AS one");
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  stop = true;
  for (std::thread& writer : writers) writer.join();
  EXPECT_GT(killed, 10);
  for (std::size_t who = 0; who < kOwners; ++who) {
    const auto counted = count_of(*store, owner(who));
    ASSERT_TRUE(counted) << counted.error().message;
    EXPECT_GE(*counted, written[who]);
    EXPECT_LE(*counted, written[who] + unknown[who]);
    EXPECT_GT(written[who], 0);
  }
}

// Two programs over one database meet on the server, where one store's threads do not.
TEST_F(PostgresFault, CountsExactlyAcrossTwoNodes) {
  const auto one = open(place_->where(), 4);
  const auto two = open(place_->where(), 4);
  ASSERT_TRUE(one && two);
  std::atomic<std::int64_t> written = 0;
  std::vector<std::thread> writers;
  for (Store* store : {one.get(), two.get()}) {
    for (std::uint64_t i = 0; i < 3; ++i) {
      writers.emplace_back([&written, store] {
        for (int n = 0; n < 40; ++n) {
          const auto result = count(*store, owner(1), 1);
          if (result) ++written;
          EXPECT_TRUE(result || result.error().code == Code::kConflict) << result.error().message;
        }
      });
    }
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(count_of(*one, owner(1)), written);
  EXPECT_GT(written, 200);
}

// The row that another transaction was first with is there at the next attempt.
TEST_F(PostgresFault, SeesWhoWasFirst) {
  const auto one = open(place_->where(), 4);
  const auto two = open(place_->where(), 4);
  ASSERT_TRUE(one && two);
  const Work claim = [](Transaction& rows) -> Result<void> {
    TRY(const Rows found, rows.run(kFindPhone, {Bytes{"blind"}}));
    if (!found.empty()) return fail(Code::kDenied, "somebody was first");
    TRY_VOID(rows.run(kAddPhone, {Bytes{"blind"}, Bytes{bytes_of(owner(1))}}));
    return {};
  };
  std::atomic<int> first = 0;
  std::atomic<int> later = 0;
  std::vector<std::thread> claiming;
  for (std::uint64_t i = 0; i < 6; ++i) {
    claiming.emplace_back([&, i] {
      const auto result = write(i % 2 == 0 ? *one : *two, owner(i), claim);
      if (result) ++first;
      if (!result && result.error().code == Code::kDenied) ++later;
    });
  }
  for (std::thread& thread : claiming) thread.join();
  EXPECT_EQ(first, 1);
  EXPECT_EQ(later, 5);
}

TEST_F(PostgresFault, RemovesOldMarksInPassing) {
  const auto store = open(place_->where(), 2);
  ASSERT_TRUE(store);
  const auto write_many = [&](std::uint64_t works) {
    for (std::uint64_t i = 0; i < works; ++i) ASSERT_TRUE(count(*store, owner(i), 1));
  };
  Session session(place_->where());
  const std::string marks = "SELECT count(*) FROM store_mark";
  constexpr auto kSome = 2 * PostgresWorks::kWritesPerSweep;
  write_many(kSome);
  EXPECT_EQ(session.number(marks), static_cast<std::int64_t>(kSome));
  clock_.advance(std::chrono::hours(23));
  write_many(kSome);
  EXPECT_EQ(session.number(marks), static_cast<std::int64_t>(2 * kSome));
  clock_.advance(std::chrono::hours(2));
  write_many(3 * kSome);
  // The first ones are gone, but for those that the last pages had not come to.
  EXPECT_LE(session.number(marks), static_cast<std::int64_t>(4 * kSome + kSome / 2));
  EXPECT_GE(session.number(marks), static_cast<std::int64_t>(4 * kSome));
}

TEST_F(PostgresFault, SaysThatNoServerIsThere) {
  const auto store =
      open_store("postgresql://somebody:secret@127.0.0.1:1/nowhere", {&notes_schema()}, clock_, {});
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().code, Code::kUnavailable);
  EXPECT_NE(store.error().message.find("server `127.0.0.1`, database `nowhere`"), std::string::npos)
      << store.error().message;
  EXPECT_EQ(store.error().message.find("secret"), std::string::npos);
}

}  // namespace
}  // namespace lawful::store_suite
