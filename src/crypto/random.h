#pragma once
// Bytes that nobody can guess, from the generator of OpenSSL, which the kernel
// seeds and reseeds.
//
//   SealKey key = random_key<SealKey>();
//   std::array<std::uint8_t, 16> id{};
//   fill_random(id);                               // ids, nonces: public values
//
// Keys come from a generator of their own, so that nothing public is ever drawn
// from the state that makes keys.
//
// Errors: none to handle. A machine that gives no randomness ends the program,
// since every answer from then on would be a guessable key.
//
// Thread safety: free functions.

#include <array>
#include <cstdint>
#include <span>

#include "crypto/secret.h"

namespace lawful {

void fill_random(std::span<std::uint8_t> bytes);
void fill_random_key(std::span<std::uint8_t> bytes);

template <class Key>
Key random_key() {
  std::array<std::uint8_t, Key::kSize> bytes{};
  fill_random_key(bytes);
  return Key::take(bytes);
}

}  // namespace lawful
