#pragma once
// The statements that one store may run: those of the schemas it was opened with,
// numbered, and what is true of each whatever the engine. A statement is found by
// where its constant stands in the program, which costs one look-up.
//
// Invariants
//   1. Every schema has passed check_schema; no two share a statement or a table.
//   2. An index is the same on every connection of the store.
//
// Errors: make is kInvalid as check_schema; find is kInvalid for a statement of no
// schema given.
// Thread safety: immutable once made.

#include <cstddef>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "store/statement.h"
#include "store/value_types.h"

namespace lawful {

struct CatalogueEntry {
  const SqlStatement* statement;
  std::size_t index;
  std::vector<ValueType> values;  // Of $1, $2, …
  bool writes;
};

class Catalogue {
 public:
  static Result<Catalogue> make(std::vector<const Schema*> schemas);

  Result<const CatalogueEntry*> find(const SqlStatement& statement) const;
  const CatalogueEntry& operator[](std::size_t index) const { return entries_[index]; }
  std::size_t size() const { return entries_.size(); }
  const std::vector<const Schema*>& schemas() const { return schemas_; }

 private:
  Result<void> add(const SqlStatement& statement, const ColumnTypes& columns);

  std::vector<const Schema*> schemas_;
  std::vector<CatalogueEntry> entries_;
  std::unordered_map<const SqlStatement*, std::size_t> index_;
};

}  // namespace lawful
