#include "app/output_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "gtest/gtest.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class NewFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "lawful-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path folder_;
};

TEST_F(NewFileTest, IsWrittenWholeAndNothingElseIsLeft) {
  ASSERT_TRUE(new_file((folder_ / "a.toml").string(), "x = 1\n").has_value());
  EXPECT_EQ(read(folder_ / "a.toml"), "x = 1\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(NewFileTest, NeverTakesThePlaceOfAnother) {
  const std::string path = (folder_ / "a.toml").string();
  ASSERT_TRUE(new_file(path, "mine").has_value());
  const auto again = new_file(path, "other");
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().code, Code::kInvalid);
  EXPECT_EQ(read(path), "mine");
  EXPECT_TRUE(new_file(path, "mine").has_value());
}

TEST_F(NewFileTest, NeedsItsFolder) {
  EXPECT_FALSE(new_file((folder_ / "none" / "a.toml").string(), "x").has_value());
}

}  // namespace
}  // namespace lawful
