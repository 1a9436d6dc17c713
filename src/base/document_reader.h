#pragma once
// Inside base: what the two readers behind read_document share.
//
// Both are given valid UTF-8 without a byte order mark, not empty and no longer
// than kDocumentMax.

#include <string>
#include <string_view>

#include "base/document.h"
#include "base/utf8.h"

namespace lawful {

Result<Node> read_toml(std::string_view text, std::string_view file);
Result<Node> read_json_document(std::string_view text, std::string_view file);

// "file:line:column: message", kInvalid.
Error complaint(const Position& at, std::string_view message);
Position position(std::string_view file, Place place);

// The error for the earliest key of `table` that repeats one before it, if any.
// Takes n log n steps, so a table of a million keys is no trap.
Result<void> refuse_repeated_keys(const Table& table);

// Messages that both formats give.
std::string too_deep();
std::string too_many_values();
inline constexpr std::string_view kIntegerTooBig = "integer does not fit in 64 bits";
inline constexpr std::string_view kNumberTooBig = "number is too large";

}  // namespace lawful
