// Schemas forward, step by step, the same on every engine.
#include <gtest/gtest.h>

#include <thread>

#include "store/store_suite_test.h"

namespace lawful::store_suite {
namespace {

using Open = StoreOptions::Open;

Result<void> add_note(Store& store, std::int64_t seq) {
  return write(store, owner(1), [seq](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(kAddNote, {Bytes{bytes_of(owner(1))}, seq, seq, Bytes{"body"}, Null{}}));
    return {};
  });
}

Result<std::string> colour(Store& store, std::int64_t seq) {
  std::string colour;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(const Rows found, rows.run(kNoteColour, {Bytes{bytes_of(owner(1))}, seq}));
    if (found.empty()) return fail(Code::kNotFound, "no note");
    if (found.front().front().is_null()) {
      colour = "none";
      return {};
    }
    TRY(const std::string_view bytes, found.front().front().bytes());
    colour = bytes;
    return {};
  }));
  return colour;
}

TEST_P(StoreSuite, MigratesForwardAndKeepsTheRows) {
  {
    auto first = open(Open::kCreate, notes_schema(1));
    ASSERT_TRUE(first) << first.error().message;
    ASSERT_TRUE(add_note(**first, 1));
    EXPECT_FALSE(colour(**first, 1));  // The column is not there yet.
  }
  {
    auto second = open(Open::kExisting, notes_schema(2));
    ASSERT_TRUE(second) << second.error().message;
    EXPECT_EQ(colour(**second, 1), "none");
    ASSERT_TRUE(add_note(**second, 2));
  }
  auto third = open(Open::kExisting, notes_schema(3));
  ASSERT_TRUE(third) << third.error().message;
  EXPECT_EQ(colour(**third, 1), "body");
  EXPECT_EQ(colour(**third, 2), "body");
}

TEST_P(StoreSuite, RefusesANewerSchema) {
  { ASSERT_TRUE(open(Open::kCreate, notes_schema(3))); }
  for (const Open how : {Open::kExisting, Open::kCreate, Open::kRead}) {
    const auto older = open(how, notes_schema(2));
    ASSERT_FALSE(older);
    EXPECT_EQ(older.error().code, Code::kConflict);
    EXPECT_NE(older.error().message.find("schema `notes` is at version 3"), std::string::npos)
        << older.error().message;
  }
  EXPECT_TRUE(open(Open::kExisting, notes_schema(3)));
}

TEST_P(StoreSuite, NeverMigratesToRead) {
  { ASSERT_TRUE(open(Open::kCreate, notes_schema(1))); }
  const auto reader = open(Open::kRead, notes_schema(2));
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, Code::kConflict);
  EXPECT_TRUE(open(Open::kRead, notes_schema(1)));
}

TEST_P(StoreSuite, LeavesTheOldVersionWhenAStepFails) {
  {
    auto first = open(Open::kCreate, notes_schema(1));
    ASSERT_TRUE(first);
    ASSERT_TRUE(add_note(**first, 1));
  }
  const auto failed = open(Open::kExisting, failing_schema());
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().message.find("schema `notes`, migration 2"), std::string::npos)
      << failed.error().message;
  {
    auto first = open(Open::kExisting, notes_schema(1));
    ASSERT_TRUE(first) << first.error().message;
    ASSERT_TRUE(add_note(**first, 2));
  }
  auto whole = open(Open::kExisting, notes_schema(2));  // The column was not left behind.
  ASSERT_TRUE(whole) << whole.error().message;
  EXPECT_EQ(colour(**whole, 2), "none");
}

TEST_P(StoreSuite, MigratesOnceWhenTwoStartAtOnce) {
  if (GetParam() == TestEngine::kSqlite) GTEST_SKIP() << "one process writes a file";
  std::vector<std::unique_ptr<Store>> stores(4);
  std::vector<std::string> errors(4);
  std::vector<std::thread> starting;
  for (std::size_t i = 0; i < stores.size(); ++i) {
    starting.emplace_back([&, i] {
      auto store = open(Open::kCreate, notes_schema(3), 1);
      if (store) {
        stores[i] = *std::move(store);
      } else {
        errors[i] = store.error().message;
      }
    });
  }
  for (std::thread& start : starting) start.join();
  for (std::size_t i = 0; i < stores.size(); ++i) {
    ASSERT_TRUE(stores[i]) << errors[i];
    EXPECT_TRUE(add_note(*stores[i], static_cast<std::int64_t>(i)));
  }
}

}  // namespace
}  // namespace lawful::store_suite
