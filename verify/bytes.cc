#include "bytes.h"

#include <algorithm>
#include <chrono>
#include <fstream>

#include "say.h"

namespace verify {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string padded(std::uint64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}

}  // namespace

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += kDigits[value >> 4];
    text += kDigits[value & 15];
  }
  return text;
}

std::string base64(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t i = 0; i < 3; ++i) {
      group = group << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= count ? kAlphabet[group >> (18 - 6 * i) & 63] : '=';
    }
  }
  return text;
}

std::string base64(const Hash& hash) { return base64(view(hash)); }

// What does not come out again as it went in had another spelling.
std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  std::uint32_t group = 0;
  int bits = 0;
  for (const char c : text.substr(0, text.find('='))) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    group = (group << 6 | static_cast<std::uint32_t>(digit)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes += static_cast<char>(group >> (bits -= 8) & 255);
  }
  if (base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::optional<Hash> hash_from_base64(std::string_view text) {
  const std::optional<std::string> bytes = from_base64(text);
  if (!bytes || bytes->size() != Hash{}.size()) return std::nullopt;
  return Fields(*bytes).hash();
}

std::optional<std::uint64_t> decimal(std::string_view text) {
  if (text.empty() || text.size() > 19 || (text[0] == '0' && text.size() > 1)) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (value >> 63 != 0) return std::nullopt;
  return value;
}

std::string_view view(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string big_endian(std::uint64_t value, int count) {
  std::string bytes;
  for (int i = count - 1; i >= 0; --i) bytes += static_cast<char>(value >> (8 * i) & 255);
  return bytes;
}

std::string day_text(std::uint64_t days) {
  if (days > kLastMillisecond / kDayMilliseconds) return std::to_string(days);
  const std::chrono::year_month_day day{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(days)}}};
  return padded(static_cast<std::uint64_t>(static_cast<int>(day.year())), 4) + '-' +
         padded(static_cast<unsigned>(day.month()), 2) + '-' +
         padded(static_cast<unsigned>(day.day()), 2);
}

std::string time_text(std::uint64_t milliseconds) {
  const std::uint64_t in_day = milliseconds % kDayMilliseconds;
  return day_text(milliseconds / kDayMilliseconds) + ' ' + padded(in_day / 3600000, 2) + ':' +
         padded(in_day / 60000 % 60, 2) + ':' + padded(in_day / 1000 % 60, 2) + '.' +
         padded(in_day % 1000, 3);
}

std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t max) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return std::nullopt;
  if (error || !std::filesystem::is_regular_file(path)) {
    throw NoInput(say("`{1}`: not a file that can be read", path.string()));
  }
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  std::string content(error ? 0 : std::min<std::uintmax_t>(size, max + 1), '\0');
  if (error || !file.read(content.data(), static_cast<std::streamsize>(content.size()))) {
    throw NoInput(say("`{1}`: not a file that can be read", path.string()));
  }
  return content;
}

std::string_view Fields::take(std::size_t count) {
  if (count > rest_.size()) throw Refusal(say("ends early"));
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::uint64_t Fields::number(std::size_t count) {
  std::uint64_t value = 0;
  for (const char byte : take(count)) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

Hash Fields::hash() {
  Hash hash{};
  const std::string_view bytes = take(hash.size());
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::string_view Lines::next() {
  const std::size_t end = rest_.find('\n');
  if (end == std::string_view::npos) throw Refusal(say("ends within a line"));
  const std::string_view line = rest_.substr(0, end);
  rest_.remove_prefix(end + 1);
  return line;
}

std::string_view Lines::next(std::string_view prefix) {
  const std::string_view line = next();
  if (!line.starts_with(prefix) || line.substr(prefix.size(), 1) != " ") {
    throw Refusal(say("a line must begin with `{1} `", std::string(prefix)));
  }
  return line.substr(prefix.size() + 1);
}

}  // namespace verify
