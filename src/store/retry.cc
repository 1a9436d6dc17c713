#include "store/retry.h"

#include <algorithm>
#include <array>

#include "crypto/random.h"

namespace lawful {
namespace {

constexpr int kDoublings = 8;  // From the first wait past the longest.

std::uint32_t seed() {
  std::array<std::uint8_t, 4> bytes{};
  fill_random(bytes);
  std::uint32_t seed = 0;
  for (const std::uint8_t byte : bytes) seed = seed << 8 | byte;
  return seed;
}

}  // namespace

Retry::Retry(int attempts) : attempts_(attempts), random_(seed()) {}

std::optional<std::chrono::milliseconds> Retry::after(Trouble trouble) {
  if (trouble == Trouble::kNone) return std::nullopt;
  if (trouble == Trouble::kTaken && ++taken_ >= kTakenAttempts) return std::nullopt;
  if (++made_ >= attempts_) return std::nullopt;
  const auto bound = std::min(kFirstWait * (1 << std::min(made_, kDoublings)), kLongestWait);
  std::uniform_int_distribution<std::int64_t> below(0, bound.count());
  return std::chrono::milliseconds(below(random_));
}

}  // namespace lawful
