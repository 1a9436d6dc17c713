#include "store/postgres_values.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <string>

namespace lawful {
namespace {

// The numbers of built-in types, fixed by PostgreSQL's wire protocol.
constexpr Oid32 kBytea = 17;
constexpr Oid32 kInt8 = 20;
constexpr Oid32 kInt2 = 21;
constexpr Oid32 kInt4 = 23;
constexpr Oid32 kText = 25;
constexpr Oid32 kVarchar = 1043;

std::array<char, 8> big_end_first(std::int64_t number) {
  std::array<char, 8> bytes{};
  auto rest = static_cast<std::uint64_t>(number);
  for (std::size_t i = bytes.size(); i-- > 0; rest >>= 8) bytes[i] = static_cast<char>(rest);
  return bytes;
}

// Of 2, 4 or 8 bytes, the sign spread.
std::int64_t number_of(std::string_view bytes) {
  const bool negative = (static_cast<unsigned char>(bytes.front()) & 0x80U) != 0;
  std::uint64_t number = negative ? ~std::uint64_t{0} : 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return static_cast<std::int64_t>(number);
}

std::size_t size_of(Oid32 type) {
  switch (type) {
    case kInt2:
      return 2;
    case kInt4:
      return 4;
    case kInt8:
      return 8;
    default:
      return 0;
  }
}

Result<Cell> cell_of(Oid32 type, std::string_view bytes) {
  if (type == kBytea || type == kText || type == kVarchar) return Cell(std::string(bytes));
  const std::size_t size = size_of(type);
  if (size == 0 || bytes.size() != size) {
    return fail(Code::kCorrupt, fmt::format("has a type that no store has ({})", type));
  }
  return Cell(number_of(bytes));
}

}  // namespace

Oid32 oid_of(ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return kInt8;
    case ValueType::kBytes:
      return kBytea;
    case ValueType::kText:
      return kText;
  }
  return kText;
}

Oid32 oid_of(const Bind& value) {
  if (std::holds_alternative<std::int64_t>(value)) return kInt8;
  return std::holds_alternative<Bytes>(value) ? kBytea : kText;
}

PostgresValues::PostgresValues(std::span<const Bind> values)
    : numbers_(values.size()), lengths_(values.size(), 0), formats_(values.size(), 1) {
  pointers_.reserve(values.size());
  const auto bytes = [&](std::string_view of) {
    lengths_[pointers_.size()] = static_cast<int>(of.size());
    pointers_.push_back(of.empty() ? "" : of.data());  // A null pointer would be NULL.
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
      numbers_[i] = big_end_first(*number);
      bytes({numbers_[i].data(), numbers_[i].size()});
    } else if (const auto* blob = std::get_if<Bytes>(&values[i])) {
      bytes(blob->bytes);
    } else if (const auto* characters = std::get_if<Characters>(&values[i])) {
      bytes(characters->text);
    } else {
      pointers_.push_back(nullptr);
    }
  }
}

Result<Rows> rows_of(const pg_result* result, std::string_view what) {
  const int columns = PQnfields(result);
  Rows rows(static_cast<std::size_t>(PQntuples(result)));
  for (int r = 0; r < PQntuples(result); ++r) {
    Row& row = rows[static_cast<std::size_t>(r)];
    row.reserve(static_cast<std::size_t>(columns));
    for (int c = 0; c < columns; ++c) {
      if (PQgetisnull(result, r, c) != 0) {
        row.emplace_back();
        continue;
      }
      const auto size = static_cast<std::size_t>(PQgetlength(result, r, c));
      Result<Cell> cell = cell_of(PQftype(result, c), {PQgetvalue(result, r, c), size});
      if (!cell) {
        return fail(cell.error().code,
                    fmt::format("`{}`: column {} {}", what, c, cell.error().message));
      }
      row.push_back(*std::move(cell));
    }
  }
  return rows;
}

}  // namespace lawful
