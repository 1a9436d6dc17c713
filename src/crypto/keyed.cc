#include "crypto/keyed.h"

namespace lawful::raw {

Digest keyed(KeyBytes key, const Context& context, Bytes message) {
  const Bytes about = bytes_of(context.encoded());
  std::array<std::uint8_t, 8> length{};
  for (std::size_t i = 0; i < length.size(); ++i) {
    length[i] = static_cast<std::uint8_t>(about.size() >> (56 - 8 * i));
  }
  return hmac(key, {length, about, message});
}

}  // namespace lawful::raw
