#pragma once
// Bytes, numbers and days as the formats write them, each in one spelling.
//
// Parsing is strict: a number has no leading zero and no sign, base 64 is RFC 4648
// section 4 with its padding and without stray bits, and nothing may follow.
// What cannot be read throws Refusal, with the reason in the reader's language.

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace verify {

using Hash = std::array<unsigned char, 32>;

// Something given is not as it must be. Exit 1.
struct Refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Something that was to be checked is not there or cannot be read. Exit 66.
struct NoInput : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
std::string base64(const Hash& hash);
std::optional<std::string> from_base64(std::string_view text);
std::optional<Hash> hash_from_base64(std::string_view text);

// ASCII decimal below 2^63.
std::optional<std::uint64_t> decimal(std::string_view text);

std::string_view view(const Hash& hash);
// `count` bytes of `value`, big end first.
std::string big_endian(std::uint64_t value, int count);

// 2026-11-23, of days since 1970-01-01.
std::string day_text(std::uint64_t days);
// 2026-11-23 08:00:00.000, of milliseconds since 1970-01-01.
std::string time_text(std::uint64_t milliseconds);

// The last millisecond of the year 9999: later times are refused.
constexpr std::uint64_t kLastMillisecond = 253402300799999;
constexpr std::uint64_t kDayMilliseconds = 86400000;
constexpr std::uint64_t kBeijingMilliseconds = 28800000;  // 8 hours.

// The content of a file of at most `max` bytes; nothing where there is no such
// file. A longer one is given with max + 1 bytes, so that its length is wrong.
std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t max);

// Reads fields from the front of bytes that outlive it.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : rest_(bytes) {}
  std::string_view take(std::size_t count);
  std::uint64_t number(std::size_t count);  // Big end first.
  Hash hash();
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

// Reads lines, each of which must end in a newline, from the front of a text that
// outlives it.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  std::string_view next();
  // The next line without `prefix` and a space, which it must have.
  std::string_view next(std::string_view prefix);
  std::string_view rest() const { return rest_; }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace verify
