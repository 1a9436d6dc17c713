#pragma once
// Signatures that everybody can check: Ed25519 (RFC 8032, pure, no context).
//
//   SigningKey key = random_key<SigningKey>();
//   PublicKey shown = public_key(key);
//   Signature signature = sign(key, message);
//   TRY_VOID(check_signature(shown, message, signature));
//
// The secret of a SigningKey is the 32-byte seed of the RFC. Signing is
// deterministic: no randomness to go wrong, and one signature per message.
//
// No context: the messages signed are public formats (signed notes) that others
// check with their own tools. One key signs one sort of message, and the message
// says which it is.
//
// A PublicKey is the 32 bytes that were given; that they are somebody's key is
// known from where they came. A key of small order verifies what nobody signed,
// so public keys are configured, never taken from the message they verify.
//
// Errors: check_signature kCorrupt, for another key, another message or a changed
// signature alike. Limits: the message is held in memory whole.
//
// Thread safety: free functions and values.

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "crypto/secret.h"

namespace lawful {

struct ForSigning {
  static constexpr Label kName{"sign"};
};
using SigningKey = Secret<ForSigning>;

struct PublicKey {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const PublicKey&) const = default;
};

struct Signature {
  std::array<std::uint8_t, 64> bytes{};
  auto operator<=>(const Signature&) const = default;
};

PublicKey public_key(const SigningKey& key);
Signature sign(const SigningKey& key, std::string_view message);
[[nodiscard]] Result<void> check_signature(const PublicKey& key, std::string_view message,
                                           const Signature& signature);

}  // namespace lawful
