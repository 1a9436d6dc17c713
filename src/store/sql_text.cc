#include "store/sql_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/check.h"

namespace lawful {
namespace {

constexpr std::size_t kNameMax = 48;  // PostgreSQL cuts names at 63 bytes; an index adds to one.

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\n'; }
char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split_at_commas(std::string_view list) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t comma = list.find(',');
    parts.push_back(trimmed(list.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    list.remove_prefix(comma + 1);
  }
}

template <class Test>
std::size_t run_of(std::string_view text, std::size_t from, Test test) {
  std::size_t end = from;
  while (end < text.size() && test(text[end])) ++end;
  return end - from;
}

// A sign of one or two characters at `at`; 0 where there is none of the subset.
std::size_t sign_length(std::string_view sql, std::size_t at) {
  const std::string_view two = sql.substr(at, 2);
  for (const std::string_view known : {"<=", ">=", "<>", "||"}) {
    if (two == known) return 2;
  }
  return std::string_view("(),.=<>+-*").find(sql[at]) == std::string_view::npos ? 0 : 1;
}

// The engine's word for a type of the catalogue. PostgreSQL compares text byte by byte
// as SQLite does, whatever the database was made with.
std::string_view type_word(std::string_view type, Engine engine) {
  if (engine == Engine::kPostgresql) return type == "text" ? "text COLLATE \"C\"" : type;
  if (type == "bytea") return "BLOB";
  if (type == "bigint") return "INTEGER";
  return "TEXT";
}

}  // namespace

bool SqlToken::is_word(std::string_view keyword) const {
  return kind == Kind::kWord &&
         std::ranges::equal(text, keyword, [](char a, char b) { return capital(a) == b; });
}

int SqlToken::value_number() const {
  CHECK(kind == Kind::kValue);
  int number = 0;
  std::from_chars(text.data() + 1, text.data() + text.size(), number);
  return number;
}

Result<std::vector<SqlToken>> split_sql(std::string_view sql) {
  std::vector<SqlToken> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    SqlToken::Kind kind = SqlToken::Kind::kSign;
    std::size_t length = 0;
    if (is_space(c)) {
      ++at;
      continue;
    }
    if (sql.substr(at, 2) == "--") return fail(Code::kInvalid, "holds a comment");
    if (is_letter(c)) {
      kind = SqlToken::Kind::kWord;
      length = run_of(sql, at, [](char d) { return is_letter(d) || is_digit(d); });
    } else if (is_digit(c)) {
      kind = SqlToken::Kind::kNumber;
      length = run_of(sql, at, is_digit);
    } else if (c == '$') {
      kind = SqlToken::Kind::kValue;
      length = 1 + run_of(sql, at + 1, is_digit);
      if (length == 1 || length > 4 || sql[at + 1] == '0') {
        return fail(Code::kInvalid, "holds a `$` that is not `$1` to `$999`");
      }
    } else {
      length = sign_length(sql, at);
      if (length == 0) {
        return fail(Code::kInvalid, fmt::format("holds {:?}, which is outside the subset", c));
      }
    }
    tokens.push_back({kind, sql.substr(at, length)});
    at += length;
  }
  return tokens;
}

bool is_sql_name(std::string_view name) {
  return !name.empty() && name.size() <= kNameMax && name[0] >= 'a' && name[0] <= 'z' &&
         std::ranges::all_of(
             name, [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_'; });
}

Result<std::vector<Column>> split_columns(std::string_view columns) {
  std::vector<Column> out;
  for (const std::string_view part : split_at_commas(columns)) {
    const std::size_t name_end = part.find(' ');
    Column column{.name = part.substr(0, name_end), .type = {}};
    if (!is_sql_name(column.name)) {
      return fail(Code::kInvalid,
                  fmt::format("a column's name `{}` is not [a-z0-9_]", column.name));
    }
    const std::string_view rest =
        name_end == std::string_view::npos ? "" : trimmed(part.substr(name_end));
    column.type = rest.substr(0, rest.find(' '));
    const std::string_view more = trimmed(rest.substr(column.type.size()));
    column.not_null = more == "NOT NULL";
    const bool typed = column.type == "bytea" || column.type == "bigint" || column.type == "text";
    if (!typed || (!more.empty() && !column.not_null)) {
      return fail(Code::kInvalid,
                  fmt::format("column `{}` is not `bytea`, `bigint` or `text` with or without "
                              "`NOT NULL`",
                              column.name));
    }
    out.push_back(column);
  }
  return out;
}

Result<std::vector<std::string_view>> split_key(std::string_view key) {
  std::vector<std::string_view> names = split_at_commas(key);
  for (const std::string_view name : names) {
    if (!is_sql_name(name)) {
      return fail(Code::kInvalid, fmt::format("its key `{}` is not a list of columns", key));
    }
  }
  return names;
}

std::string create_table_sql(const SqlTable& table, Engine engine) {
  const auto columns = split_columns(table.columns);
  CHECK(columns.has_value());
  std::string sql = fmt::format("CREATE TABLE {} (", table.name);
  for (const Column& column : *columns) {
    fmt::format_to(std::back_inserter(sql), "{} {}{}, ", column.name,
                   type_word(column.type, engine), column.not_null ? " NOT NULL" : "");
  }
  const bool reordered = engine == Engine::kSqlite && !table.clustered.empty();
  fmt::format_to(std::back_inserter(sql), "PRIMARY KEY ({}))",
                 reordered ? table.clustered : table.key);
  if (engine == Engine::kSqlite) sql += table.wide ? " STRICT" : " STRICT, WITHOUT ROWID";
  return sql;
}

std::string migration_sql(std::string_view sql, Engine engine) {
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t length = std::max<std::size_t>(
        1, run_of(sql, at, [](char c) { return is_letter(c) || is_digit(c); }));
    const std::string_view word = sql.substr(at, length);
    const bool is_type = word == "bytea" || word == "bigint" || word == "text";
    out += is_type ? type_word(word, engine) : word;
    at += length;
  }
  return out;
}

}  // namespace lawful
