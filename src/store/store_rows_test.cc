// Rows through a store, the same on every engine.
#include <gtest/gtest.h>

#include <future>
#include <limits>
#include <optional>

#include "store/store_suite_test.h"

namespace lawful::store_suite {
namespace {

using Open = StoreOptions::Open;

Result<void> add_note(Store& store, const Owner& whose, std::int64_t seq, Bind number, Bind body,
                      Bind words) {
  return write(store, whose, [=](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(kAddNote, {Bytes{bytes_of(whose)}, seq, number, body, words}));
    return {};
  });
}

Result<Rows> find(Store& store, const SqlStatement& statement, std::vector<Bind> values) {
  Rows found;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(found, rows.run(statement, values));
    return {};
  }));
  return found;
}

std::optional<Code> code_of(const Result<void>& result) {
  if (result) return std::nullopt;
  return result.error().code;
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreSuite,
                         testing::Values(TestEngine::kSqlite, TestEngine::kPostgresql,
                                         TestEngine::kDistributed),
                         [](const auto& tested) {
                           switch (tested.param) {
                             case TestEngine::kSqlite:
                               return "Sqlite";
                             case TestEngine::kPostgresql:
                               return "Postgresql";
                             case TestEngine::kDistributed:
                               return "Distributed";
                           }
                           return "";
                         });

TEST_P(StoreSuite, KeepsRowsOfEveryType) {
  const auto store = opened();
  const std::string all_bytes = [] {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
    return bytes;
  }();
  const std::string large(1 << 20, '\x80');
  const std::int64_t least = std::numeric_limits<std::int64_t>::min();
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  ASSERT_TRUE(add_note(*store, owner(1), 1, Null{}, Null{}, Null{}));
  ASSERT_TRUE(add_note(*store, owner(1), 2, least, Bytes{""}, Characters{""}));
  ASSERT_TRUE(
      add_note(*store, owner(1), 3, most, Bytes{all_bytes}, Characters{"个人信息 \U0001F600"}));
  ASSERT_TRUE(add_note(*store, owner(1), 4, 0, Bytes{large}, Characters{"x"}));
  ASSERT_TRUE(add_note(*store, owner(2), 1, 7, Bytes{"other"}, Characters{"other"}));

  const auto rows = find(*store, kNotes, {Bytes{bytes_of(owner(1))}, 0, 10});
  ASSERT_TRUE(rows) << rows.error().message;
  ASSERT_EQ(rows->size(), 4u);
  for (std::size_t column = 1; column < 4; ++column) EXPECT_TRUE((*rows)[0][column].is_null());
  EXPECT_EQ((*rows)[1][1].number(), least);
  EXPECT_EQ((*rows)[1][2].bytes(), "");
  EXPECT_EQ((*rows)[1][3].bytes(), "");
  EXPECT_EQ((*rows)[2][1].number(), most);
  EXPECT_EQ((*rows)[2][2].bytes(), all_bytes);
  EXPECT_EQ((*rows)[2][3].bytes(), "个人信息 \U0001F600");
  EXPECT_EQ((*rows)[3][1].number(), 0);
  EXPECT_EQ((*rows)[3][2].bytes(), large);
  EXPECT_EQ((*rows)[3][3].number().error().code, Code::kCorrupt);
  EXPECT_EQ((*rows)[3][1].bytes().error().code, Code::kCorrupt);
}

TEST_P(StoreSuite, KeepsEveryKindOfTable) {
  const auto store = opened();
  ASSERT_TRUE(write(*store, owner(1), [](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(kAddPhone, {Bytes{"blind"}, Bytes{bytes_of(owner(1))}}));
    TRY_VOID(rows.run(kSetPack, {Characters{"pipl"}, Bytes{"one"}}));
    TRY_VOID(rows.run(kSetPack, {Characters{"pipl"}, Bytes{"two"}}));
    TRY_VOID(rows.run(kKeepScan, {Bytes{bytes_of(owner(1))}, Bytes{std::string(5000, 's')}}));
    return {};
  }));
  EXPECT_EQ(find(*store, kFindPhone, {Bytes{"blind"}})->front().front().bytes(),
            bytes_of(owner(1)));
  EXPECT_EQ(find(*store, kPack, {Characters{"pipl"}})->front().front().bytes(), "two");
  EXPECT_EQ(find(*store, kScan, {Bytes{bytes_of(owner(1))}})->front().front().bytes()->size(),
            5000u);
}

