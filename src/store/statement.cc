#include "store/statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <vector>

#include "store/sql_text.h"
#include "store/value_types.h"

namespace lawful {
namespace {

using Tokens = std::vector<SqlToken>;
using Tables = std::map<std::string_view, const SqlTable*>;

// What some engine of the PostgreSQL wire, or SQLite, does not take or does otherwise.
constexpr std::array<std::string_view, 20> kOutside = {
    "ANY",    "ARRAY",  "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP",
    "FALSE",  "FOR",    "ILIKE",        "JSON",         "JSONB",
    "LIKE",   "LISTEN", "NEXTVAL",      "NOTIFY",       "NOW",
    "OFFSET", "RANDOM", "REPLACE",      "TRUE",         "USING"};

constexpr std::array<std::string_view, 6> kMigrationVerbs = {"ALTER", "CREATE", "DELETE",
                                                             "DROP",  "INSERT", "UPDATE"};

std::string_view first_key(const SqlTable& table) {
  return table.key.substr(0, table.key.find(','));
}

// The column that says on which machine a row lives; empty where it lives on all.
std::string_view place_of(const SqlTable& table) {
  switch (table.kind) {
    case TableKind::kIndividual:
      return "individual_id";
    case TableKind::kLog:
      return "log_id";
    case TableKind::kDirectory:
      return first_key(table);
    case TableKind::kReference:
      return {};
  }
  return {};
}

bool has_column(const std::vector<Column>& columns, std::string_view name) {
  return std::ranges::any_of(columns, [&](const Column& c) { return c.name == name; });
}

Result<void> check_table(const SqlTable& table) {
  if (!is_sql_name(table.name)) return fail(Code::kInvalid, "its name is not [a-z0-9_]");
  TRY(const std::vector<Column> columns, split_columns(table.columns));
  std::set<std::string_view> names;
  for (const Column& column : columns) {
    if (!names.insert(column.name).second) {
      return fail(Code::kInvalid, fmt::format("column `{}` stands twice", column.name));
    }
  }
  TRY(const std::vector<std::string_view> key, split_key(table.key));
  for (const std::string_view name : key) {
    const auto found = std::ranges::find(columns, name, &Column::name);
    if (found == columns.end() || !found->not_null) {
      return fail(Code::kInvalid, fmt::format("`{}` of its key is no column `NOT NULL`", name));
    }
  }
  if (!table.clustered.empty()) {
    TRY(const std::vector<std::string_view> clustered, split_key(table.clustered));
    if (!std::ranges::is_permutation(clustered, key)) {
      return fail(Code::kInvalid, "`clustered` must hold the columns of its key, no others");
    }
  }
  const std::string_view place = place_of(table);
  if (!place.empty() && key.front() != place) {
    return fail(Code::kInvalid, fmt::format("`{}` must stand first in its key", place));
  }
  if (table.kind == TableKind::kDirectory &&
      (place == "individual_id" || !has_column(columns, "individual_id"))) {
    return fail(Code::kInvalid, "a directory leads from another column to `individual_id`");
  }
  return {};
}

Result<void> check_words(const Tokens& tokens) {
  for (const SqlToken& token : tokens) {
    for (const std::string_view word : kOutside) {
      if (token.is_word(word)) {
        return fail(Code::kInvalid, fmt::format("`{}` is outside the subset of SQL", word));
      }
    }
  }
  return {};
}

// $1 to the last, none left out: PostgreSQL refuses a value that the text does not use.
Result<void> check_values(const Tokens& tokens) {
  std::set<int> seen;
  for (const SqlToken& token : tokens) {
    if (token.kind == SqlToken::Kind::kValue) seen.insert(token.value_number());
  }
  if (!seen.empty() && *seen.rbegin() != static_cast<int>(seen.size())) {
    return fail(Code::kInvalid, fmt::format("leaves out a value below `${}`", *seen.rbegin()));
  }
  return {};
}

// The tables that the text names, each as often as it names it.
Result<std::vector<const SqlTable*>> named_tables(const Tokens& tokens, const Tables& tables) {
  std::vector<const SqlTable*> named;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool upserts = i > 0 && tokens[i - 1].is_word("DO");
    const bool leads = tokens[i].is_word("FROM") || tokens[i].is_word("JOIN") ||
                       tokens[i].is_word("INTO") || (tokens[i].is_word("UPDATE") && !upserts);
    if (!leads || tokens[i + 1].kind != SqlToken::Kind::kWord) continue;
    const auto found = tables.find(tokens[i + 1].text);
    if (found == tables.end()) {
      return fail(Code::kInvalid,
                  fmt::format("`{}` is no table of this schema", tokens[i + 1].text));
    }
    named.push_back(found->second);
    const std::size_t after = i + 2;
    if (tokens[i].is_word("FROM") && after < tokens.size() && tokens[after].is_sign(",")) {
      return fail(Code::kInvalid, "joins with a comma; write `JOIN … ON`");
    }
  }
  if (named.empty()) return fail(Code::kInvalid, "names no table");
  return named;
}

// How often the text says `place = $n`, and `place = place` of two tables.
struct Fixed {
  std::size_t by_value = 0;
  std::size_t by_join = 0;
};

Fixed fixed_places(const Tokens& tokens, std::string_view place) {
  Fixed fixed;
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (tokens[i].text != place || !tokens[i + 1].is_sign("=")) continue;
    if (tokens[i + 2].kind == SqlToken::Kind::kValue) ++fixed.by_value;
    const bool qualified = i + 4 < tokens.size() && tokens[i + 3].is_sign(".");
    if (qualified && tokens[i + 4].text == place) ++fixed.by_join;
  }
  return fixed;
}

