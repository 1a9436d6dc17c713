#include "store/value_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/check.h"

namespace lawful {
namespace {

using Tokens = std::vector<SqlToken>;
using Kind = SqlToken::Kind;

ValueType type_of(std::string_view word) {
  if (word == "bigint") return ValueType::kNumber;
  return word == "bytea" ? ValueType::kBytes : ValueType::kText;
}

bool compares(const SqlToken& token) {
  return std::ranges::any_of(std::array{"=", "<", ">", "<=", ">=", "<>"},
                             [&](const char* sign) { return token.is_sign(sign); });
}

bool calculates(const SqlToken& token) {
  return token.is_sign("+") || token.is_sign("-") || token.is_sign("*");
}

// Looks at the tokens around one value.
class Place {
 public:
  Place(const Tokens& tokens, const ColumnTypes& columns) : tokens_(tokens) {
    for (const SqlToken& token : tokens) {
      const auto table = columns.find(token.text);
      if (table == columns.end()) continue;
      for (const auto& [name, type] : table->second) columns_.emplace(name, type);
    }
  }

  std::optional<ValueType> of(std::size_t i) const {
    if (word_at(i - 1, "LIMIT")) return ValueType::kNumber;
    if (i > 0 && calculates(tokens_[i - 1])) return ValueType::kNumber;
    if (i + 1 < tokens_.size() && calculates(tokens_[i + 1])) return ValueType::kNumber;
    if (i > 1 && compares(tokens_[i - 1])) return column(i - 2);
    if (i + 2 < tokens_.size() && compares(tokens_[i + 1])) return column_after(i + 2);
    return in_list(i);
  }

 private:
  bool word_at(std::size_t i, std::string_view keyword) const {
    return i < tokens_.size() && tokens_[i].is_word(keyword);
  }

  std::optional<ValueType> column(std::size_t i) const {
    const auto found = i < tokens_.size() ? columns_.find(tokens_[i].text) : columns_.end();
    if (found == columns_.end()) return std::nullopt;
    return found->second;
  }

  // `table.column` or `column` that begins at i.
  std::optional<ValueType> column_after(std::size_t i) const {
    const bool qualified = i + 2 < tokens_.size() && tokens_[i + 1].is_sign(".");
    return column(qualified ? i + 2 : i);
  }

  // The bracket that `end`, a closing one, ends.
  std::size_t opening(std::size_t end) const {
    std::size_t depth = 0;
    for (std::size_t i = end + 1; i-- > 0;) {
      if (tokens_[i].is_sign(")")) ++depth;
      if (tokens_[i].is_sign("(") && --depth == 0) return i;
    }
    return 0;
  }

  // A value in brackets: `(a, b) VALUES ($1, $2)`, `(a, b) > ($1, $2)`, `a IN ($1, $2)`.
  std::optional<ValueType> in_list(std::size_t i) const {
    std::size_t open = i;
    std::size_t position = 0;
    std::size_t depth = 0;
    for (;; --open) {
      if (open == 0) return std::nullopt;
      const SqlToken& token = tokens_[open - 1];
      if (token.is_sign(")")) ++depth;
      if (token.is_sign("(") && depth-- == 0) break;
      if (token.is_sign(",") && depth == 0) ++position;
    }
    if (open < 3) return std::nullopt;
    const SqlToken& before = tokens_[open - 2];
    if (before.is_word("IN")) return column(open - 3);
    if (!compares(before) && !before.is_word("VALUES")) return std::nullopt;
    return list_column(open - 3, position);
  }

  // The column at `position` of the bracket that `end` ends.
  std::optional<ValueType> list_column(std::size_t end, std::size_t position) const {
    if (!tokens_[end].is_sign(")")) return std::nullopt;
    for (std::size_t i = opening(end) + 1; i < end; ++i) {
      if (tokens_[i].is_sign(",")) {
        if (position == 0) return std::nullopt;
        --position;
      } else if (position == 0) {
        return column_after(i);
      }
    }
    return std::nullopt;
  }

  const Tokens& tokens_;
  std::map<std::string_view, ValueType> columns_;
};

}  // namespace

ColumnTypes column_types(const Schema& schema) {
  ColumnTypes types;
  for (const Migration& migration : schema.migrations) {
    for (const SqlTable& table : migration.creates) {
      const auto columns = split_columns(table.columns);
      CHECK(columns.has_value());
      for (const Column& column : *columns) types[table.name][column.name] = type_of(column.type);
    }
    for (const std::string_view sql : migration.sql) {
      const auto tokens = split_sql(sql);  // ALTER TABLE name ADD COLUMN name type
      if (!tokens || tokens->size() < 7 || !(*tokens)[3].is_word("ADD")) continue;
      types[(*tokens)[2].text][(*tokens)[5].text] = type_of((*tokens)[6].text);
    }
  }
  return types;
}

Result<std::vector<ValueType>> value_types(const std::vector<SqlToken>& tokens,
                                           const ColumnTypes& columns) {
  std::map<int, ValueType> found;
  const Place place(tokens, columns);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].kind != Kind::kValue) continue;
    const std::optional<ValueType> type = place.of(i);
    if (!type) {
      return fail(Code::kInvalid, fmt::format("the type of `{}` cannot be read from where it "
                                              "stands",
                                              tokens[i].text));
    }
    if (found.emplace(tokens[i].value_number(), *type).first->second != *type) {
      return fail(Code::kInvalid, fmt::format("`{}` stands for two types", tokens[i].text));
    }
  }
  std::vector<ValueType> types;
  for (const auto& [number, type] : found) types.push_back(type);
  return types;
}

}  // namespace lawful