TEST_P(StoreSuite, PagesThroughEverybodyInKeyOrder) {
  const auto store = opened();
  for (std::uint64_t who = 9; who > 0; --who) {
    ASSERT_TRUE(add_note(*store, owner(who), 1, Null{}, Null{}, Null{}));
    ASSERT_TRUE(add_note(*store, owner(who), 2, Null{}, Null{}, Null{}));
  }
  std::vector<std::pair<std::string, std::int64_t>> seen;
  std::string last(16, '\0');
  std::int64_t last_seq = 0;
  for (;;) {
    const auto page = find(*store, kAllNotes, {Bytes{last}, last_seq, 5});
    ASSERT_TRUE(page);
    if (page->empty()) break;
    for (const Row& row : *page) seen.emplace_back(*row[0].bytes(), *row[1].number());
    last = seen.back().first;
    last_seq = seen.back().second;
  }
  EXPECT_EQ(seen.size(), 18u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST_P(StoreSuite, RollsBackAWorkThatFails) {
  const auto store = opened();
  ASSERT_TRUE(count(*store, owner(1), 5));
  const auto result = write(*store, owner(1), [](Transaction& rows) -> Result<void> {
    TRY(const Rows after, rows.run(kCount, {Bytes{bytes_of(owner(1))}, 10}));
    TRY(const std::int64_t n, after.front().front().number());
    return fail(Code::kDenied, "not at " + std::to_string(n));
  });
  EXPECT_EQ(code_of(result), Code::kDenied);
  EXPECT_EQ(result.error().message, "not at 15");
  EXPECT_EQ(count_of(*store, owner(1)), 5);
}

TEST_P(StoreSuite, SeesItsOwnWritesWithinAWork) {
  const auto store = opened();
  ASSERT_TRUE(write(*store, owner(1), [](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(kCount, {Bytes{bytes_of(owner(1))}, 3}));
    TRY(const Rows seen, rows.run(kCountOf, {Bytes{bytes_of(owner(1))}}));
    if (seen.size() != 1 || *seen.front().front().number() != 3) {
      return fail(Code::kCorrupt, "did not see its own write");
    }
    return {};
  }));
}

TEST_P(StoreSuite, RefusesAKeyThatIsTaken) {
  const auto store = opened();
  ASSERT_TRUE(add_note(*store, owner(1), 1, Null{}, Null{}, Null{}));
  const auto again = add_note(*store, owner(1), 1, 5, Null{}, Characters{"secret"});
  ASSERT_FALSE(again);
  EXPECT_EQ(code_of(again), Code::kConflict);
  EXPECT_NE(again.error().message.find("`note.add`"), std::string::npos) << again.error().message;
  EXPECT_EQ(again.error().message.find("secret"), std::string::npos);
  ASSERT_TRUE(add_note(*store, owner(1), 2, Null{}, Null{}, Null{}));
}

TEST_P(StoreSuite, FailsAWorkThatHidesAFailedStatement) {
  const auto store = opened();
  ASSERT_TRUE(add_note(*store, owner(1), 1, Null{}, Null{}, Null{}));
  bool went_on = true;
  const auto result = write(*store, owner(1), [&](Transaction& rows) -> Result<void> {
    (void)rows.run(kAddNote, {Bytes{bytes_of(owner(1))}, 1, Null{}, Null{}, Null{}});
    went_on = rows.run(kCount, {Bytes{bytes_of(owner(1))}, 1}).has_value();
    return {};
  });
  EXPECT_EQ(code_of(result), Code::kConflict);
  EXPECT_FALSE(went_on);
  EXPECT_EQ(count_of(*store, owner(1)), 0);
}

TEST_P(StoreSuite, RefusesWhatNoEngineCouldHold) {
  const auto store = opened();
  const Owner first = owner(1);
  const auto whose = Bytes{bytes_of(first)};
  EXPECT_EQ(code_of(add_note(*store, owner(1), 1, Null{}, Null{}, Characters{"\xff"})),
            Code::kInvalid);
  EXPECT_EQ(code_of(add_note(*store, owner(1), 1, Null{}, Null{},
                             Characters{std::string_view("a\0b", 3)})),
            Code::kInvalid);
  EXPECT_EQ(code_of(add_note(*store, owner(1), 1, Bytes{"blob"}, Null{}, Null{})), Code::kInvalid);
  EXPECT_EQ(code_of(add_note(*store, owner(1), 1, Null{}, Characters{"text"}, Null{})),
            Code::kInvalid);
  EXPECT_EQ(code_of(add_note(*store, owner(1), 1, Null{}, Null{}, std::int64_t{5})),
            Code::kInvalid);
  EXPECT_EQ(code_of(add_note(*store, owner(1), 1, Characters{"12"}, Null{}, Null{})),
            Code::kInvalid);
  EXPECT_EQ(find(*store, kCountOf, {std::int64_t{1}}).error().code, Code::kInvalid);
  EXPECT_EQ(find(*store, kCountOf, {}).error().code, Code::kInvalid);
  EXPECT_EQ(find(*store, kCountOf, {whose, whose}).error().code, Code::kInvalid);
  constexpr SqlStatement kStranger = {"stranger", TableKind::kIndividual,
                                      "SELECT n FROM counter WHERE individual_id = $1"};
  const auto stranger = find(*store, kStranger, {whose});
  EXPECT_EQ(stranger.error().code, Code::kInvalid);
  EXPECT_NE(stranger.error().message.find("`stranger`"), std::string::npos);
  const auto null_key = write(*store, owner(1), [&](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(kCount, {whose, Null{}}));
    return {};
  });
  EXPECT_EQ(code_of(null_key), Code::kInvalid);
  ASSERT_TRUE(count(*store, owner(1), 1));
}

