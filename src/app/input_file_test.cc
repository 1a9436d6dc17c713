#include "app/input_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

Result<std::string> read_from(const std::string& path, std::istream& in) {
  std::ostringstream out;
  const ManualClock clock(Instant{});
  Console console{in, out, out, clock, [](const char*) { return std::string(); }};
  return read_bytes(path, console);
}

std::string error_of(const std::string& path) {
  std::istringstream in;
  const auto bytes = read_from(path, in);
  return bytes ? "" : bytes.error().message;
}

TEST(ReadBytes, ReadsAFileAndStandardInput) {
  const std::string path = testing::TempDir() + "lawful_input_file_test.toml";
  std::ofstream(path) << "a = 1\n";
  std::istringstream in("b = 2\n");
  EXPECT_EQ(read_from(path, in).value(), "a = 1\n");
  EXPECT_EQ(read_from("-", in).value(), "b = 2\n");
  std::filesystem::remove(path);
}

TEST(ReadBytes, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(error_of("no/such/file.toml"), "no/such/file.toml: there is no such file");
  EXPECT_EQ(error_of("/"), "/: is a folder; name the files in it, such as `/*.toml`");
  EXPECT_THAT(error_of("/dev/zero"), testing::HasSubstr("larger than 16 MiB"));
}

TEST(FormatOf, GoesByTheExtensionThenByTheFirstByte) {
  EXPECT_EQ(format_of("a.toml", "{}"), Format::kToml);
  EXPECT_EQ(format_of("a.json", "a = 1"), Format::kJson);
  EXPECT_EQ(format_of("-", " \n{}"), Format::kJson);
  EXPECT_EQ(format_of("-", "\xEF\xBB\xBF{}"), Format::kJson);
  EXPECT_EQ(format_of("a", "a = {}"), Format::kToml);
  EXPECT_EQ(format_of("a", ""), Format::kToml);
}

}  // namespace
}  // namespace lawful
