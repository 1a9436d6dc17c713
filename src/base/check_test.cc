#include "base/check.h"

#include "gtest/gtest.h"

namespace lawful {
namespace {

TEST(Check, PassesInSilence) {
  CHECK(1 + 1 == 2);
  SUCCEED();
}

TEST(CheckDeathTest, WritesOneLogLineAndAborts) {
  const bool open = false;
  EXPECT_DEATH(CHECK(open), R"(\{"level":"fatal","event":"check.failed","condition":"open",.*)");
}

TEST(CheckDeathTest, NamesTheFileRelativeToTheTree) {
  EXPECT_DEATH(CHECK(false), R"("file":"src/base/check_test.cc","line":[0-9]+\})");
}

TEST(CheckDeathTest, KeepsTheLineJsonWhenTheConditionHoldsQuotes) {
  const char* word = "a";
  EXPECT_DEATH(CHECK(word[0] == "b"[0]), R"("condition":"word\[0\] == 'b'\[0\]")");
}

}  // namespace
}  // namespace lawful
