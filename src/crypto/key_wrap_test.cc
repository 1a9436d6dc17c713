#include "crypto/key_wrap.h"

#include <set>

#include "crypto/aead.h"
#include "crypto/mac.h"
#include "crypto/random.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

Context whose() { return Context("test.item").text("I-1").number(7); }

TEST(WrapKey, UnwrapsToTheSameKey) {
  const WrappingKey wrapping = random_key<WrappingKey>();
  const WrappedKey wrapped = wrap_key(wrapping, key_of<SealKey>(counting(32, 32)), whose());
  const auto key = unwrap_key<SealKey>(wrapping, wrapped, whose());
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(text_of(key->reveal_key_bytes()), counting(32, 32));
  EXPECT_EQ(text_of(wrapped.bytes).find(counting(32, 4)), std::string::npos);
}

// From an independent implementation of the layout in the header.
TEST(WrapKey, HasTheStoredFormat) {
  const WrappedKey wrapped{array_of<61>(bytes_from_hex(
      "01a0a1a2a3a4a5a6a7a8a9aaabc6395e0e61ee24984a4cadf82b57eef1409d6b23a682745ba4371cbd"
      "43964b3e3e20ea7caa2d67cab4898a9bb4462b28"))};
  const auto key = unwrap_key<SealKey>(key_of<WrappingKey>(counting(0, 32)), wrapped, whose());
  ASSERT_TRUE(key) << key.error().message;
  EXPECT_EQ(text_of(key->reveal_key_bytes()), counting(32, 32));
}

TEST(WrapKey, NeverGivesTheSameBytesTwice) {
  const WrappingKey wrapping = random_key<WrappingKey>();
  const SealKey key = random_key<SealKey>();
  std::set<std::string> nonces;
  for (int i = 0; i < 1000; ++i) {
    nonces.insert(text_of(wrap_key(wrapping, key, whose()).bytes).substr(1, 12));
  }
  EXPECT_EQ(nonces.size(), 1000U);
}

TEST(UnwrapKey, RefusesAChangeOfAnyBit) {
  const WrappingKey wrapping = random_key<WrappingKey>();
  const WrappedKey wrapped = wrap_key(wrapping, random_key<SealKey>(), whose());
  for (std::size_t at = 0; at < wrapped.bytes.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      WrappedKey changed = wrapped;
      changed.bytes[at] = static_cast<std::uint8_t>(changed.bytes[at] ^ (1 << bit));
      const auto key = unwrap_key<SealKey>(wrapping, changed, whose());
      ASSERT_FALSE(key) << "byte " << at << ", bit " << bit;
      EXPECT_EQ(key.error().code, Code::kCorrupt);
    }
  }
}

TEST(UnwrapKey, RefusesAnotherWrappingKeyContextUseOrFormat) {
  const WrappingKey wrapping = random_key<WrappingKey>();
  WrappedKey wrapped = wrap_key(wrapping, random_key<SealKey>(), whose());
  EXPECT_FALSE(unwrap_key<SealKey>(random_key<WrappingKey>(), wrapped, whose()));
  EXPECT_FALSE(unwrap_key<SealKey>(wrapping, wrapped, Context("test.item").text("I-2").number(7)));
  EXPECT_FALSE(unwrap_key<MacKey>(wrapping, wrapped, whose()));
  EXPECT_TRUE(unwrap_key<SealKey>(wrapping, wrapped, whose()));
  wrapped.bytes[0] = 2;
  EXPECT_EQ(unwrap_key<SealKey>(wrapping, wrapped, whose()).error().message,
            "a wrapped key has a format that this program does not know");
}

TEST(UnwrapKey, IsNotUnsealing) {
  // One secret in two roles does not let a wrapped key be opened as plain bytes.
  const WrappedKey wrapped =
      wrap_key(key_of<WrappingKey>(counting(0, 32)), random_key<SealKey>(), whose());
  EXPECT_FALSE(unseal(key_of<SealKey>(counting(0, 32)), whose(), text_of(wrapped.bytes)));
}

}  // namespace
}  // namespace lawful
