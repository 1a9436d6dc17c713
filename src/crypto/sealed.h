#pragma once
// The layout of sealed bytes, which seals (aead.h) and wrapped keys (key_wrap.h)
// share: format 1 | nonce (12) | ciphertext | tag (16), with the format and the
// context as associated data.
//
// Errors: open_into says false if a byte, the key or the context differs, and
// leaves zeroes. Lengths are the caller's to keep; a wrong one ends the program.
//
// Thread safety: free functions.

#include <cstdint>
#include <span>

#include "crypto/context.h"
#include "crypto/raw.h"

namespace lawful::raw {

inline constexpr std::uint8_t kFormat = 1;  // AES-256-GCM.
inline constexpr std::size_t kHeadSize = 1 + kNonceSize;
inline constexpr std::size_t kOverhead = kHeadSize + kTagSize;

void seal_into(KeyBytes key, const Context& context, Bytes plaintext, std::span<std::uint8_t> out);
[[nodiscard]] bool open_into(KeyBytes key, const Context& context, Bytes sealed,
                             std::span<std::uint8_t> out);

}  // namespace lawful::raw
