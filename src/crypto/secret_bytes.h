#pragma once
// Secret bytes of any length: a passphrase, a credential, what is read to become
// keys. They move, are wiped when they end, and never print.
//
//   SecretBytes secret = SecretBytes::take(text);   // `text` is zeroes now
//
// Invariants
//   1. No copy, no comparison, no stream.
//   2. The length is fixed when they are made, so nothing grows and leaves a copy
//      behind; they are wiped where they end.
//   3. reveal_bytes() is the one way to them.
//
// A key is no SecretBytes but a Secret (secret.h), which knows what it is for.
//
// Thread safety: may be read by many; moving is for the owner.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/secret.h"

namespace lawful {

class SecretBytes {
 public:
  explicit SecretBytes(std::size_t size) : bytes_(size) {}
  static SecretBytes take(std::string& text) {
    SecretBytes secret(text.size());
    const std::span<std::uint8_t> from(reinterpret_cast<std::uint8_t*>(text.data()), text.size());
    std::ranges::copy(from, secret.bytes_.begin());
    wipe(from);
    return secret;
  }

  SecretBytes(const SecretBytes&) = delete;
  SecretBytes& operator=(const SecretBytes&) = delete;
  SecretBytes(SecretBytes&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  SecretBytes& operator=(SecretBytes&& other) noexcept {
    bytes_.swap(other.bytes_);
    return *this;
  }
  ~SecretBytes() { wipe(bytes_); }

  std::size_t size() const { return bytes_.size(); }
  std::span<const std::uint8_t> reveal_bytes() const { return bytes_; }
  std::span<std::uint8_t> reveal_bytes() { return bytes_; }
  std::string_view reveal_text() const {
    return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()};
  }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace lawful
