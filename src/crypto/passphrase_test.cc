#include "crypto/passphrase.h"

#include "gtest/gtest.h"

namespace lawful {
namespace {

Result<Passphrase> take(std::string typed) { return Passphrase::take(typed); }

std::string bytes_of(const Passphrase& passphrase) {
  return {passphrase.reveal_bytes().begin(), passphrase.reveal_bytes().end()};
}

TEST(Passphrase, TakesWhatWasTypedAndWipesIt) {
  std::string typed = "correct horse battery staple";
  const auto passphrase = Passphrase::take(typed);
  ASSERT_TRUE(passphrase) << passphrase.error().message;
  EXPECT_EQ(bytes_of(*passphrase), "correct horse battery staple");
  EXPECT_EQ(typed, std::string(28, '\0'));
}

TEST(Passphrase, IsTheSameInEverySpellingOfTheSameText) {
  const auto composed = take("caf\u00e9 caf\u00e9 caf\u00e9");
  const auto decomposed = take("cafe\u0301 cafe\u0301 cafe\u0301");
  ASSERT_TRUE(composed && decomposed);
  EXPECT_EQ(bytes_of(*composed), bytes_of(*decomposed));
}

TEST(Passphrase, HasTwelveToAThousandAndTwentyFourBytes) {
  EXPECT_FALSE(take(""));
  EXPECT_FALSE(take(std::string(11, 'a')));
  EXPECT_TRUE(take(std::string(12, 'a')));
  EXPECT_TRUE(take(std::string(1024, 'a')));
  EXPECT_FALSE(take(std::string(1025, 'a')));
  EXPECT_TRUE(take("四个汉字"));
  // Twelve bytes typed, and nine in the form that is used.
  EXPECT_FALSE(take("e\u0301e\u0301e\u0301abc"));
  EXPECT_EQ(take("short").error().message, "a passphrase has 12 to 1024 bytes");
}

TEST(Passphrase, IsTextInOneLine) {
  for (const std::string typed :
       {"twelve bytes\xff", "twelve bytes\n", "twelve\tbytes", "twelve\x7f bytes"}) {
    const auto passphrase = take(typed);
    ASSERT_FALSE(passphrase);
    EXPECT_EQ(passphrase.error().code, Code::kInvalid);
    EXPECT_EQ(passphrase.error().message.find("twelve"), std::string::npos);
  }
}

}  // namespace
}  // namespace lawful
