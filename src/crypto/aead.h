#pragma once
// Sealing: bytes that only the key opens, only under the context they were
// sealed under, and only unchanged. AES-256-GCM (NIST SP 800-38D).
//
//   const Context about = Context("vault.item").text(individual).number(revision);
//   TRY(std::string sealed, seal(key, about, plaintext));
//   TRY(std::string plaintext, unseal(key, about, sealed));
//
// Sealed bytes: format 1 (one byte) | nonce (12) | ciphertext | tag (16), so
// kSealOverhead longer than the plaintext, whose length they show. Format and
// context are the associated data: one byte of format, then the context's
// encoding. The nonce is random and made here; there is no way to give one.
//
// Limits
//   kSealedMax   bytes of plaintext in one seal. It is held in memory whole,
//                because nothing is released before its tag has been checked;
//                larger things are cut by their owner, with the number of the
//                piece in the context.
//   kSealsPerKey seals under one key. Beyond it two nonces may meet (the bound of
//                SP 800-38D, section 8.3), and two seals under one nonce give
//                away both plaintexts and let anybody forge. The key's owner counts,
//                because only the owner outlives a restart, and replaces the key.
//   Opening proves no choice of key: whoever makes two keys can make bytes that
//   open under both.
//
// Errors
//   seal    kInvalid  the plaintext is longer than kSealedMax
//   unseal  kCorrupt  too short; a format this program does not know; or it does
//                   not open, and no more is said: another key, another context
//                   and changed bytes look alike
//
// Thread safety: free functions.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/context.h"
#include "crypto/secret.h"

namespace lawful {

struct ForSealing {
  static constexpr Label kName{"seal"};
};
using SealKey = Secret<ForSealing>;

inline constexpr std::size_t kSealOverhead = 1 + 12 + 16;
inline constexpr std::size_t kSealedMax = std::size_t{64} << 20;  // The largest scan of a paper.
inline constexpr std::uint64_t kSealsPerKey = std::uint64_t{1} << 32;

[[nodiscard]] Result<std::string> seal(const SealKey& key, const Context& context,
                                       std::string_view plaintext);
[[nodiscard]] Result<std::string> unseal(const SealKey& key, const Context& context,
                                         std::string_view sealed);

}  // namespace lawful
