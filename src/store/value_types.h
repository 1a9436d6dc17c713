#pragma once
// What type each `$n` of a statement must have, read from where it stands: PostgreSQL
// infers and demands it, SQLite would take anything; so the store demands it for both.
//
//   INSERT INTO note (seq, words) VALUES ($1, $2)      $1 number, $2 text
//   … WHERE seq > $1 ORDER BY seq LIMIT $2             numbers
//   … WHERE (individual_id, seq) > ($1, $2)            bytes, number
//
// Errors: kInvalid where the type of a value cannot be read from the text, or where
// one value stands for two types.
// Thread safety: free functions.

#include <map>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql_text.h"
#include "store/statement.h"

namespace lawful {

enum class ValueType { kNumber, kBytes, kText };

// The columns of a schema's tables: those they were made with and those added since.
using ColumnTypes = std::map<std::string_view, std::map<std::string_view, ValueType>>;
ColumnTypes column_types(const Schema& schema);

// Of $1, $2, …, for a statement that has passed check_schema.
Result<std::vector<ValueType>> value_types(const std::vector<SqlToken>& tokens,
                                           const ColumnTypes& columns);

}  // namespace lawful
