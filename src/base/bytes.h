#pragma once
// Stored formats, byte by byte: numbers big end first, fixed lengths, and runs of
// bytes with their length before them.
//
//   ByteWriter out;
//   out.u8(1).u64(seq).bytes(id).run32(body);
//   std::string row = std::move(out).take();
//
//   ByteReader in(row);
//   TRY(std::uint8_t format, in.u8());
//   TRY(std::uint64_t seq, in.u64());
//   TRY_VOID(in.end());                      // nothing may be left over
//
// A run's length is 4 bytes (run32) or 2 (run16). A reader never reads past its
// input and keeps no copy: what it gives points into the bytes it was made from.
//
// Errors: kCorrupt, "too short by N bytes at byte M" or "N bytes too long".
// Thread safety: values.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

class ByteWriter {
 public:
  ByteWriter& u8(std::uint8_t value);
  ByteWriter& u16(std::uint16_t value);
  ByteWriter& u32(std::uint32_t value);
  ByteWriter& u64(std::uint64_t value);
  ByteWriter& bytes(std::string_view bytes);
  ByteWriter& bytes(std::span<const std::uint8_t> bytes);
  // The run must be short enough for its length field: that is the caller's invariant.
  ByteWriter& run16(std::string_view bytes);
  ByteWriter& run32(std::string_view bytes);

  const std::string& written() const { return out_; }
  std::string take() && { return std::move(out_); }

 private:
  void number(std::uint64_t value, int size);

  std::string out_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes), size_(bytes.size()) {}

  Result<std::uint8_t> u8();
  Result<std::uint16_t> u16();
  Result<std::uint32_t> u32();
  Result<std::uint64_t> u64();
  Result<std::string_view> bytes(std::size_t count);
  Result<std::string_view> run16();
  Result<std::string_view> run32();

  std::string_view rest() const { return rest_; }
  std::size_t at() const { return size_ - rest_.size(); }
  Result<void> end() const;

 private:
  Result<std::uint64_t> number(std::size_t size);

  std::string_view rest_;
  std::size_t size_;
};

// A string's bytes as numbers and back, without a copy.
inline std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// "00ff": lower-case digits. from_hex takes either case; kInvalid for anything else.
std::string to_hex(std::string_view bytes);
Result<std::string> from_hex(std::string_view digits);

}  // namespace lawful
