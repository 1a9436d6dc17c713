#include "store/catalogue.h"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

#include "store/sql_text.h"

namespace lawful {

Result<void> Catalogue::add(const SqlStatement& statement, const ColumnTypes& columns) {
  TRY(const std::vector<SqlToken> tokens, split_sql(statement.sql));
  TRY(std::vector<ValueType> values, value_types(tokens, columns));
  const bool writes = !tokens.front().is_word("SELECT");
  index_.emplace(&statement, entries_.size());
  entries_.push_back({&statement, entries_.size(), std::move(values), writes});
  return {};
}

Result<Catalogue> Catalogue::make(std::vector<const Schema*> schemas) {
  Catalogue catalogue;
  std::set<std::pair<std::string_view, std::string_view>> names;
  const auto once = [&](std::string_view sort, std::string_view name) -> Result<void> {
    if (names.emplace(sort, name).second) return {};
    return fail(Code::kInvalid, fmt::format("the store was given {} `{}` twice", sort, name));
  };
  for (const Schema* schema : schemas) {
    TRY_VOID(check_schema(*schema));
    TRY_VOID(once("schema", schema->name));
    for (const Migration& migration : schema->migrations) {
      for (const SqlTable& table : migration.creates) TRY_VOID(once("table", table.name));
    }
    const ColumnTypes columns = column_types(*schema);
    for (const SqlStatement* statement : schema->statements) {
      TRY_VOID(once("statement", statement->name));
      TRY_VOID(catalogue.add(*statement, columns));
    }
  }
  catalogue.schemas_ = std::move(schemas);
  return catalogue;
}

Result<const CatalogueEntry*> Catalogue::find(const SqlStatement& statement) const {
  const auto found = index_.find(&statement);
  if (found == index_.end()) {
    return fail(Code::kInvalid,
                fmt::format("statement `{}` belongs to no schema of this store", statement.name));
  }
  return &entries_[found->second];
}

}  // namespace lawful
