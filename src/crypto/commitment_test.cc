#include "crypto/commitment.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/bytes.h"
#include "crypto/random.h"

namespace lawful {
namespace {

CommitSalt salt_of(std::uint8_t byte) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(byte);
  return CommitSalt::take(bytes);
}

// Keys of RFC 4231 have other lengths; case 1 has 20 bytes, which HMAC pads with zeroes, as it does
// here.
TEST(Commitment, IsHmacSha256OverTheMessageAlone) {
  std::array<std::uint8_t, 32> key{};
  std::fill_n(key.begin(), 20, std::uint8_t{0x0b});
  EXPECT_EQ(to_hex(as_text(commit(CommitSalt::take(key), "Hi There").bytes)),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST(Commitment, OpensWithItsSaltAndMessageAlone) {
  const Commitment shown = commit(salt_of(1), "row");
  EXPECT_TRUE(check_commitment(salt_of(1), "row", shown));
  EXPECT_EQ(check_commitment(salt_of(2), "row", shown).error().code, Code::kCorrupt);
  EXPECT_FALSE(check_commitment(salt_of(1), "rows", shown));
  Commitment other = shown;
  other.bytes[31] ^= 1;
  EXPECT_FALSE(check_commitment(salt_of(1), "row", other));
}

}  // namespace
}  // namespace lawful
