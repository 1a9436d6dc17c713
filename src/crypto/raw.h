#pragma once
// The algorithms as the standards state them, for the files of this folder and
// for the published vectors. Here a caller could choose a nonce or leave out a
// purpose, so nothing outside src/crypto may include this
// (tools/check_includes.py); another profile of algorithms goes behind it.
//
//   AES-256-GCM   NIST SP 800-38D, 96-bit nonce, 128-bit tag
//   HMAC-SHA-256  RFC 2104, FIPS 198-1
//   HKDF-SHA-256  RFC 5869, extract and expand
//
// Errors: gcm_decrypt says whether the tag was right, and leaves zeroes in `out`
// if it was not. Everything else fails only when OpenSSL cannot allocate or lacks
// an algorithm; that, and a length that does not fit, ends the program.
//
// Thread safety: free functions.

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace lawful::raw {

using Bytes = std::span<const std::uint8_t>;
using KeyBytes = std::span<const std::uint8_t, 32>;
using Digest = std::array<std::uint8_t, 32>;

inline constexpr std::size_t kNonceSize = 12;
inline constexpr std::size_t kTagSize = 16;
using NonceBytes = std::span<const std::uint8_t, kNonceSize>;

Bytes bytes_of(std::string_view text);

// `out` is as long as the plaintext and the tag, which follows the ciphertext.
void gcm_encrypt(KeyBytes key, NonceBytes nonce, Bytes associated, Bytes plaintext,
                 std::span<std::uint8_t> out);
// `sealed` is ciphertext and tag; `out` is as long as the ciphertext.
[[nodiscard]] bool gcm_decrypt(KeyBytes key, NonceBytes nonce, Bytes associated, Bytes sealed,
                               std::span<std::uint8_t> out);

// The MAC of the parts as if they were one message.
Digest hmac(Bytes key, std::initializer_list<Bytes> parts);

// Fills `out`, at most 255 * 32 bytes.
void hkdf(Bytes secret, Bytes salt, Bytes info, std::span<std::uint8_t> out);

}  // namespace lawful::raw
