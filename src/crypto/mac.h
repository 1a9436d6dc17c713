#pragma once
// A tag that only a holder of the key can make: HMAC-SHA-256 (RFC 2104).
//
//   Mac tag = make_mac(key, Context("register.head").text(individual), rows);
//   TRY_VOID(check_mac(key, Context("register.head").text(individual), rows, tag));
//
// What is tagged: the length of the context's encoding as 8 bytes, big end first,
// the encoding, the message. So a tag under one context is none under another.
//
// A Mac has no ==: a comparison that stops at the first difference tells a forger
// by its time how far a guess was right. check_mac compares in constant time.
//
// Errors: check_mac kCorrupt, for a wrong tag, key, context or message alike.
// Limits: none that a program reaches.
//
// Thread safety: free functions and values.

#include <array>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "crypto/context.h"
#include "crypto/secret.h"

namespace lawful {

struct ForMac {
  static constexpr Label kName{"mac"};
};
using MacKey = Secret<ForMac>;

struct Mac {
  std::array<std::uint8_t, 32> bytes{};
  bool operator==(const Mac&) const = delete;
};

Mac make_mac(const MacKey& key, const Context& context, std::string_view message);
[[nodiscard]] Result<void> check_mac(const MacKey& key, const Context& context,
                                     std::string_view message, const Mac& mac);

}  // namespace lawful