bool inserts_column(const Tokens& tokens, std::string_view name) {
  if (!tokens.front().is_word("INSERT")) return false;
  for (const SqlToken& token : tokens) {
    if (token.is_sign(")")) return false;
    if (token.text == name) return true;
  }
  return false;
}

bool has_word(const Tokens& tokens, std::string_view keyword) {
  return std::ranges::any_of(tokens, [&](const SqlToken& t) { return t.is_word(keyword); });
}

Result<void> check_reach(const SqlStatement& statement, const Tokens& tokens,
                         const std::vector<const SqlTable*>& named) {
  if (statement.reach == Reach::kEverybody) {
    const bool reads = tokens.front().is_word("SELECT");
    if (has_word(tokens, reads ? "LIMIT" : "WHERE")) return {};
    return fail(Code::kInvalid, fmt::format("reaches everybody, and has no `{}` to make it a page",
                                            reads ? "LIMIT" : "WHERE"));
  }
  const std::string_view place = place_of(*named.front());
  if (place.empty() || inserts_column(tokens, place)) return {};
  const Fixed fixed = fixed_places(tokens, place);
  if (fixed.by_value == 0 || fixed.by_value + fixed.by_join < named.size()) {
    return fail(Code::kInvalid,
                fmt::format("must fix `{} = $n` for every table, or reach everybody", place));
  }
  return {};
}

Result<void> check_statement(const SqlStatement& statement, const Tables& tables,
                             const ColumnTypes& columns) {
  TRY(const Tokens tokens, split_sql(statement.sql));
  if (tokens.empty() ||
      !std::ranges::any_of(std::array{"SELECT", "INSERT", "UPDATE", "DELETE"},
                           [&](const char* verb) { return tokens.front().is_word(verb); })) {
    return fail(Code::kInvalid, "begins with none of SELECT, INSERT, UPDATE, DELETE");
  }
  TRY_VOID(check_words(tokens));
  TRY_VOID(check_values(tokens));
  TRY(const std::vector<const SqlTable*> named, named_tables(tokens, tables));
  for (const SqlTable* table : named) {
    if (table->kind != statement.kind) {
      return fail(Code::kInvalid,
                  fmt::format("is of another kind than its table `{}`", table->name));
    }
  }
  TRY_VOID(value_types(tokens, columns));
  return check_reach(statement, tokens, named);
}

Result<void> check_step(std::string_view sql) {
  const std::string_view verb = sql.substr(0, sql.find(' '));
  if (std::ranges::find(kMigrationVerbs, verb) == kMigrationVerbs.end()) {
    return fail(Code::kInvalid, fmt::format("has a step that begins with `{}`", verb));
  }
  if (sql.find(';') != std::string_view::npos) {
    return fail(Code::kInvalid, "has two statements in one step");
  }
  return {};
}

// `found` with where it was found before it.
Result<void> at(const Result<void>& found, std::string_view schema, std::string_view sort,
                std::string_view name) {
  if (found) return {};
  return fail(found.error().code,
              fmt::format("schema `{}`, {} `{}`: {}", schema, sort, name, found.error().message));
}

Result<Tables> check_migrations(const Schema& schema) {
  Tables tables;
  std::int64_t next = 1;
  for (const Migration& migration : schema.migrations) {
    const std::string number = fmt::format("{}", migration.version);
    if (migration.version != next++) {
      return fail(Code::kInvalid,
                  fmt::format("schema `{}`, migration `{}`: numbers go up by one from 1",
                              schema.name, number));
    }
    for (const SqlTable& table : migration.creates) {
      TRY_VOID(at(check_table(table), schema.name, "table", table.name));
      if (!tables.emplace(table.name, &table).second) {
        return fail(Code::kInvalid,
                    fmt::format("schema `{}`, table `{}`: is made twice", schema.name, table.name));
      }
    }
    for (const std::string_view step : migration.sql) {
      TRY_VOID(at(check_step(step), schema.name, "migration", number));
    }
  }
  return tables;
}

}  // namespace

Result<void> check_schema(const Schema& schema) {
  if (!is_sql_name(schema.name)) {
    return fail(Code::kInvalid, fmt::format("a schema's name `{}` is not [a-z0-9_]", schema.name));
  }
  TRY(const Tables tables, check_migrations(schema));
  const ColumnTypes columns = column_types(schema);
  std::set<std::string_view> names;
  for (const SqlStatement* statement : schema.statements) {
    if (!names.insert(statement->name).second) {
      return fail(Code::kInvalid, fmt::format("schema `{}`, statement `{}`: stands twice",
                                              schema.name, statement->name));
    }
    TRY_VOID(at(check_statement(*statement, tables, columns), schema.name, "statement",
                statement->name));
  }
  return {};
}

}  // namespace lawful
