#include "base/whole_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace lawful {
namespace {

class WholeFile : public testing::Test {
 protected:
  WholeFile() { std::filesystem::create_directories(folder_); }
  ~WholeFile() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("whole-file-" + std::to_string(::getpid()));
};

TEST_F(WholeFile, IsReadAsItWasWritten) {
  const std::string bytes(200'000, 'x');
  ASSERT_TRUE(write_whole_file(folder_ / "a/b/file", bytes));
  EXPECT_EQ(read_whole_file(folder_ / "a/b/file", bytes.size()).value(), bytes);
  ASSERT_TRUE(write_whole_file(folder_ / "a/b/file", ""));
  EXPECT_EQ(read_whole_file(folder_ / "a/b/file", 10).value(), "");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "a/b/file.new"));
}

TEST_F(WholeFile, BeyondTheLimitIsRefused) {
  ASSERT_TRUE(write_whole_file(folder_ / "file", "abc"));
  EXPECT_TRUE(read_whole_file(folder_ / "file", 3));
  EXPECT_EQ(read_whole_file(folder_ / "file", 2).error().code, Code::kInvalid);
}

TEST_F(WholeFile, ThatIsNotThereIsNamed) {
  const auto missing = read_whole_file(folder_ / "none", 3);
  EXPECT_EQ(missing.error().code, Code::kNotFound);
  EXPECT_NE(missing.error().message.find("none`: No such file"), std::string::npos);
}

TEST_F(WholeFile, KeepsItsContentWhenTheNewOneCannotBeWritten) {
  ASSERT_TRUE(write_whole_file(folder_ / "file", "old"));
  std::filesystem::create_directories(folder_ / "file.new");
  EXPECT_EQ(write_whole_file(folder_ / "file", "new").error().code, Code::kUnavailable);
  EXPECT_EQ(read_whole_file(folder_ / "file", 3).value(), "old");
}

}  // namespace
}  // namespace lawful
