#pragma once
// What the program needs to know of Unicode. Text is UTF-8 in std::string
// everywhere; ICU stays behind this header.
//
//   find_invalid_utf8("ab\xff")         == 2
//   place_of("一\n二x", offset of x)     == {2, 2}
//   to_nfc("e\u0301")                   == "\u00e9"
//   without_white_space("个 人\u3000信息") == "个人信息"
//   display_columns("个人 info")         == 9

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

// The offset of the first byte that is not part of a well-formed sequence
// (Unicode, table 3-7: no overlong forms, surrogates or values over U+10FFFF).
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

// Line and column, from 1, of a byte; a column counts code points. Bytes before
// `offset` must be valid UTF-8.
struct Place {
  int line = 1;
  int column = 1;

  bool operator==(const Place&) const = default;
};
Place place_of(std::string_view text, std::size_t offset);

// Moves `from` over `text`, which follows it.
Place advance(Place from, std::string_view text);

// Normalization form C, in which two spellings of the same text are equal bytes.
// Refuses what is not UTF-8.
Result<std::string> to_nfc(std::string_view text);

// Drops every character with the Unicode property White_Space, including the
// ideographic space. Bytes that are not UTF-8 stay as they are.
std::string without_white_space(std::string_view text);

// How many columns a terminal or an editor gives to a line: two for a character that is wide or
// full-width (East Asian Width W, F), none for a combining or invisible one. Bytes that are not
// UTF-8 count as one each.
std::size_t display_columns(std::string_view text);

}  // namespace lawful
