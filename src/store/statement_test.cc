#include "store/statement.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "store/catalogue.h"
#include "store/store_suite_test.h"
#include "store/value_types.h"

namespace lawful {
namespace {

constexpr std::array<SqlTable, 5> kTables = {
    {{"note", TableKind::kIndividual,
      "individual_id bytea NOT NULL, seq bigint NOT NULL, words text", "individual_id, seq"},
     {"body", TableKind::kIndividual, "individual_id bytea NOT NULL, bytes bytea", "individual_id"},
     {"leaf", TableKind::kLog, "log_id bytea NOT NULL, leaf bigint NOT NULL", "log_id, leaf"},
     {"phone", TableKind::kDirectory, "blind bytea NOT NULL, individual_id bytea", "blind"},
     {"pack", TableKind::kReference, "name text NOT NULL, digest bytea", "name"}}};
constexpr std::array<Migration, 1> kMigrations = {{{1, kTables, {}}}};

std::string said(const Result<void>& checked) { return checked ? "good" : checked.error().message; }

std::string said_of(TableKind kind, std::string_view sql, Reach reach = Reach::kOne) {
  const SqlStatement statement = {"it", kind, sql, reach};
  const std::array<const SqlStatement*, 1> statements = {&statement};
  return said(check_schema({"s", kMigrations, statements}));
}

std::string said_of(const SqlTable& table) {
  const Migration migration = {1, {&table, 1}, {}};
  return said(check_schema({"s", {&migration, 1}, {}}));
}

TEST(CheckSchema, TakesTheSuitesOwn) {
  for (int version = 1; version <= 3; ++version) {
    EXPECT_EQ(said(check_schema(store_suite::notes_schema(version))), "good");
  }
}

TEST(CheckSchema, TakesWhatEachKindAllows) {
  constexpr auto kIndividual = TableKind::kIndividual;
  for (const char* sql :
       {"SELECT words FROM note WHERE individual_id = $1 AND seq > $2 ORDER BY seq LIMIT $3",
        "INSERT INTO note (seq, individual_id, words) VALUES ($1, $2, $3)",
        "UPDATE note SET words = $2 WHERE individual_id = $1",
        "DELETE FROM note WHERE note.individual_id = $1 AND seq IN ($2, $3)",
        "SELECT bytes FROM note JOIN body ON body.individual_id = note.individual_id "
        "WHERE note.individual_id = $1",
        "SELECT max(seq) FROM note WHERE individual_id = $1 AND $2 <= note.seq",
        "INSERT INTO note (individual_id, seq) VALUES ($1, $2) ON CONFLICT (individual_id, seq) "
        "DO UPDATE SET seq = note.seq + $3 RETURNING seq"}) {
    EXPECT_EQ(said_of(kIndividual, sql), "good") << sql;
  }
  EXPECT_EQ(said_of(kIndividual,
                    "SELECT seq FROM note WHERE (individual_id, seq) > ($1, $2) "
                    "ORDER BY individual_id, seq LIMIT $3",
                    Reach::kEverybody),
            "good");
  EXPECT_EQ(said_of(kIndividual, "DELETE FROM note WHERE seq < $1", Reach::kEverybody), "good");
  EXPECT_EQ(said_of(TableKind::kLog, "SELECT leaf FROM leaf WHERE log_id = $1"), "good");
  EXPECT_EQ(said_of(TableKind::kDirectory, "SELECT individual_id FROM phone WHERE blind = $1"),
            "good");
  EXPECT_EQ(said_of(TableKind::kReference, "SELECT digest FROM pack ORDER BY name"), "good");
}

struct Refusal {
  TableKind kind;
  std::string_view sql;
  std::string_view says;
  Reach reach = Reach::kOne;
};

TEST(CheckSchema, RefusesWithTheRuleThatIsBroken) {
  constexpr auto kIndividual = TableKind::kIndividual;
  constexpr std::string_view kFix =
      "must fix `individual_id = $n` for every table, or reach everybody";
  const Refusal refusals[] = {
      {kIndividual, "SELECT seq FROM note WHERE seq = $1", kFix},
      {kIndividual, "SELECT seq FROM note WHERE individual_id > $1", kFix},
      {kIndividual, "DELETE FROM note WHERE seq = $1", kFix},
      {kIndividual, "INSERT INTO note (seq) VALUES ($1)", kFix},
      {kIndividual,
       "SELECT seq FROM note JOIN body ON body.bytes = note.words WHERE note.individual_id = $1",
       kFix},
      {TableKind::kLog, "SELECT leaf FROM leaf WHERE leaf = $1",
       "must fix `log_id = $n` for every table, or reach everybody"},
      {TableKind::kDirectory, "SELECT blind FROM phone WHERE individual_id = $1",
       "must fix `blind = $n` for every table, or reach everybody"},
      {TableKind::kReference, "SELECT seq FROM note WHERE individual_id = $1",
       "is of another kind than its table `note`"},
      {kIndividual, "SELECT seq FROM elsewhere WHERE individual_id = $1",
       "`elsewhere` is no table of this schema"},
      {kIndividual, "SELECT seq FROM note, body WHERE individual_id = $1",
       "joins with a comma; write `JOIN … ON`"},
      {kIndividual, "SELECT 1", "names no table"},
      {kIndividual, "DROP TABLE note", "begins with none of SELECT, INSERT, UPDATE, DELETE"},
      {kIndividual, "", "begins with none of SELECT, INSERT, UPDATE, DELETE"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $1 AND words = 'x'",
       "holds '\\'', which is outside the subset"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $1; DELETE FROM note",
       "holds ';', which is outside the subset"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $1 -- all", "holds a comment"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = ?1",
       "holds '?', which is outside the subset"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $01",
       "holds a `$` that is not `$1` to `$999`"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $1 FOR UPDATE",
       "`FOR` is outside the subset of SQL"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $1 AND seq < now()",
       "`NOW` is outside the subset of SQL"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $1 AND seq = $3",
       "leaves out a value below `$3`"},
      {kIndividual, "SELECT $2 FROM note WHERE individual_id = $1",
       "the type of `$2` cannot be read from where it stands"},
      {kIndividual, "SELECT seq FROM note WHERE individual_id = $1 AND seq = $1",
       "`$1` stands for two types"},
      {kIndividual, "SELECT seq FROM note ORDER BY seq",
       "reaches everybody, and has no `LIMIT` to make it a page", Reach::kEverybody},
      {kIndividual, "DELETE FROM note", "reaches everybody, and has no `WHERE` to make it a page",
       Reach::kEverybody},
  };
  for (const Refusal& refusal : refusals) {
    EXPECT_EQ(said_of(refusal.kind, refusal.sql, refusal.reach),
              "schema `s`, statement `it`: " + std::string(refusal.says))
        << refusal.sql;
  }
}

TEST(CheckSchema, RefusesATableThatBreaksItsKind) {
  constexpr auto kIndividual = TableKind::kIndividual;
  const std::string id = "individual_id bytea NOT NULL";
  const std::pair<SqlTable, std::string> refusals[] = {
      {{"t", kIndividual, "seq bigint NOT NULL, individual_id bytea NOT NULL",
        "seq, individual_id"},
       "`individual_id` must stand first in its key"},
      {{"t", TableKind::kLog, id, "individual_id"}, "`log_id` must stand first in its key"},
      {{"t", TableKind::kDirectory, "blind bytea NOT NULL", "blind"},
       "a directory leads from another column to `individual_id`"},
      {{"t", kIndividual, "individual_id bytea", "individual_id"},
       "`individual_id` of its key is no column `NOT NULL`"},
      {{"t", kIndividual, id, "individual_id, seq"}, "`seq` of its key is no column `NOT NULL`"},
      {{"t", kIndividual, "individual_id blob NOT NULL", "individual_id"},
       "column `individual_id` is not `bytea`, `bigint` or `text` with or without `NOT NULL`"},
      {{"t", kIndividual, "individual_id bytea DEFAULT 1", "individual_id"},
       "column `individual_id` is not `bytea`, `bigint` or `text` with or without `NOT NULL`"},
      {{"t", kIndividual, "individual_id bytea NOT NULL, individual_id bytea NOT NULL",
        "individual_id"},
       "column `individual_id` stands twice"},
  };
  for (const auto& [table, says] : refusals) {
    EXPECT_EQ(said_of(table), "schema `s`, table `t`: " + says) << table.columns;
  }
  EXPECT_EQ(said_of(SqlTable{"SqlTable", kIndividual, id, "individual_id"}),
            "schema `s`, table `SqlTable`: its name is not [a-z0-9_]");
}

TEST(CheckSchema, RefusesMigrationsOutOfOrderAndStepsThatAreNone) {
  const Migration second = {2, {}, {}};
  EXPECT_EQ(said(check_schema({"s", {&second, 1}, {}})),
            "schema `s`, migration `2`: numbers go up by one from 1");
  const std::array<Migration, 2> twice = {{{1, kTables, {}}, {2, kTables, {}}}};
  EXPECT_EQ(said(check_schema({"s", twice, {}})), "schema `s`, table `note`: is made twice");
  const std::array<std::string_view, 1> pragma = {"PRAGMA x"};
  const Migration odd = {1, {}, pragma};
  EXPECT_EQ(said(check_schema({"s", {&odd, 1}, {}})),
            "schema `s`, migration `1`: has a step that begins with `PRAGMA`");
  const std::array<std::string_view, 1> two = {"DROP TABLE a; DROP TABLE b"};
  const Migration double_step = {1, {}, two};
  EXPECT_EQ(said(check_schema({"s", {&double_step, 1}, {}})),
            "schema `s`, migration `1`: has two statements in one step");
}

TEST(Catalogue, RefusesTwoSchemasThatShareATable) {
  const Schema one = {"one", kMigrations, {}};
  const Schema two = {"two", kMigrations, {}};
  const auto made = Catalogue::make({&one, &two});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().message, "the store was given table `note` twice");
  EXPECT_FALSE(Catalogue::make({&one, &one}));
}

TEST(ValueTypes, KnowAColumnThatAMigrationAdded) {
  const ColumnTypes types = column_types(store_suite::notes_schema(2));
  EXPECT_EQ(types.at("note").at("colour"), ValueType::kBytes);
  EXPECT_EQ(types.at("note").at("words"), ValueType::kText);
}

TEST(CreateTable, SpeaksTheWordsOfEachEngine) {
  const SqlTable table = {"t", TableKind::kReference, "name text NOT NULL, n bigint, b bytea",
                          "name"};
  EXPECT_EQ(create_table_sql(table, Engine::kSqlite),
            "CREATE TABLE t (name TEXT NOT NULL, n INTEGER, b BLOB, PRIMARY KEY (name)) "
            "STRICT, WITHOUT ROWID");
  EXPECT_EQ(create_table_sql(table, Engine::kPostgresql),
            "CREATE TABLE t (name text COLLATE \"C\" NOT NULL, n bigint, b bytea, "
            "PRIMARY KEY (name))");
  EXPECT_EQ(migration_sql("ALTER TABLE bytea_of ADD COLUMN b bytea", Engine::kSqlite),
            "ALTER TABLE bytea_of ADD COLUMN b BLOB");
}

}  // namespace
}  // namespace lawful
