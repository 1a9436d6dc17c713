#include "crypto/random.h"

#include <set>

#include "crypto/aead.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

TEST(Random, NeverGivesTheSameTwice) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    std::array<std::uint8_t, 16> id{};
    fill_random(id);
    seen.insert(text_of(id));
    seen.insert(text_of(random_key<SealKey>().reveal_key_bytes()));
  }
  EXPECT_EQ(seen.size(), 2000U);
}

TEST(Random, FillsEveryByte) {
  // A byte that stays zero in 64 draws would do so by chance once in 2^512.
  std::array<std::uint8_t, 33> ever{};
  for (int i = 0; i < 64; ++i) {
    std::array<std::uint8_t, 33> drawn{};
    fill_random(drawn);
    for (std::size_t at = 0; at < ever.size(); ++at) ever[at] |= drawn[at];
  }
  for (std::uint8_t byte : ever) EXPECT_NE(byte, 0);
}

}  // namespace
}  // namespace lawful
