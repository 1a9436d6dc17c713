#pragma once
// Keys from a key: HKDF-SHA-256 (RFC 5869), extract and expand, without a salt,
// since a root key is uniformly random.
//
//   MacKey heads = derive_key<MacKey>(root, Context("register.heads").number(epoch));
//
// The context and the use of the key made are bound: another label, another part
// or another type of key gives an unrelated key, and no derived key tells of the
// root or of another. A passphrase is no root key: it has too few values.
//
// Errors: none. Limits: none that a program reaches.
//
// Thread safety: free functions.

#include <array>
#include <cstdint>
#include <span>

#include "crypto/context.h"
#include "crypto/secret.h"

namespace lawful {

struct ForDeriving {
  static constexpr Label kName{"derive"};
};
using RootKey = Secret<ForDeriving>;

// The way to the bytes for derive_key alone: named so that a search for `reveal` finds it.
void reveal_derived_key_bytes(const RootKey& root, Label use, const Context& context,
                              std::span<std::uint8_t> out);

template <class Key>
Key derive_key(const RootKey& root, const Context& context) {
  std::array<std::uint8_t, Key::kSize> bytes{};
  reveal_derived_key_bytes(root, Key::kUse, context, bytes);
  return Key::take(bytes);
}

}  // namespace lawful
