#include "crypto/hash.h"

#include "gtest/gtest.h"

namespace lawful {
namespace {

// The examples that FIPS 180-4 is published with.
TEST(Sha256, OfThePublishedExamples) {
  EXPECT_EQ(sha256("").hex(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc").hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq").hex(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')).hex(),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, ComparesByItsBytes) {
  EXPECT_EQ(sha256("a"), sha256("a"));
  EXPECT_NE(sha256("a"), sha256("b"));
  EXPECT_LT(Sha256{}, sha256("a"));
}

}  // namespace
}  // namespace lawful
