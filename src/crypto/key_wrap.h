#pragma once
// A key at rest: sealed under a wrapping key, of fixed length, and bound to whose
// key it is and what it is for.
//
//   const Context whose = Context("individual.key").text(individual).number(epoch);
//   WrappedKey row = wrap_key(epoch_key, data_key, whose);
//   TRY(SealKey data_key, unwrap_key<SealKey>(epoch_key, row, whose));
//
// AES-256-GCM with the context and the use as associated data, and not AES key
// wrap (RFC 3394, 5649): that has no associated data, so the row of one
// individual would unwrap in the place of another's, and its check has 64 bits
// and not 128. The price is a random nonce, hence kWrapsPerKey.
//
// Wrapped bytes: format 1 (one byte) | nonce (12) | wrapped key (32) | tag (16).
// They are not secret, and without the wrapping key they are noise: destroying
// either destroys what was sealed under the key inside, as far as no copy of it
// is left.
//
// Limits: kWrapsPerKey keys under one wrapping key, for the reason and with the
// owner that aead.h names; a new epoch begins before it.
//
// Errors: unwrap_key kCorrupt, for a format this program does not know, and for
// another wrapping key, context, use, or changed bytes, which look alike.
//
// Thread safety: free functions and values.

#include <array>
#include <cstdint>
#include <span>

#include "base/result.h"
#include "crypto/context.h"
#include "crypto/secret.h"

namespace lawful {

struct ForWrapping {
  static constexpr Label kName{"wrap"};
};
using WrappingKey = Secret<ForWrapping>;

struct WrappedKey {
  std::array<std::uint8_t, 1 + 12 + 32 + 16> bytes{};
};

inline constexpr std::uint64_t kWrapsPerKey = std::uint64_t{1} << 32;

// For the templates below alone: named so that a search for `reveal` finds them.
WrappedKey wrap_revealed_key_bytes(const WrappingKey& wrapping, Label use,
                                   std::span<const std::uint8_t, 32> key, const Context& context);
[[nodiscard]] Result<void> reveal_unwrapped_key_bytes(const WrappingKey& wrapping, Label use,
                                                      const WrappedKey& wrapped,
                                                      const Context& context,
                                                      std::span<std::uint8_t, 32> key);

template <class Use>
WrappedKey wrap_key(const WrappingKey& wrapping, const Secret<Use>& key, const Context& context) {
  return wrap_revealed_key_bytes(wrapping, Secret<Use>::kUse, key.reveal_key_bytes(), context);
}

template <class Key>
[[nodiscard]] Result<Key> unwrap_key(const WrappingKey& wrapping, const WrappedKey& wrapped,
                                     const Context& context) {
  std::array<std::uint8_t, Key::kSize> bytes{};
  TRY_VOID(reveal_unwrapped_key_bytes(wrapping, Key::kUse, wrapped, context, bytes));
  return Key::take(bytes);
}

}  // namespace lawful
