#include "packs/embedded_law.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gtest/gtest.h"

namespace lawful {
namespace {

TEST(EmbeddedLaw, IsInByteOrderOfItsPaths) {
  for (auto files : {embedded_law(), embedded_calendar()}) {
    EXPECT_TRUE(std::ranges::is_sorted(files, {}, &EmbeddedFile::path));
    EXPECT_EQ(std::ranges::adjacent_find(files, {}, &EmbeddedFile::path), files.end());
  }
}

TEST(EmbeddedLaw, HoldsTheBytesOfEachFile) {
  for (auto files : {embedded_law(), embedded_calendar()}) {
    for (const EmbeddedFile& file : files) {
      std::ifstream in(std::string(file.path), std::ios::binary);
      ASSERT_TRUE(in) << file.path;
      std::string bytes(std::istreambuf_iterator<char>(in), {});
      EXPECT_EQ(file.text, bytes) << file.path;
    }
  }
}

TEST(EmbeddedLaw, LeavesNoMarkdownFileOut) {
  std::size_t count = 0;
  if (std::filesystem::exists("law")) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator("law")) {
      if (entry.path().extension() == ".md") ++count;
    }
  }
  EXPECT_EQ(embedded_law().size(), count);
}

TEST(EmbeddedLaw, LeavesNoYearOfTheCalendarOut) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("law/calendar")) {
    if (entry.path().extension() == ".toml") ++count;
  }
  EXPECT_GT(count, 1u);
  EXPECT_EQ(embedded_calendar().size(), count);
}

}  // namespace
}  // namespace lawful
