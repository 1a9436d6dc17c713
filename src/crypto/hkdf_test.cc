#include "crypto/hkdf.h"

#include "crypto/aead.h"
#include "crypto/mac.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

Context purpose() { return Context("test.item").text("I-1").number(7); }

template <class Key>
std::string derived(int root, const Context& context) {
  const Key key = derive_key<Key>(key_of<RootKey>(counting(root, 32)), context);
  return text_of(key.reveal_key_bytes());
}

// From an independent implementation of the layout: label `derived-key`, the use,
// the context's encoding.
TEST(DeriveKey, GivesTheKeysThatStoredBytesRestOn) {
  EXPECT_EQ(derived<MacKey>(0, purpose()),
            bytes_from_hex("d322482a7d2d7b72231e2cc8e11f8b9c293e944d8a1ec7068cb0e2fda418d25d"));
}

TEST(DeriveKey, GivesAnotherKeyForAnotherRootContextOrUse) {
  const std::string key = derived<MacKey>(0, purpose());
  EXPECT_EQ(derived<MacKey>(0, purpose()), key);
  EXPECT_NE(derived<MacKey>(1, purpose()), key);
  EXPECT_NE(derived<MacKey>(0, Context("test.item").text("I-1").number(8)), key);
  EXPECT_NE(derived<MacKey>(0, Context("test.other").text("I-1").number(7)), key);
  EXPECT_NE(derived<SealKey>(0, purpose()), key);
  EXPECT_NE(key, counting(0, 32));
}

}  // namespace
}  // namespace lawful
