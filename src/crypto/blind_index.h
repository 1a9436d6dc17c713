#pragma once
// A look-up value for something that must not be readable in the store: the same
// value gives the same index, and without the key an index says nothing of it.
//
//   TRY(BlindIndex found, blind_index(key, Context("identity").text("phone"), phone));
//
// HMAC-SHA-256 of the value under the key's version and the context, all 32
// bytes: never a plain hash, since the values that people have can be counted
// through, and never sealing with a fixed nonce.
//
// What it does not hide: that two rows have the same value of the same kind. Who
// holds the key can count through all values; it lives with the wrapping keys,
// never in the store.
//
// The value is indexed byte for byte. One form per value (digits only, NFC, lower
// case) is the caller's to make, before, or the look-up misses.
//
// A new key has a new version; both are looked up until the rows are indexed
// again. Indexes of different versions never compare equal.
//
// Errors: kInvalid for an empty value, which would find everybody who has none.
//
// Thread safety: free functions and values.

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "crypto/context.h"
#include "crypto/secret.h"

namespace lawful {

struct ForIndexing {
  static constexpr Label kName{"index"};
};

struct IndexKey {
  Secret<ForIndexing> secret;
  std::uint32_t version;
};

struct BlindIndex {
  std::uint32_t version = 0;
  std::array<std::uint8_t, 32> bytes{};

  auto operator<=>(const BlindIndex&) const = default;
};

[[nodiscard]] Result<BlindIndex> blind_index(const IndexKey& key, const Context& kind,
                                             std::string_view value);

}  // namespace lawful
