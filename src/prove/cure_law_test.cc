// Cures on a law written for them, and on the law of this repository.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/document.h"
#include "gtest/gtest.h"
#include "prove/completion_test.h"
#include "prove/cure.h"
#include "rules/load.h"
#include "rules/published_acts_test.h"
#include "rules/random_law_test.h"
#include "rules/shipped_law_test.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string fact(const std::string& name, const std::string& control) {
  return "fact " + name + "\n  means zh \"义\" en \"meaning\"\n  ask zh \"问\" en \"question\"\n" +
         "  control " + control + "\n";
}

// The demonstration law of tests/law with facts and rules of a test.
Law demo_law(const std::string& words, const std::string& rules) {
  const Loaded loaded =
      load_law({{"law/vocabulary.md", read("tests/law/base/vocabulary.md")},
                {"law/words.md", words},
                {"law/demo/v1/00-head.md", read("tests/law/base/head.md")},
                {"law/demo/v1/10-case.md",
                 "---\npack: demo@v1\n---\n## Article 2 {#2}\n\n义\n\nGist.\n\n```law\n"
                 "scope all [2.1]\n  zh \"甲\" en \"a\"\n  require yes\n\n" +
                     rules + "```\n```examples\nall in: loan.agreed = yes\n```\n"}},
               {});
  for (const Diagnostic& each : loaded.diagnostics)
    EXPECT_TRUE(each.severity == Severity::kWarning ||
                each.message.find("example") != std::string::npos ||
                each.message.find("encoded") != std::string::npos)
        << to_string(each);
  return loaded.law;
}

Act act_of(const Law& law, const std::string& toml) {
  const auto document = read_document(toml, "act.toml", Format::kToml);
  EXPECT_TRUE(document) << document.error().message;
  auto acts = read_acts(*document, law);
  EXPECT_TRUE(acts) << acts.error().message;
  return acts->front();
}

CureAnswer smallest(const Law& law, const Act& act) {
  auto found = Cures(law, default_readings(law), act.kind, kDay).smallest(act);
  EXPECT_TRUE(found.has_value());
  return *found;
}

std::string text(const Law& law, const Cure& cure) {
  std::string out;
  for (const Change& change : cure.changes)
    out +=
        law.vocabulary[change.fact].id + "=" +
        (change.to.is_interval()
             ? std::to_string(change.to.low()) + ".." +
                   (change.to.high() == ValueSet::kHighest ? "" : std::to_string(change.to.high()))
             : std::to_string(change.to.mask())) +
        " ";
  return out;
}

const std::string kWords = "```facts\n" + fact("shelf.dusted : yes-no", "handler") +
                           fact("shelf.labelled : yes-no", "handler") +
                           fact("shelf.books : count records", "handler") +
                           fact("licence.granted : yes-no", "authority") + "```\n";

TEST(CuresOfALaw, NameTheFactAndItsValue) {
  const Law law = demo_law(kWords,
                           "condition dusted [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
                           "  then shelf.dusted\n");
  const CureAnswer answer = smallest(law, act_of(law, "shelf.dusted = false\n"));
  ASSERT_EQ(answer.cures.size(), 1u);
  EXPECT_EQ(text(law, answer.cures.front()), "shelf.dusted=2 ");
  EXPECT_EQ(answer.cures.front().effort, 1);
  EXPECT_FALSE(answer.more);
}

TEST(CuresOfALaw, WhatIsOpenNeedsNoChange) {
  const Law law = demo_law(kWords,
                           "condition dusted [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
                           "  then shelf.dusted\n");
  const CureAnswer answer = smallest(law, act_of(law, "shelf.labelled = true\n"));
  ASSERT_EQ(answer.cures.size(), 1u);
  EXPECT_TRUE(answer.cures.front().changes.empty());
  EXPECT_EQ(answer.cures.front().assumed.size(), 1u);
}

TEST(CuresOfALaw, ACountGetsTheWholeRegionThatWillDo) {
  const Law law =
      demo_law(kWords,
               "condition few [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
               "  then shelf.books < 100 records\n\n"
               "condition labelled [2.1]\n  zh \"甲\" en \"a\"\n  when shelf.books >= 10 records\n"
               "  then yes\n");
  const CureAnswer answer = smallest(law, act_of(law, "shelf.books = 500\n"));
  ASSERT_EQ(answer.cures.size(), 1u);
  EXPECT_EQ(text(law, answer.cures.front()), "shelf.books=0..99 ");
}

TEST(CuresOfALaw, AnothersFactCostsMore) {
  const Law law = demo_law(kWords,
                           "condition either [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
                           "  then licence.granted or shelf.dusted and shelf.labelled\n");
  const Act act =
      act_of(law, "licence.granted = false\nshelf.dusted = false\nshelf.labelled = false\n");
  const CureAnswer answer = smallest(law, act);
  ASSERT_EQ(answer.cures.size(), 2u);
  EXPECT_EQ(answer.cures[0].effort, 2);
  EXPECT_EQ(answer.cures[1].effort, 2);
}

