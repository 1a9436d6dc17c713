#include "rules/load.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "crypto/hash.h"

namespace lawful {
namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<SourceFile> base() {
  return {{"law/vocabulary.md", read("tests/law/base/vocabulary.md")},
          {"law/demo/v1/00-head.md", read("tests/law/base/head.md")}};
}

SourceFile pack_file(std::string path, std::string_view law) {
  return {std::move(path), "---\npack: demo@v1\n---\n```law\n" + std::string(law) + "\n```\n"};
}

std::vector<SourceFile> base_and(std::string_view law) {
  std::vector<SourceFile> files = base();
  files.push_back(pack_file("law/demo/v1/10-case.md", law));
  return files;
}

std::string messages_of(const Loaded& loaded) {
  std::string out;
  for (const Diagnostic& diagnostic : loaded.diagnostics) out += to_string(diagnostic) + "\n";
  return out;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// A second pack of the law, as a draft.
SourceFile draft() {
  std::string text = replaced(read("tests/law/base/head.md"), "demo@v1", "demo@draft");
  return {"law/demo/draft/00-head.md",
          replaced(std::move(text), "status: enacted", "status: draft")};
}

TEST(LoadLaw, TheLawOfThisTreeHasNoErrors) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("law"))
    if (entry.path().extension() == ".md")
      files.push_back({entry.path().string(), read(entry.path())});
  const Loaded loaded = load_law(files, {});
  EXPECT_TRUE(loaded.ok()) << messages_of(loaded);
  EXPECT_FALSE(loaded.law.rules.empty());
}

TEST(LoadLaw, NothingIsNoLaw) {
  const Loaded loaded = load_law({}, {});
  EXPECT_FALSE(loaded.ok());
  EXPECT_EQ(messages_of(loaded), "error: no file declares facts; load the vocabulary\n");
}

TEST(LoadLaw, PlacesTheBuiltInFactsFirst) {
  const Loaded loaded = load_law(base(), {});
  ASSERT_TRUE(loaded.ok()) << messages_of(loaded);
  EXPECT_EQ(loaded.law.vocabulary[kActKind].id, "act.kind");
  EXPECT_EQ(loaded.law.vocabulary[kActKind].values[1].label.zh, "提供");
  EXPECT_EQ(loaded.law.vocabulary[kActDate].id, "act.date");
  EXPECT_EQ(loaded.law.vocabulary[kActDate].type, FactType::kDate);
}

TEST(LoadLaw, StoresAnAnyOfFactAsOneYesNoFactAValue) {
  const Loaded loaded = load_law(base(), {});
  const Vocabulary& words = loaded.law.vocabulary;
  EXPECT_FALSE(words.find("book.topics"));
  const auto law = words.find("book.topics.law");
  ASSERT_TRUE(law);
  EXPECT_EQ(words[*law].type, FactType::kYesNo);
  EXPECT_EQ(words[*law].family, "book.topics");
  EXPECT_EQ(words[*law].means.en, "law");
  EXPECT_EQ(words[*law].ask.en, "What is the book about? (law)");
  const Family& family = words.families[words.family_by_stem.find("book.topics")->second];
  EXPECT_EQ(family.members.size(), 2u);
  EXPECT_EQ(family.members[1], *law);
}

TEST(LoadLaw, DigestIsThatOfSha256sum) {
  std::vector<SourceFile> files = base_and("define a [1.1] := yes");
  std::swap(files[1], files[2]);
  const Loaded loaded = load_law(files, {});
  const std::string lines = sha256(files[2].text).hex() + "  00-head.md\n" +
                            sha256(files[1].text).hex() + "  10-case.md\n";
  EXPECT_EQ(loaded.law.packs[0].digest, sha256(lines).hex());
  EXPECT_EQ(loaded.law.vocabulary_digest,
            sha256(sha256(files[0].text).hex() + "  vocabulary.md\n").hex());
}

TEST(LoadLaw, ReadsFilesInTheOrderOfTheirNames) {
  std::vector<SourceFile> files = base();
  files.push_back(pack_file("law/demo/v1/30.md", "define c [1.1] := yes"));
  files.push_back(pack_file("law/demo/v1/20.md", "define b [1.1] := yes"));
  const Loaded loaded = load_law(files, {});
  ASSERT_EQ(loaded.law.rules.size(), 3u);
  EXPECT_EQ(loaded.law.rules[1].id, "demo.b");
  EXPECT_EQ(loaded.law.packs[0].files,
            (std::vector<std::string>{"law/demo/v1/00-head.md", "law/demo/v1/20.md",
                                      "law/demo/v1/30.md"}));
}

TEST(LoadLaw, TakesThePacksThatAreNamed) {
  std::vector<SourceFile> files = base();
  files.push_back(draft());
  const Loaded standard = load_law(files, {});
  ASSERT_TRUE(standard.ok()) << messages_of(standard);
  ASSERT_EQ(standard.law.packs.size(), 1u);
  EXPECT_EQ(standard.law.packs[0].version, "v1");
  const Loaded drafted = load_law(files, {{"demo@draft", "demo@draft"}});
  ASSERT_TRUE(drafted.ok()) << messages_of(drafted);
  ASSERT_EQ(drafted.law.packs.size(), 1u);
  EXPECT_EQ(drafted.law.packs[0].version, "draft");
  EXPECT_EQ(messages_of(load_law(files, {{"demo@drift"}})),
            "error: no pack `demo@drift`; did you mean `demo@draft`?\n");
}

