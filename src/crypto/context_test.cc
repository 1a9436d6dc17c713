#include "crypto/context.h"

#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

TEST(Context, HasTheEncodingThatStoredBytesRestOn) {
  EXPECT_EQ(Context("test.item").text("I-1").number(7).encoded(),
            bytes_from_hex("6c0000000000000009746573742e6974656d"
                           "740000000000000003492d31"
                           "6e00000000000000080000000000000007"));
  EXPECT_EQ(Context("t").number(0x0102030405060708).encoded(),
            bytes_from_hex("6c0000000000000001746e00000000000000080102030405060708"));
}

TEST(Context, KeepsPartsApart) {
  const auto base = Context("a").text("ab").text("c").encoded();
  EXPECT_NE(base, Context("a").text("a").text("bc").encoded());
  EXPECT_NE(base, Context("a").text("abc").encoded());
  EXPECT_NE(base, Context("a").text("abc").text("").encoded());
  EXPECT_NE(Context("a").text("b").encoded(), Context("ab").encoded());
  EXPECT_NE(Context("a").text(bytes_from_hex("0000000000000007")).encoded(),
            Context("a").number(7).encoded());
  // A text that spells out another part is still one text.
  const auto part = Context("a").text("b").encoded().substr(Context("a").encoded().size());
  EXPECT_NE(Context("a").text("x" + part).encoded(), Context("a").text("x").text("b").encoded());
}

}  // namespace
}  // namespace lawful
