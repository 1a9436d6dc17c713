#pragma once
// Strong Kleene logic: yes, no, and unknown. Unknown is not no, and never yes.
//
// The order no < unknown < yes makes `and` the smaller and `or` the larger of two values.

#include <algorithm>
#include <cstdint>

namespace lawful {

enum class Tri : std::uint8_t { kNo, kUnknown, kYes };

constexpr Tri tri(bool value) { return value ? Tri::kYes : Tri::kNo; }
constexpr Tri tri_and(Tri a, Tri b) { return std::min(a, b); }
constexpr Tri tri_or(Tri a, Tri b) { return std::max(a, b); }
constexpr Tri tri_not(Tri a) { return static_cast<Tri>(2 - static_cast<int>(a)); }
constexpr const char* to_string(Tri a) {
  return a == Tri::kYes ? "yes" : a == Tri::kNo ? "no" : "unknown";
}

}  // namespace lawful