TEST(LoadLaw, ChecksPacksThatDoNotTakePart) {
  std::vector<SourceFile> files = base();
  files.push_back(draft());
  files.back().text = replaced(files.back().text, "loan.agreed", "loan.agred");
  for (const LoadOptions& options :
       {LoadOptions{}, LoadOptions{{"demo@v1"}}, LoadOptions{{"demo@draft"}}})
    EXPECT_NE(messages_of(load_law(files, options))
                  .find("law/demo/draft/00-head.md:19:34: error: unknown fact `loan.agred`"),
              std::string::npos);
}

TEST(LoadLaw, AcceptsWindowsLineEndsAndAByteOrderMark) {
  std::vector<SourceFile> files =
      base_and("condition a [2.1]\n  zh \"甲\" en \"a\"\n  when loan.agred\n  then yes");
  const std::string unix_messages = messages_of(load_law(files, {}));
  for (SourceFile& file : files) file.text = "\xEF\xBB\xBF" + replaced(file.text, "\n", "\r\n");
  EXPECT_EQ(messages_of(load_law(files, {})), unix_messages);
  EXPECT_NE(unix_messages.find("10-case.md:7:8: error: unknown fact"), std::string::npos);
}

TEST(LoadLaw, KeepsItsLimits) {
  std::string many;
  for (int i = 0; i < 4'096; ++i) many += "define a" + std::to_string(i) + " [1.1] := yes\n";
  EXPECT_NE(messages_of(load_law(base_and(many), {})).find("error: more than 4096 rules"),
            std::string::npos);
  std::string facts = "```facts\n";
  for (int i = 0; i < 4'096; ++i)
    facts += "fact many.f" + std::to_string(i) +
             " : yes-no\n means zh \"a\" en \"a\"\n ask zh \"a\" en \"a\"\n control nobody\n";
  std::vector<SourceFile> files = base();
  files.push_back({"law/words.md", facts + "```\n"});
  EXPECT_NE(messages_of(load_law(files, {})).find("error: more than 4096 facts"),
            std::string::npos);
  files = base();
  files.push_back({"law/words.md", std::string((std::size_t{16} << 20) + 1, ' ')});
  EXPECT_EQ(messages_of(load_law(files, {})), "law/words.md: error: a file of more than 16 MiB\n");
  std::string wrong;
  for (int i = 0; i < 2'000; ++i) wrong += "?\n";
  const Loaded loaded = load_law(base_and(wrong), {});
  EXPECT_EQ(loaded.diagnostics.size(), 1'001u);
  EXPECT_EQ(loaded.diagnostics.back().message, "1000 more messages are not shown");
}

TEST(LoadLaw, OrderOfStatementsDoesNotMatter) {
  std::vector<std::string> statements = {
      "define a [1.1] := b or reader.age < age\n",
      "define b [1.1] := holds(g)\n",
      "ground g [2.1.1] of e\n  zh \"甲\" en \"a\"\n  when loan.agreed\n",
      "entitlement e [2.1]\n  zh \"甲\" en \"a\"\n  when reading(r) = x\n",
      "param age [2.1] : years\n  2021-11-01.. = 14\n",
      "reading r [2.1]\n  zh \"甲\" en \"a\"\n  choice x default zh \"甲\" en \"a\"\n  choice y zh "
      "\"甲\" en \"a\"\n"
      "  because zh \"甲\" en \"a\"\n"};
  std::sort(statements.begin(), statements.end());
  do {
    std::string law;
    for (const std::string& statement : statements) law += statement;
    const Loaded loaded = load_law(base_and(law), {});
    ASSERT_TRUE(loaded.ok()) << messages_of(loaded) << law;
    ASSERT_EQ(loaded.law.groups.size(), 5u);
  } while (std::next_permutation(statements.begin(), statements.end()));
}

// Every sequence of a few tokens: whatever is written, the loader answers, and either loads it or
// says where it errs.
TEST(LoadLaw, AnswersEverySmallInput) {
  const std::vector<std::string> tokens = {
      "define a", "\n",          " [1.1]", " :=",      " loan.agreed", " not", " (",
      " and",     " reader.age", " <",     " 3 years", " \"",          " in {"};
  std::vector<std::size_t> picked(4);
  std::size_t loads = 0;
  const std::vector<SourceFile> files = base();
  bool more = true;
  while (more) {
    std::string law = "define x [1.1] := ";
    for (const std::size_t i : picked) law += tokens[i];
    std::vector<SourceFile> all = files;
    all.push_back(pack_file("law/demo/v1/10-case.md", law));
    const Loaded loaded = load_law(all, {});
    ++loads;
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
      ASSERT_GE(diagnostic.at.line, 4) << law;
      ASSERT_GE(diagnostic.at.column, 1) << law;
      ASSERT_FALSE(diagnostic.message.empty()) << law;
    }
    more = false;
    for (std::size_t i = 0; i < picked.size() && !more; ++i) {
      more = ++picked[i] < tokens.size();
      if (!more) picked[i] = 0;
    }
  }
  EXPECT_EQ(loads, 28'561u);
}

}  // namespace
}  // namespace lawful
