#include "crypto/base64.h"

#include <gtest/gtest.h>

#include <utility>

namespace lawful {
namespace {

TEST(Base64, AgreesWithTheRfc) {
  const std::pair<std::string, std::string> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(to_base64(bytes), text);
    EXPECT_EQ(from_base64(text).value(), bytes);
  }
}

TEST(Base64, HasOneSpellingOfEveryValue) {
  for (const char* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Zm9v\n", " Zm9v",
                           "Zm9v====", "====", "Zg==Zg==", "Zm-v", "Zm_v", "Z=g="}) {
    EXPECT_FALSE(from_base64(text)) << text;
  }
}

}  // namespace
}  // namespace lawful