TEST(CuresOfALaw, AnEntitlementMustBeKnown) {
  const Law law =
      demo_law(kWords,
               "entitlement card [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n\n"
               "ground granted [2.1.1] of card\n  zh \"甲\" en \"a\"\n  when licence.granted\n");
  const CureAnswer answer = smallest(law, act_of(law, "shelf.dusted = true\n"));
  ASSERT_EQ(answer.cures.size(), 1u);
  EXPECT_EQ(text(law, answer.cures.front()), "licence.granted=2 ");
}

// Two facts that follow from one another are no reason for either.
TEST(CuresOfALaw, FactsThatLeanOnOneAnotherAreNotKnown) {
  const Law law =
      demo_law(kWords + "```facts\nimply shelf.dusted <=> shelf.labelled\n```\n",
               "entitlement card [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n\n"
               "ground clean [2.1.1] of card\n  zh \"甲\" en \"a\"\n  when shelf.dusted\n");
  const CureAnswer answer = smallest(law, act_of(law, "licence.granted = true\n"));
  ASSERT_EQ(answer.cures.size(), 2u);
  EXPECT_EQ(text(law, answer.cures[0]), "shelf.dusted=2 ");
  EXPECT_EQ(text(law, answer.cures[1]), "shelf.labelled=2 ");
}

TEST(CuresOfALaw, WhatIsPresumedMustBeToldOtherwise) {
  const Law law = demo_law(
      kWords,
      "presume dusty [2.1] shelf.dusted = no\n  zh \"甲\" en \"a\"\n  when shelf.labelled\n\n"
      "condition dusted [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
      "  then shelf.dusted\n");
  const CureAnswer answer = smallest(law, act_of(law, "shelf.labelled = true\n"));
  ASSERT_EQ(answer.cures.size(), 2u);
  EXPECT_EQ(text(law, answer.cures[0]), "shelf.dusted=2 ");
  EXPECT_EQ(text(law, answer.cures[1]), "shelf.labelled=1 ");
}

TEST(CuresOfALaw, StepsSettleTheOrder) {
  const Law law =
      demo_law(kWords +
                   "```steps\nstep label\n  zh \"甲\" en \"a\"\n  facts shelf.labelled\n\n"
                   "step rest\n  zh \"乙\" en \"b\"\n```\n",
               "condition both [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
               "  then shelf.dusted and shelf.labelled\n");
  const CureAnswer answer =
      smallest(law, act_of(law, "shelf.dusted = false\nshelf.labelled = false\n"));
  ASSERT_EQ(answer.cures.size(), 1u);
  EXPECT_EQ(text(law, answer.cures.front()), "shelf.labelled=2 shelf.dusted=2 ");
}

TEST(CuresOfALaw, NoneBringsAnActIntoScope) {
  const Law law = demo_law(kWords,
                           "scope dusty [2.1]\n  zh \"甲\" en \"a\"\n  require shelf.dusted\n\n"
                           "condition labelled [2.1]\n  zh \"甲\" en \"a\"\n"
                           "  when kind = handling\n  then shelf.labelled\n");
  const CureAnswer answer = smallest(law, act_of(law, "shelf.labelled = false\n"));
  EXPECT_TRUE(answer.cures.empty());
  EXPECT_TRUE(answer.obstacle.scope);
  ASSERT_EQ(answer.obstacle.facts.size(), 1u);
  EXPECT_EQ(law.vocabulary[answer.obstacle.facts.front()].id, "shelf.dusted");
  EXPECT_EQ(
      smallest(law, act_of(law, "shelf.labelled = false\nshelf.dusted = true\n")).cures.size(), 1u);
}

TEST(CuresOfALaw, WithoutCureTheObstacleSaysWhy) {
  const Law law = demo_law(kWords,
                           "prohibition no_atlas [2.1]\n  zh \"甲\" en \"a\"\n"
                           "  when kind = handling and book.kind = atlas\n\n"
                           "condition dusted [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
                           "  then shelf.dusted\n");
  const CureAnswer answer =
      smallest(law, act_of(law, "book.kind = \"atlas\"\nshelf.dusted = false\n"));
  EXPECT_TRUE(answer.cures.empty());
  EXPECT_FALSE(answer.too_large);
  ASSERT_EQ(answer.obstacle.rules.size(), 1u);
  EXPECT_EQ(law.rules[answer.obstacle.rules.front()].id, "demo.no_atlas");
  ASSERT_EQ(answer.obstacle.facts.size(), 1u);
  EXPECT_EQ(law.vocabulary[answer.obstacle.facts.front()].id, "book.kind");
}

