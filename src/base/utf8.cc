#include "base/utf8.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <limits>

namespace lawful {
namespace {

// ICU counts in 32 bits.
constexpr std::size_t kTextMax = std::numeric_limits<std::int32_t>::max();

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

bool starts_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// The length of the well-formed sequence at the start of `text`, or 0.
std::size_t sequence(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return follows(1) ? 2 : 0;
  if (first < 0xF0) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xE0 && second < 0xA0) return 0;   // Overlong.
    if (first == 0xED && second >= 0xA0) return 0;  // Surrogate.
    return 3;
  }
  if (first > 0xF4 || !follows(1) || !follows(2) || !follows(3)) return 0;
  if (first == 0xF0 && second < 0x90) return 0;   // Overlong.
  if (first == 0xF4 && second >= 0x90) return 0;  // Over U+10FFFF.
  return 4;
}

std::size_t columns_of(UChar32 c) {
  if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (is_ascii(text[i])) {
      ++i;
      continue;
    }
    const std::size_t length = sequence(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

Place advance(Place from, std::string_view text) {
  for (char c : text) {
    if (c == '\n') {
      ++from.line;
      from.column = 1;
    } else if (starts_code_point(c)) {
      ++from.column;
    }
  }
  return from;
}

Place place_of(std::string_view text, std::size_t offset) {
  return advance(Place{}, text.substr(0, offset));
}

Result<std::string> to_nfc(std::string_view text) {
  if (std::ranges::all_of(text, is_ascii)) return std::string(text);
  if (find_invalid_utf8(text)) return fail(Code::kInvalid, "text is not UTF-8");
  if (text.size() > kTextMax) return fail(Code::kInvalid, "text is longer than 2 GiB");
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  std::string normal;
  if (U_SUCCESS(status)) {
    icu::StringByteSink<std::string> sink(&normal);
    nfc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                       sink, nullptr, status);
  }
  if (U_FAILURE(status)) return fail(Code::kUnavailable, "the tables of Unicode cannot be read");
  return normal;
}

std::string without_white_space(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t length = std::max<std::size_t>(sequence(text.substr(i)), 1);
    UChar32 c = -1;  // A stray byte is no character.
    if (length > 1 || is_ascii(text[i])) U8_GET_UNSAFE(text.data(), i, c);
    if (c < 0 || !u_isUWhiteSpace(c)) kept.append(text, i, length);
    i += length;
  }
  return kept;
}

std::size_t display_columns(std::string_view text) {
  std::size_t columns = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t length = sequence(text.substr(i));
    if (length < 2) {
      ++columns;
      ++i;
      continue;
    }
    UChar32 c = 0;
    U8_GET_UNSAFE(text.data(), i, c);
    columns += columns_of(c);
    i += length;
  }
  return columns;
}

}  // namespace lawful
