#include "crypto/blind_index.h"

#include "crypto/hash.h"
#include "crypto/mac.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

Context kind() { return Context("test.item").text("I-1").number(7); }

IndexKey index_key(int from, std::uint32_t version) {
  return {key_of<Secret<ForIndexing>>(counting(from, 32)), version};
}

// From an independent implementation of the layout in the header.
TEST(BlindIndex, HasTheStoredFormat) {
  const auto index = blind_index(index_key(0, 3), kind(), "value");
  ASSERT_TRUE(index);
  EXPECT_EQ(index->version, 3U);
  EXPECT_EQ(text_of(index->bytes),
            bytes_from_hex("5f7bd514613f1445bf5dc92936c5a8631b0437e7572b4c03f9ec47d5592ddba6"));
}

TEST(BlindIndex, IsTheSameForTheSameValueAlone) {
  const BlindIndex index = *blind_index(index_key(0, 3), kind(), "value");
  EXPECT_EQ(*blind_index(index_key(0, 3), kind(), "value"), index);
  EXPECT_NE(*blind_index(index_key(0, 3), kind(), "Value"), index);
  EXPECT_NE(*blind_index(index_key(0, 3), Context("test.other"), "value"), index);
  EXPECT_NE(blind_index(index_key(1, 3), kind(), "value")->bytes, index.bytes);
}

TEST(BlindIndex, DiffersBetweenVersionsEvenOfOneSecret) {
  EXPECT_NE(blind_index(index_key(0, 4), kind(), "value")->bytes,
            blind_index(index_key(0, 3), kind(), "value")->bytes);
}

TEST(BlindIndex, IsNeitherAPlainHashNorAMac) {
  const BlindIndex index = *blind_index(index_key(0, 3), kind(), "value");
  EXPECT_NE(index.bytes, sha256("value").bytes);
  EXPECT_NE(index.bytes, make_mac(key_of<MacKey>(counting(0, 32)), kind(), "value").bytes);
}

TEST(BlindIndex, OfNothingIsRefused) {
  const auto index = blind_index(index_key(0, 3), kind(), "");
  ASSERT_FALSE(index);
  EXPECT_EQ(index.error().code, Code::kInvalid);
  EXPECT_EQ(index.error().message, "an empty value has no index");
}

}  // namespace
}  // namespace lawful