TEST(CuresOfALaw, TooManyChangesAreNotShown) {
  std::string words;
  std::string all;
  std::string toml;
  for (char c = 'a'; c < 'a' + 17; ++c) {
    const std::string name = std::string("row.") + c;
    words += fact(name + " : yes-no", "handler");
    all += (all.empty() ? "" : " and ") + name;
    toml += name + " = false\n";
  }
  const Law law =
      demo_law("```facts\n" + words + "```\n",
               "condition all_rows [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
               "  then " +
                   all + "\n");
  const CureAnswer answer = smallest(law, act_of(law, toml));
  EXPECT_TRUE(answer.cures.empty());
  EXPECT_TRUE(answer.too_large);
  const std::string fewer = toml.substr(toml.find('\n') + 1);
  const CureAnswer one_less = smallest(law, act_of(law, fewer));
  ASSERT_EQ(one_less.cures.size(), 1u);
  EXPECT_EQ(one_less.cures.front().changes.size(), kChangesMax);
}

TEST(CuresOfALaw, AtMostEightAreShownAndThatThereAreMoreIsSaid) {
  std::string words;
  std::string any;
  std::string toml;
  for (char c = 'a'; c < 'a' + 9; ++c) {
    const std::string name = std::string("row.") + c;
    words += fact(name + " : yes-no", "handler");
    any += (any.empty() ? "" : " or ") + name;
    toml += name + " = false\n";
  }
  const Law law = demo_law("```facts\n" + words + "```\n",
                           "condition any_row [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
                           "  then " +
                               any + "\n");
  const CureAnswer answer = smallest(law, act_of(law, toml));
  ASSERT_EQ(answer.cures.size(), kCuresMax);
  EXPECT_TRUE(answer.more);
  EXPECT_EQ(text(law, answer.cures.front()), "row.a=2 ");
  EXPECT_EQ(text(law, answer.cures.back()), "row.h=2 ");
}

TEST(CuresOfALaw, FactsThatContradictOneAnotherAreRefused) {
  const Law law = demo_law(kWords + "```facts\nimply shelf.dusted => shelf.labelled\n```\n",
                           "condition dusted [2.1]\n  zh \"甲\" en \"a\"\n  when kind = handling\n"
                           "  then shelf.dusted\n");
  const Act act = act_of(law, "shelf.dusted = true\nshelf.labelled = false\n");
  const auto found = Cures(law, default_readings(law), act.kind, kDay).smallest(act);
  ASSERT_FALSE(found.has_value());
  EXPECT_EQ(found.error().facts.size(), 2u);
}

bool is_lawful(const Law& law, const Act& act, Date day) {
  const auto found = evaluate(law, act, default_readings(law), day);
  return found && found->outcome == Outcome::kLawful;
}

void expect_cures_or_reasons(const Law& law, const Act& act, Date day, const CureAnswer& answer) {
  for (const Cure& cure : answer.cures) {
    EXPECT_TRUE(is_lawful(law, cured(act, cure), day)) << act.name;
    EXPECT_LE(cure.changes.size(), kChangesMax) << act.name;
  }
  if (!answer.cures.empty() || answer.too_large) return;
  const Obstacle& why = answer.obstacle;
  EXPECT_TRUE(why.scope || why.reached || !why.rules.empty()) << act.name;
}

// Cures of every published act, or what stands in the way of one.
TEST(CuresOfTheLaw, PublishedActsHaveOneOrAReason) {
  const Law law = testing::shipped_law();
  int cures_found = 0;
  double worst_ms = 0;
  std::map<std::pair<ActKind, Date>, Cures> cures;
  for (const Act& act : testing::published_acts(law)) {
    const Date day = act.at ? act.at->from : kDay;
    const auto place =
        cures.try_emplace({act.kind, day}, law, default_readings(law), act.kind, day).first;
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = place->second.smallest(act);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    worst_ms = std::max(worst_ms, took.count());
    ASSERT_TRUE(answer.has_value()) << act.name;
    expect_cures_or_reasons(law, act, day, *answer);
    cures_found += !answer->cures.empty();
  }
  EXPECT_GT(cures_found, 70);
  std::cout << cures_found << " acts cured, the slowest in " << worst_ms << " ms\n";
}

// Acts at random, of every kind: most are beyond all cure, and each says why.
TEST(CuresOfTheLaw, ActsOfEveryKindHaveOneOrAReason) {
  const std::uint64_t seed = testing::property_seed();
  std::mt19937_64 random(seed);
  const Law law = testing::shipped_law();
  const CutPoints cuts = cut_points(law, kDay);
  for (int kind = 0; kind < kActKindCount; ++kind) {
    Cures cures(law, default_readings(law), static_cast<ActKind>(kind), kDay);
    for (int k = 0; k < 3; ++k) {
      const auto facts = testing::random_completion(Facts(law, static_cast<ActKind>(kind), kDay),
                                                    default_readings(law), cuts, random);
      if (!facts) continue;
      Act act = testing::act_of(*facts);
      std::erase_if(act.facts, [&](const StatedFact&) { return random() % 3 != 0; });
      const auto answer = cures.smallest(act);
      ASSERT_TRUE(answer.has_value()) << "seed " << seed;
      expect_cures_or_reasons(law, act, kDay, *answer);
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed << ", kind " << kind;
    }
  }
}

}  // namespace
}  // namespace lawful
