// Runs tests/law/good and tests/law/bad: what the loader says of each case, word for word. The form
// of a case is told in tests/law/README.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "rules/format_law.h"
#include "rules/law_text_test.h"
#include "rules/load.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Transcript {
  std::vector<SourceFile> files;
  std::string output;
};

Transcript transcript_of(const fs::path& path) {
  constexpr std::string_view kFile = "````file ";
  std::map<std::string, std::string> files = {
      {"law/vocabulary.md", read("tests/law/base/vocabulary.md")},
      {"law/demo/v1/00-head.md", read("tests/law/base/head.md")}};
  std::string output;
  std::istringstream in(read(path));
  std::string* into = nullptr;
  std::string_view end;
  for (std::string line; std::getline(in, line);) {
    if (into && line == end) {
      into = nullptr;
    } else if (into) {
      *into += line + "\n";
    } else if (line.starts_with(kFile)) {
      into = &files[line.substr(kFile.size())];
      into->clear();
      end = "````";
    } else if (line == "```output") {
      into = &output;
      end = "```";
    }
  }
  Transcript out;
  for (auto& [name, text] : files) out.files.push_back({name, std::move(text)});
  out.output = std::move(output);
  return out;
}

// Errors, or where there are none warnings.
std::string messages_of(const Loaded& loaded) {
  std::string out;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (loaded.ok() || diagnostic.severity == Severity::kError) out += to_string(diagnostic) + "\n";
  return out;
}

// Also called when tests are only listed, from whatever folder: there it finds none.
std::vector<std::string> cases_in(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code missing;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, missing))
    out.push_back(entry.path().stem().string());
  std::sort(out.begin(), out.end());
  return out;
}

TEST(LoadTranscripts, AreFound) {
  EXPECT_GT(cases_in("tests/law/bad").size(), 80u);
  EXPECT_GT(cases_in("tests/law/good").size(), 5u);
}

std::string name_of(const ::testing::TestParamInfo<std::string>& info) {
  std::string out = info.param;
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

class LoadBad : public ::testing::TestWithParam<std::string> {};
TEST_P(LoadBad, SaysExactlyThis) {
  const Transcript transcript = transcript_of("tests/law/bad/" + GetParam() + ".md");
  const Loaded loaded = load_law(transcript.files, {});
  EXPECT_FALSE(loaded.diagnostics.empty());
  EXPECT_EQ(messages_of(loaded), transcript.output);
}
INSTANTIATE_TEST_SUITE_P(Case, LoadBad, ::testing::ValuesIn(cases_in("tests/law/bad")), name_of);

class LoadGood : public ::testing::TestWithParam<std::string> {};
TEST_P(LoadGood, SaysNothingAndGivesThis) {
  const Transcript transcript = transcript_of("tests/law/good/" + GetParam() + ".md");
  const Loaded loaded = load_law(transcript.files, {});
  ASSERT_EQ(messages_of(loaded), "");
  EXPECT_EQ(lawful::testing::law_text(loaded.law), transcript.output);
}
TEST_P(LoadGood, GivesThisWhenFormattedToo) {
  Transcript transcript = transcript_of("tests/law/good/" + GetParam() + ".md");
  for (SourceFile& file : transcript.files) {
    const Result<std::string> formatted = format_law(file);
    ASSERT_TRUE(formatted) << formatted.error().message;
    file.text = *formatted;
  }
  const Loaded loaded = load_law(transcript.files, {});
  ASSERT_EQ(messages_of(loaded), "");
  EXPECT_EQ(lawful::testing::law_text(loaded.law), transcript.output);
}
INSTANTIATE_TEST_SUITE_P(Case, LoadGood, ::testing::ValuesIn(cases_in("tests/law/good")), name_of);

}  // namespace
}  // namespace lawful
