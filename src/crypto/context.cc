#include "crypto/context.h"

#include <array>

namespace lawful {
namespace {

std::array<char, 8> big_endian(std::uint64_t number) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(static_cast<std::uint8_t>(number >> (56 - 8 * i)));
  }
  return bytes;
}

}  // namespace

Context::Context(Label label) { part('l', label.text()); }

Context& Context::text(std::string_view text) {
  part('t', text);
  return *this;
}

Context& Context::number(std::uint64_t number) {
  const auto bytes = big_endian(number);
  part('n', {bytes.data(), bytes.size()});
  return *this;
}

void Context::part(char sort, std::string_view bytes) {
  const auto length = big_endian(bytes.size());
  encoded_.push_back(sort);
  encoded_.append(length.data(), length.size());
  encoded_.append(bytes);
}

}  // namespace lawful
