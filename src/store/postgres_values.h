#pragma once
// Values and rows in PostgreSQL's binary format: numbers big end first, bytes and
// text as they are.
//
// Errors: rows_of is kCorrupt for a column of a type that no store has, and where a
// number has another length than its type.
// Thread safety: a value; free functions.

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "store/value_types.h"

struct pg_result;

namespace lawful {

using Oid32 = unsigned int;  // libpq's Oid.

Oid32 oid_of(ValueType type);
Oid32 oid_of(const Bind& value);  // Of a null: text.

// The arrays that libpq's calls take; they point into the values and into this object.
class PostgresValues {
 public:
  explicit PostgresValues(std::span<const Bind> values);
  PostgresValues(const PostgresValues&) = delete;
  PostgresValues& operator=(const PostgresValues&) = delete;

  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* pointers() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  std::vector<std::array<char, 8>> numbers_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

Result<Rows> rows_of(const pg_result* result, std::string_view what);

}  // namespace lawful
