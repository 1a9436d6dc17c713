#include "ledger/text_lines.h"

#include <algorithm>
#include <charconv>

#include "base/bytes.h"
#include "crypto/base64.h"

namespace lawful {

Result<std::string_view> LineReader::line(std::string_view name) {
  const std::size_t end = rest_.find('\n');
  if (end == std::string_view::npos) {
    return fail(Code::kInvalid,
                "the line of the " + std::string(name) + " is missing or has no end");
  }
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return line;
}

Result<std::uint64_t> parse_decimal(std::string_view text, std::string_view name) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  if (error != std::errc{} || stopped != end || leading_zero || number > kTreeSizeMax) {
    return fail(Code::kInvalid, "the " + std::string(name) + " is not a whole number from 0 to " +
                                    std::to_string(kTreeSizeMax) + " without leading zeroes");
  }
  return number;
}

Result<std::string_view> parse_field(std::string_view line, std::string_view key) {
  if (line.starts_with(key) && line.substr(key.size()).starts_with(' ')) {
    return line.substr(key.size() + 1);
  }
  return fail(Code::kInvalid, "a line must begin with `" + std::string(key) + "` and a space");
}

std::string format_hash(const Hash& hash) { return to_base64(as_text(hash.bytes)); }

Result<Hash> parse_hash(std::string_view text, std::string_view name) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != kHashSize) {
    return fail(Code::kInvalid, "the " + std::string(name) + " is not 32 bytes in base 64");
  }
  Hash hash;
  std::ranges::copy(as_bytes(*bytes), hash.bytes.begin());
  return hash;
}

std::string format_path(std::span<const Hash> path) {
  std::string text;
  for (const Hash& hash : path) text += format_hash(hash) + '\n';
  return text + '\n';
}

Result<std::vector<Hash>> parse_path(LineReader& in) {
  std::vector<Hash> path;
  while (true) {
    TRY(const std::string_view line, in.line("path"));
    if (line.empty()) return path;
    if (path.size() == kPathMax) {
      return fail(Code::kInvalid,
                  "the path is longer than " + std::to_string(kPathMax) + " hashes");
    }
    TRY(const Hash hash, parse_hash(line, "path"));
    path.push_back(hash);
  }
}

}  // namespace lawful
