// The real law, written in layouts that nobody would choose: whatever the blanks, line ends and
// comments, the formatter gives the settled layout, loses no comment and changes no law.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "rules/format_fence.h"
#include "rules/format_law.h"
#include "rules/law_text_test.h"
#include "rules/parse_markdown.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

std::vector<SourceFile> law_of_the_tree() {
  std::vector<SourceFile> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator("law")) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().string(), {std::istreambuf_iterator<char>(in), {}}});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return files;
}

std::vector<Fence> fences_of(const SourceFile& file) {
  Messages messages({file.path});
  return scan_markdown(file.text, 0, messages).fences;
}

// Writes a file anew with the same tokens, between which it puts blanks, line ends and, where
// `comments` says how often, comments.
class RandomLayout {
 public:
  RandomLayout(std::uint64_t seed, double comments) : random_(seed), comments_(comments) {}

  SourceFile of(const SourceFile& file) {
    std::string out;
    std::size_t copied = 0;
    for (const Fence& fence : fences_of(file)) {
      const auto begin = static_cast<std::size_t>(fence.body.data() - file.text.data());
      out.append(file.text, copied, begin - copied);
      out += body_of(fence);
      copied = begin + fence.body.size();
    }
    return {file.path, out.append(file.text, copied)};
  }

  const std::vector<std::string>& comments() const { return written_; }

 private:
  std::string body_of(const Fence& fence) {
    Messages messages({""});
    const std::vector<Token> tokens = lex(fence.body, fence.at, messages);
    std::string out;
    const char* end = fence.body.data();
    for (const Token& token : tokens) {
      if (token.kind == TokenKind::kEnd) break;
      const bool text = token.kind == TokenKind::kText;
      const char* const begin = token.text.data() - (text ? 1 : 0);
      const std::string_view gap(end, static_cast<std::size_t>(begin - end));
      if (gap.find('#') != std::string_view::npos) {
        keep(gap, out);
      } else {
        out += token.first ? between_statements(gap, out.empty()) : between_tokens(gap);
      }
      end = token.text.data() + token.text.size() + (text ? 1 : 0);
      out.append(begin, end);
    }
    const std::string_view rest(
        end, static_cast<std::size_t>(fence.body.data() + fence.body.size() - end));
    if (rest.find('#') == std::string_view::npos) return out + between_statements("", out.empty());
    keep(rest, out);
    return out;
  }

  // A gap with comments of its own stays as it is.
  void keep(std::string_view gap, std::string& out) {
    out += gap;
    for (std::size_t at = gap.find('#'); at != std::string_view::npos; at = gap.find('#', at)) {
      const std::size_t line = std::min(gap.find('\n', at), gap.size());
      written_.emplace_back(gap.substr(at, line - at));
      at = line;
    }
  }

  std::string between_tokens(std::string_view gap) {
    if (gap.empty() && !chance(0.2)) return "";
    std::string out = blanks();
    while (chance(comments_)) out += comment() + "\n" + blanks();
    if (chance(0.2)) out += "\n" + blanks();
    return out;
  }

  // An empty line between two statements has a meaning for people, so it is never put or taken.
  std::string between_statements(std::string_view gap, bool at_start) {
    std::string out = at_start ? "" : chance(0.3) ? blanks() + "\n" : "\n";
    if (std::count(gap.begin(), gap.end(), '\n') > 1) out += chance(0.5) ? "\n" : " \n\n\n";
    while (chance(comments_)) out += (chance(0.5) ? "" : blanks()) + comment() + "\n";
    return out;
  }

  std::string comment() {
    written_.push_back("# note " + std::to_string(written_.size()) + " \"“注” [");
    return written_.back();
  }

  std::string blanks() {
    constexpr std::array<const char*, 4> kBlanks = {" ", "   ", "\t", "         "};
    return kBlanks[random_() % kBlanks.size()];
  }

  bool chance(double p) { return std::uniform_real_distribution<>(0, 1)(random_) < p; }

  std::mt19937_64 random_;
  double comments_;
  std::vector<std::string> written_;
};

std::vector<std::string> comments_in(const SourceFile& file) {
  std::vector<std::string> out;
  for (const Fence& fence : fences_of(file))
    for (const std::string_view word : words_of(fence))
      if (word.starts_with('#')) out.emplace_back(word);
  return out;
}

TEST(FormatLawProperty, AnyLayoutBecomesTheSettledOne) {
  const std::uint64_t seed = lawful::testing::property_seed();
  for (const SourceFile& file : law_of_the_tree()) {
    const SourceFile other = RandomLayout(seed, 0).of(file);
    if (!fences_of(file).empty()) {
      EXPECT_NE(other.text, file.text);
    }
    const Result<std::string> settled = format_law(file);
    const Result<std::string> formatted = format_law(other);
    ASSERT_TRUE(settled) << settled.error().message;
    ASSERT_TRUE(formatted) << formatted.error().message;
    EXPECT_TRUE(*formatted == *settled) << file.path;
  }
}

TEST(FormatLawProperty, EveryCommentStaysAndAgainChangesNothing) {
  const std::uint64_t seed = lawful::testing::property_seed();
  std::size_t comments = 0;
  for (const SourceFile& file : law_of_the_tree()) {
    RandomLayout layout(seed, 0.05);
    const SourceFile other = layout.of(file);
    const Result<std::string> formatted = format_law(other);
    ASSERT_TRUE(formatted) << formatted.error().message;
    EXPECT_EQ(comments_in({file.path, *formatted}), layout.comments());
    comments += layout.comments().size();
    const Result<std::string> again = format_law({file.path, *formatted});
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_TRUE(*again == *formatted) << file.path;
  }
  EXPECT_GT(comments, 100u);
}

TEST(FormatLawProperty, TheLawStaysTheSame) {
  const std::uint64_t seed = lawful::testing::property_seed();
  const std::vector<SourceFile> files = law_of_the_tree();
  std::vector<SourceFile> formatted;
  for (const SourceFile& file : files) {
    const Result<std::string> text = format_law(RandomLayout(seed, 0.02).of(file));
    ASSERT_TRUE(text) << text.error().message;
    formatted.push_back({file.path, *text});
  }
  const Loaded before = load_law(files, {});
  const Loaded after = load_law(formatted, {});
  ASSERT_TRUE(before.ok() && after.ok());
  EXPECT_FALSE(before.law.rules.empty());
  EXPECT_TRUE(lawful::testing::law_text(before.law) == lawful::testing::law_text(after.law));
}

}  // namespace
}  // namespace lawful
