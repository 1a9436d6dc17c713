#include "store/checked_transaction.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace lawful {
namespace {

constexpr std::size_t kValueMax = 64 << 20;  // Far above any row; far below what engines take.

bool is_of(const Bind& value, ValueType type) {
  switch (type) {
    case ValueType::kNumber:
      return std::holds_alternative<std::int64_t>(value);
    case ValueType::kBytes:
      return std::holds_alternative<Bytes>(value);
    case ValueType::kText:
      return std::holds_alternative<Characters>(value);
  }
  return false;
}

Result<void> check_value(const Bind& value, ValueType type) {
  if (std::holds_alternative<Null>(value)) return {};
  if (!is_of(value, type)) return fail(Code::kInvalid, "is of another type than its column");
  if (const auto* characters = std::get_if<Characters>(&value)) {
    if (characters->text.size() > kValueMax) return fail(Code::kInvalid, "is longer than 64 MiB");
    if (characters->text.find('\0') != std::string_view::npos) {
      return fail(Code::kInvalid, "holds a zero byte, which text may not");
    }
    if (find_invalid_utf8(characters->text)) return fail(Code::kInvalid, "is not UTF-8");
  }
  if (const auto* bytes = std::get_if<Bytes>(&value); bytes && bytes->bytes.size() > kValueMax) {
    return fail(Code::kInvalid, "is longer than 64 MiB");
  }
  return {};
}

}  // namespace

Result<const CatalogueEntry*> CheckedTransaction::checked(const SqlStatement& statement,
                                                          std::span<const Bind> values) const {
  TRY(const CatalogueEntry* entry, catalogue_.find(statement));
  if (access_ == Access::kRead && entry->writes) {
    return fail(Code::kInvalid,
                fmt::format("statement `{}` writes, and this is a read", statement.name));
  }
  if (values.size() != entry->values.size()) {
    return fail(Code::kInvalid, fmt::format("statement `{}` takes {} values and was given {}",
                                            statement.name, entry->values.size(), values.size()));
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto good = check_value(values[i], entry->values[i]); !good) {
      return fail(Code::kInvalid, fmt::format("statement `{}`: value `${}` {}", statement.name,
                                              i + 1, good.error().message));
    }
  }
  return entry;
}

Result<Rows> CheckedTransaction::run(const SqlStatement& statement, std::span<const Bind> values) {
  if (failed_) return tl::unexpected(*failed_);
  const Result<const CatalogueEntry*> entry = checked(statement, values);
  if (!entry) {
    failed_ = entry.error();
    return tl::unexpected(*failed_);
  }
  wrote_ = wrote_ || (*entry)->writes;
  Result<Rows> rows = execute(**entry, values);
  if (!rows) failed_ = rows.error();
  return rows;
}

Result<void> CheckedTransaction::outcome(Result<void> of_work) const {
  if (of_work && failed_) return tl::unexpected(*failed_);
  return of_work;
}

}  // namespace lawful
