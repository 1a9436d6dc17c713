#include "app/law_coverage.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

Rule rule(const char* id, GroupId group, Sort sort, std::vector<Provision> cites) {
  Rule out;
  out.id = id;
  out.group = group;
  out.sort = sort;
  out.cites = std::move(cites);
  return out;
}

Example example(GroupId group, const char* status) {
  Example out;
  out.group = group;
  out.status = status;
  return out;
}

// Three paragraphs: one with a rule and its exception, one excused, one with its text alone.
Law law() {
  Law law;
  Pack pack;
  pack.law = "demo";
  pack.paragraphs = {{{"demo", 2, 1, 0}, "b", 0, Text{"由", "because"}, {}},
                     {{"demo", 1, 1, 0}, "a", 0, std::nullopt, {}},
                     {{"demo", 3, 1, 0}, "c", 0, std::nullopt, {}}};
  law.packs.push_back(pack);
  law.rules = {rule("demo.duty", 0, Sort::kCondition, {{"demo", 1, 1, 2}}),
               rule("demo.spared", 1, Sort::kException, {{"demo", 1, 1, 0}}),
               rule("demo.word", 2, Sort::kDefine, {{"demo", 1, 0, 0}})};
  law.groups = {
      {"demo.duty", {0}, {1}, {}}, {"demo.spared", {1}, {}, {}}, {"demo.word", {2}, {}, {}}};
  law.examples = {example(0, "met"), example(0, "violated"), example(0, "open"),
                  example(1, "applies")};
  return law;
}

TEST(LawCoverage, SaysWhatBecameOfEachParagraphInTheOrderOfTheLaw) {
  const Law demo = law();
  const auto all = coverage_of(demo);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].coverage, LawCoverage::kEncoded);
  EXPECT_EQ(all[1].coverage, LawCoverage::kExcused);
  EXPECT_EQ(all[2].coverage, LawCoverage::kTextOnly);
  EXPECT_EQ(all[0].others, std::vector<std::string>{"demo.word"});
}

TEST(LawCoverage, ParagraphWithoutTextIsNotCalledTextOnly) {
  Law demo = law();
  for (Paragraph& paragraph : demo.packs.front().paragraphs) paragraph.sha256.clear();
  const auto all = coverage_of(demo);
  EXPECT_EQ(all[0].coverage, LawCoverage::kEncoded);
  EXPECT_EQ(all[1].coverage, LawCoverage::kExcused);
  EXPECT_EQ(all[2].coverage, LawCoverage::kTextUnavailable);
}

TEST(LawCoverage, CountsTheExamplesOnEachSideOfRulesAndExceptions) {
  const Law demo = law();
  const auto all = coverage_of(demo);
  ASSERT_EQ(all[0].rules.size(), 2U);
  EXPECT_EQ(all[0].rules[0].passing, 1U);
  EXPECT_EQ(all[0].rules[0].failing, 1U);
  EXPECT_EQ(all[0].rules[1].failing, 0U);
  EXPECT_EQ(unproved(all), 1U);
}

}  // namespace
}  // namespace lawful
