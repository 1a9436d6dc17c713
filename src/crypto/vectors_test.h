#pragma once
// For tests: bytes from the hexadecimal digits that standards print, and keys
// from bytes.
//
//   bytes_from_hex("00ff") == std::string("\x00\xff", 2)
//   key_of<SealKey>(first_bytes(32))
//
// Invariant: input is checked by the test that fails if it is not digits.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "crypto/secret.h"

namespace lawful {

inline int hex_digit(char c) {
  CHECK((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  return c <= '9' ? c - '0' : c - 'a' + 10;
}

inline std::string bytes_from_hex(std::string_view digits) {
  CHECK(digits.size() % 2 == 0);
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    bytes.push_back(static_cast<char>(hex_digit(digits[i]) * 16 + hex_digit(digits[i + 1])));
  }
  return bytes;
}

template <std::size_t N>
std::array<std::uint8_t, N> array_of(std::string_view bytes) {
  CHECK(bytes.size() == N);
  std::array<std::uint8_t, N> array{};
  for (std::size_t i = 0; i < N; ++i) array[i] = static_cast<std::uint8_t>(bytes[i]);
  return array;
}

template <class Bytes>
std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

// from, from + 1, from + 2, ...
inline std::string counting(int from, std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) {
    bytes.push_back(static_cast<char>(from + static_cast<int>(i)));
  }
  return bytes;
}

template <class Key>
Key key_of(std::string_view bytes) {
  auto array = array_of<Key::kSize>(bytes);
  return Key::take(array);
}

}  // namespace lawful
