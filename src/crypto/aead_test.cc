#include "crypto/aead.h"

#include <set>

#include "crypto/random.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

constexpr std::string_view kPlaintext = "plain bytes";

Context item() { return Context("test.item").text("I-1").number(7); }

TEST(Seal, OpensUnderTheSameKeyAndContext) {
  const SealKey key = random_key<SealKey>();
  for (const std::string& plaintext :
       {std::string(), std::string(1, '\0'), std::string(kPlaintext), std::string(100'000, 'x')}) {
    const auto sealed = seal(key, item(), plaintext);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(sealed->size(), plaintext.size() + kSealOverhead);
    const auto opened = unseal(key, item(), *sealed);
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(*opened, plaintext);
  }
}

// Made by an independent implementation from the layout in the header, so that
// what is stored today opens tomorrow.
TEST(Seal, HasTheStoredFormat) {
  const auto opened =
      unseal(key_of<SealKey>(counting(0, 32)), item(),
             bytes_from_hex("01a0a1a2a3a4a5a6a7a8a9aaab96741d442beb60c61600f4cb8a23ff89ab"
                            "edba955c0c04ac979e45"));
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(*opened, kPlaintext);
}

TEST(Seal, NeverUsesANonceTwice) {
  const SealKey key = random_key<SealKey>();
  std::set<std::string> nonces;
  for (int i = 0; i < 1000; ++i) nonces.insert(seal(key, item(), kPlaintext)->substr(1, 12));
  EXPECT_EQ(nonces.size(), 1000U);
}

TEST(Seal, DoesNotHoldThePlaintext) {
  const std::string plaintext(64, 'p');
  const auto sealed = seal(random_key<SealKey>(), item(), plaintext);
  EXPECT_EQ(sealed->find("ppp"), std::string::npos);
}

TEST(Seal, RefusesWhatIsTooLong) {
  const SealKey key = random_key<SealKey>();
  const std::string plaintext(kSealedMax + 1, 'x');
  EXPECT_EQ(seal(key, item(), plaintext).error().code, Code::kInvalid);
  EXPECT_TRUE(seal(key, item(), std::string_view(plaintext).substr(1)));
  const std::string sealed(kSealedMax + kSealOverhead + 1, '\1');
  EXPECT_EQ(unseal(key, item(), sealed).error().message,
            "sealed bytes are longer than any that are made");
}

TEST(Unseal, RefusesAChangeOfAnyBit) {
  const SealKey key = random_key<SealKey>();
  const std::string sealed = *seal(key, item(), kPlaintext);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = sealed;
      changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
      const auto opened = unseal(key, item(), changed);
      ASSERT_FALSE(opened) << "byte " << at << ", bit " << bit;
      EXPECT_EQ(opened.error().code, Code::kCorrupt);
    }
  }
}

TEST(Unseal, RefusesEveryOtherLength) {
  const SealKey key = random_key<SealKey>();
  const std::string sealed = *seal(key, item(), kPlaintext);
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_EQ(unseal(key, item(), sealed.substr(0, size)).error().code, Code::kCorrupt) << size;
    EXPECT_FALSE(unseal(key, item(), sealed.substr(sealed.size() - size))) << size;
  }
  EXPECT_FALSE(unseal(key, item(), sealed + '\0'));
  EXPECT_EQ(unseal(key, item(), "").error().message, "sealed bytes are too short to be any");
}

TEST(Unseal, RefusesAnotherKeyContextOrFormat) {
  const SealKey key = random_key<SealKey>();
  std::string sealed = *seal(key, item(), kPlaintext);
  EXPECT_FALSE(unseal(random_key<SealKey>(), item(), sealed));
  EXPECT_FALSE(unseal(key, Context("test.item").text("I-2").number(7), sealed));
  EXPECT_FALSE(unseal(key, Context("test.item").text("I-1").number(8), sealed));
  EXPECT_FALSE(unseal(key, Context("test.item").text("I-1"), sealed));
  EXPECT_FALSE(unseal(key, Context("test.other").text("I-1").number(7), sealed));
  EXPECT_TRUE(unseal(key, item(), sealed));
  sealed[0] = 2;
  EXPECT_EQ(unseal(key, item(), sealed).error().message,
            "sealed bytes have a format that this program does not know");
}

}  // namespace
}  // namespace lawful
