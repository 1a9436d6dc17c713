#include "base/bytes.h"

#include <fmt/format.h>

#include "base/check.h"

namespace lawful {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace

void ByteWriter::number(std::uint64_t value, int size) {
  for (int byte = size - 1; byte >= 0; --byte) {
    out_.push_back(static_cast<char>(static_cast<std::uint8_t>(value >> (8 * byte))));
  }
}

ByteWriter& ByteWriter::u8(std::uint8_t value) { return number(value, 1), *this; }
ByteWriter& ByteWriter::u16(std::uint16_t value) { return number(value, 2), *this; }
ByteWriter& ByteWriter::u32(std::uint32_t value) { return number(value, 4), *this; }
ByteWriter& ByteWriter::u64(std::uint64_t value) { return number(value, 8), *this; }

ByteWriter& ByteWriter::bytes(std::string_view bytes) { return out_.append(bytes), *this; }
ByteWriter& ByteWriter::bytes(std::span<const std::uint8_t> bytes) {
  return out_.append(as_text(bytes)), *this;
}

ByteWriter& ByteWriter::run16(std::string_view bytes) {
  CHECK(bytes.size() <= UINT16_MAX);
  return u16(static_cast<std::uint16_t>(bytes.size())).bytes(bytes);
}

ByteWriter& ByteWriter::run32(std::string_view bytes) {
  CHECK(bytes.size() <= UINT32_MAX);
  return u32(static_cast<std::uint32_t>(bytes.size())).bytes(bytes);
}

Result<std::string_view> ByteReader::bytes(std::size_t count) {
  if (rest_.size() < count) {
    return fail(Code::kCorrupt,
                fmt::format("too short by {} bytes at byte {}", count - rest_.size(), at()));
  }
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

Result<std::uint64_t> ByteReader::number(std::size_t size) {
  TRY(const std::string_view taken, bytes(size));
  std::uint64_t value = 0;
  for (char byte : taken) value = value << 8 | static_cast<std::uint8_t>(byte);
  return value;
}

Result<std::uint8_t> ByteReader::u8() {
  TRY(const std::uint64_t value, number(1));
  return static_cast<std::uint8_t>(value);
}

Result<std::uint16_t> ByteReader::u16() {
  TRY(const std::uint64_t value, number(2));
  return static_cast<std::uint16_t>(value);
}

Result<std::uint32_t> ByteReader::u32() {
  TRY(const std::uint64_t value, number(4));
  return static_cast<std::uint32_t>(value);
}

Result<std::uint64_t> ByteReader::u64() { return number(8); }

Result<std::string_view> ByteReader::run16() {
  TRY(const std::uint16_t size, u16());
  return bytes(size);
}

Result<std::string_view> ByteReader::run32() {
  TRY(const std::uint32_t size, u32());
  return bytes(size);
}

Result<void> ByteReader::end() const {
  if (rest_.empty()) return {};
  return fail(Code::kCorrupt, fmt::format("{} bytes too long", rest_.size()));
}

std::string to_hex(std::string_view bytes) {
  std::string digits;
  digits.reserve(2 * bytes.size());
  for (char byte : bytes) {
    fmt::format_to(std::back_inserter(digits), "{:02x}", static_cast<std::uint8_t>(byte));
  }
  return digits;
}

Result<std::string> from_hex(std::string_view digits) {
  if (digits.size() % 2 != 0) return fail(Code::kInvalid, "an odd number of hexadecimal digits");
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    const int high = hex_value(digits[i]);
    const int low = hex_value(digits[i + 1]);
    if (high < 0 || low < 0) return fail(Code::kInvalid, "not a hexadecimal digit");
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

}  // namespace lawful
