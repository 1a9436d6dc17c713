#pragma once
// A commitment: 32 bytes that fix a message without showing it. Who is later given
// the message and its salt can check both; without the salt the 32 bytes say nothing,
// not even to somebody who guesses the message.
//
//   Commitment shown = commit(salt, message);
//   TRY_VOID(check_commitment(revealed_salt, message, shown));
//
// HMAC-SHA-256 (RFC 2104) with the salt as key over the message alone, so that others
// check it with their own tools; the message says what it is. One salt, one message:
// who shows a salt opens everything that was committed under it. A salt is derived
// from a key (hkdf.h) and is as secret as a key until it is shown.
//
// Errors: check_commitment kCorrupt, for another salt or message alike.
// Thread safety: free functions and values.

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "crypto/secret.h"

namespace lawful {

struct ForCommitting {
  static constexpr Label kName{"commit"};
};
using CommitSalt = Secret<ForCommitting>;

struct Commitment {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const Commitment&) const = default;
};

Commitment commit(const CommitSalt& salt, std::string_view message);
[[nodiscard]] Result<void> check_commitment(const CommitSalt& salt, std::string_view message,
                                            const Commitment& commitment);

}  // namespace lawful
