#include "base/result.h"

#include "gtest/gtest.h"

namespace lawful {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(Code::kInvalid, "odd");
  return n / 2;
}

Result<void> even(int n) {
  TRY_VOID(half(n));
  return {};
}

Result<int> quarter(int n) {
  TRY(int once, half(n));
  TRY(int twice, half(once));
  return twice;
}

TEST(Try, DeclaresTheValue) { EXPECT_EQ(quarter(12).value(), 3); }

TEST(Try, ReturnsTheFirstError) {
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(quarter(6).error().code, Code::kInvalid);
}

TEST(TryVoid, ReturnsOnlyAnError) {
  EXPECT_TRUE(even(2));
  EXPECT_EQ(even(3).error().message, "odd");
}

TEST(Exit, TellsAWrongCallFromWrongDataFromOurOwnFault) {
  EXPECT_EQ(exit_status(Exit::kUsage), 64);
  EXPECT_EQ(exit_status(Code::kInvalid), 65);
  EXPECT_EQ(exit_status(Code::kCorrupt), 70);
}

}  // namespace
}  // namespace lawful
