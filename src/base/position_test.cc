#include "base/position.h"

#include "gtest/gtest.h"

namespace lawful {
namespace {

TEST(Position, PrintsFileLineAndColumn) { EXPECT_EQ(to_string({"a.toml", 3, 7}), "a.toml:3:7"); }

TEST(Position, OfAWholeFileIsItsName) { EXPECT_EQ(to_string({.file = "a.toml"}), "a.toml"); }

}  // namespace
}  // namespace lawful
