#pragma once
// SHA-256 (FIPS 180-4), for naming bytes by their digest: law packs, evidence,
// cited readings. Not for look-ups of personal data: a plain hash of a phone
// number is the phone number to anyone who can count to ten billion.
//
//   sha256("abc").hex() == "ba7816bf...15ad"
//
// Thread safety: free functions and values.

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace lawful {

struct Sha256 {
  std::array<std::uint8_t, 32> bytes{};

  std::string hex() const;  // 64 lower-case digits.
  auto operator<=>(const Sha256&) const = default;
};

Sha256 sha256(std::string_view data);

}  // namespace lawful
