#pragma once
// The words of a statement of the catalogue, so that its rules can be checked and
// its tables be made in the words of each engine. No parser: a statement is a flat
// list of tokens, and whoever asks looks for short patterns in it.
//
//   "WHERE individual_id = $1"  ->  word WHERE, word individual_id, sign =, value $1
//
// Keywords compare without case; names are lower case by rule.
//
// Errors: split_sql is kInvalid for a character outside the subset, a quote, a
// comment or a semicolon.
// Thread safety: free functions; tokens point into the text they came from.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/statement.h"

namespace lawful {

struct SqlToken {
  enum class Kind { kWord, kNumber, kValue, kSign };
  Kind kind;
  std::string_view text;  // Of a value: "$12".

  bool is_word(std::string_view keyword) const;  // `keyword` in capitals.
  bool is_sign(std::string_view sign) const { return kind == Kind::kSign && text == sign; }
  int value_number() const;  // 12 of "$12"; only of a value.
};

Result<std::vector<SqlToken>> split_sql(std::string_view sql);

// Lower-case letters, digits and `_`, a letter first, at most 48: a name that no engine folds
// or cuts.
bool is_sql_name(std::string_view name);

struct Column {
  std::string_view name;
  std::string_view type;  // bytea, bigint or text.
  bool not_null = false;
};

// kInvalid, with what is wrong, where a part is not `name type [NOT NULL]`.
Result<std::vector<Column>> split_columns(std::string_view columns);
Result<std::vector<std::string_view>> split_key(std::string_view key);

enum class Engine { kSqlite, kPostgresql };

// The text that makes `table`, which has passed check_schema.
std::string create_table_sql(const SqlTable& table, Engine engine);

// A migration's SQL with the names of types in the words of `engine`.
std::string migration_sql(std::string_view sql, Engine engine);

}  // namespace lawful