TEST_P(StoreSuite, RefusesAWriteInARead) {
  const auto store = opened();
  const auto result = store->read([](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(kCount, {Bytes{bytes_of(owner(1))}, 1}));
    return {};
  });
  EXPECT_EQ(code_of(result), Code::kInvalid);
  EXPECT_NE(result.error().message.find("`counter.add`"), std::string::npos);
  EXPECT_EQ(count_of(*store, owner(1)), 0);
}

TEST_P(StoreSuite, ReadsOneSnapshot) {
  const auto store = opened();
  ASSERT_TRUE(count(*store, owner(1), 1));
  const auto read = store->read([&](Transaction& rows) -> Result<void> {
    TRY(const Rows before, rows.run(kCountOf, {Bytes{bytes_of(owner(1))}}));
    // From another thread: a work never calls its own store.
    const auto added =
        std::async(std::launch::async, [&] { return count(*store, owner(1), 1); }).get();
    EXPECT_TRUE(added);
    TRY(const Rows after, rows.run(kCountOf, {Bytes{bytes_of(owner(1))}}));
    EXPECT_EQ(*before.front().front().number(), 1);
    EXPECT_EQ(*after.front().front().number(), 1);
    return {};
  });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(count_of(*store, owner(1)), 2);
}

TEST_P(StoreSuite, KeepsAllWhenItIsOpenedAgain) {
  {
    const auto store = opened();
    for (std::int64_t i = 0; i < 50; ++i) ASSERT_TRUE(count(*store, owner(1), i));
  }
  const auto again = open(Open::kExisting, notes_schema());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(count_of(**again, owner(1)), 49 * 50 / 2);
}

TEST_P(StoreSuite, FindsNoStoreWhereNoneWasMade) {
  const auto existing = open(Open::kExisting, notes_schema());
  ASSERT_FALSE(existing);
  EXPECT_EQ(existing.error().code, Code::kNotFound) << existing.error().message;
  const auto read = open(Open::kRead, notes_schema());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::kNotFound) << read.error().message;
}

TEST_P(StoreSuite, ReadsBesideAWriterAndWritesNothing) {
  const auto store = opened();
  ASSERT_TRUE(count(*store, owner(1), 4));
  const auto reader = open(Open::kRead, notes_schema());
  ASSERT_TRUE(reader) << reader.error().message;
  EXPECT_EQ(count_of(**reader, owner(1)), 4);
  ASSERT_TRUE(count(*store, owner(1), 4));
  EXPECT_EQ(count_of(**reader, owner(1)), 8);
  const auto refused = count(**reader, owner(1), 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(code_of(refused), Code::kConflict);
  EXPECT_EQ(count_of(*store, owner(1)), 8);
}

TEST_P(StoreSuite, TellsOfItself) {
  const auto store = opened();
  ASSERT_TRUE(add_note(*store, owner(1), 1, Null{}, Bytes{std::string(100'000, 'x')}, Null{}));
  const auto facts = store->facts();
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_EQ(facts->engine, GetParam() == TestEngine::kSqlite ? "sqlite" : "postgresql");
  EXPECT_FALSE(facts->version.empty());
  EXPECT_GT(facts->bytes, GetParam() == TestEngine::kSqlite ? 100'000u : 0u);
}

}  // namespace
}  // namespace lawful::store_suite
