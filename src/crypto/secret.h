#pragma once
// A key: 32 bytes that move, are wiped when they end, and never print.
//
//   SealKey key = random_key<SealKey>();           (crypto/random.h)
//   auto there = std::move(key);                   // `key` holds nothing now
//   SealKey read = SealKey::take(bytes);           // `bytes` are zero now
//
// Use is what the key is for: SealKey, MacKey, IndexKey, RootKey, WrappingKey
// and SigningKey are different types, so that none is passed for another. A Use
// names itself with a Label, which wrapping and derivation bind.
//
// Invariants
//   1. No copy, no comparison, no stream, no fmt, no log line.
//   2. The bytes are wiped when the key ends, and where it moved from.
//   3. reveal_key_bytes() is the one way to the bytes, and what else carries raw
//      key bytes (hkdf.h, key_wrap.h) says reveal in its name too: `git grep
//      reveal` lists every such place. A key that has moved away has none to
//      reveal: that ends the program (base/check.h).
//
// What it does not do: keep the page out of swap or a core dump. See
// docs/threats.md.
//
// Thread safety: a key may be read by many; moving it is for its owner.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/check.h"
#include "crypto/context.h"

namespace lawful {

// Zeroes that no optimizer takes away, though nobody reads them.
void wipe(std::span<std::uint8_t> bytes);

template <class Use>
class Secret {
 public:
  static constexpr std::size_t kSize = 32;
  static constexpr Label kUse = Use::kName;

  // Takes the key over from a buffer and wipes the buffer.
  static Secret take(std::span<std::uint8_t, kSize> bytes) {
    Secret secret;
    std::ranges::copy(bytes, secret.bytes_.begin());
    secret.held_ = true;
    wipe(bytes);
    return secret;
  }

  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  Secret(Secret&& other) noexcept { take_over(other); }
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) take_over(other);
    return *this;
  }
  ~Secret() { wipe(bytes_); }

  std::span<const std::uint8_t, kSize> reveal_key_bytes() const {
    CHECK(held_);
    return bytes_;
  }

 private:
  Secret() = default;

  void take_over(Secret& other) noexcept {
    bytes_ = other.bytes_;
    held_ = other.held_;
    wipe(other.bytes_);
    other.held_ = false;
  }

  std::array<std::uint8_t, kSize> bytes_{};
  bool held_ = false;
};

}  // namespace lawful
