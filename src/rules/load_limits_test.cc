// Laws at the limits of docs/law-language.md and beyond: a clear error or an answer, in bounded
// time.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "rules/evaluation.h"
#include "rules/load.h"
#include "rules/random_law_test.h"
#include "rules/serve.h"

namespace lawful {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kRulesMax = 4'096;
// Far above what it takes, far below what a law that multiplies would take.
constexpr std::chrono::seconds kPatience{60};

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string number(int i) { return std::to_string(i); }

// The demonstration law with `law` in its pack, and `measures` in an instrument under it.
std::vector<SourceFile> files_of(const std::string& law, const std::string& measures = {}) {
  std::vector<SourceFile> files = {
      {"law/vocabulary.md", read("tests/law/base/vocabulary.md")},
      {"law/demo/v1/00-head.md", read("tests/law/base/head.md")},
      {"law/demo/v1/10-case.md", "---\npack: demo@v1\n---\n```law\n" + law + "```\n"}};
  if (!measures.empty())
    files.push_back(
        {"law/measures/many.md",
         "---\npack: many@2022\ntitle-zh: 办法\ntitle-en: Measures\nstatus: instrument\n"
         "under: demo\nin-force: 2022-01-01..\ncovers: none\nmark: P\n---\n"
         "```law\ntext 1.1 unavailable\n" +
             measures + "```\n"});
  return files;
}

std::string errors_of(const Loaded& loaded) {
  std::string out;
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::kError) out += to_string(diagnostic) + "\n";
  return out;
}

std::string condition(const std::string& name, const std::string& when) {
  return "condition " + name + " [2.1]\n  zh \"甲\" en \"a\"\n  when " + when +
         "\n  then loan.agreed\n";
}

std::string open_term(const std::string& name) {
  return "open " + name + " [2.1.1] zh \"甲\" en \"a\" ask zh \"甲\" en \"a\"\n";
}

std::string serve_rule(const std::string& name, const std::string& term, const std::string& when) {
  return "serve " + name + " [1.1] of law." + term + "\n  zh \"甲\" en \"a\"\n  when " + when +
         "\n";
}

// Facts on one day of the instrument, `loan.agreed` and `loan.returned` known.
Facts known_facts(const Law& law) {
  Facts facts(law, ActKind::kHandling, *parse_date("2023-01-01"));
  for (const char* name : {"loan.agreed", "loan.returned"})
    EXPECT_FALSE(facts.state(*law.vocabulary.find(name), ValueSet::of_mask(ValueSet::kYesBit)));
  return facts;
}

class Limits : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_LT(Clock::now() - start_, kPatience); }

 private:
  Clock::time_point start_ = Clock::now();
};

// The demonstration law has one rule of its own.
TEST_F(Limits, RulesUpToTheLimitAreLoadedAndDecided) {
  std::string law;
  for (int i = 1; i < kRulesMax; ++i) law += condition("c" + number(i), "kind = handling");
  const Loaded loaded = load_law(files_of(law), {});
  ASSERT_EQ(errors_of(loaded), "");
  ASSERT_EQ(loaded.law.rules.size(), std::size_t{kRulesMax});
  Act act;
  act.facts = {
      {*loaded.law.vocabulary.find("loan.agreed"), ValueSet::of_mask(ValueSet::kYesBit), {}}};
  const auto evaluation = evaluate(loaded.law, act, {}, *parse_date("2023-01-01"));
  ASSERT_TRUE(evaluation);
  EXPECT_EQ(evaluation->outcome, Outcome::kLawful);
}

TEST_F(Limits, FiveThousandRulesAreTooMany) {
  std::string law;
  for (int i = 0; i < 5'000; ++i) law += condition("c" + number(i), "kind = handling");
  // The head has the first rule; each of these has four lines, and the first stands in line 5.
  const int line = 5 + 4 * (kRulesMax - 1);
  EXPECT_EQ(errors_of(load_law(files_of(law), {})),
            "law/demo/v1/10-case.md:" + number(line) + ":1: error: more than 4096 rules\n");
}

TEST_F(Limits, FiveThousandServingRulesAreTooMany) {
  std::string measures;
  for (int i = 0; i < 5'000; ++i) measures += serve_rule("s" + number(i), "term", "loan.agreed");
  const std::string errors = errors_of(load_law(files_of(open_term("term"), measures), {}));
  EXPECT_NE(errors.find(": error: more than 4096 rules\n"), std::string::npos);
  EXPECT_EQ(std::count(errors.begin(), errors.end(), '\n'), 1);
}

// Half of the rules serve one term, the other half read it.
TEST_F(Limits, ManyRulesThatServeOneTermReadByManyAreLoadedAndAnswered) {
  std::string law = open_term("term");
  std::string measures;
  for (int i = 0; i < 2'000; ++i) {
    law += condition("c" + number(i), "law.term");
    measures +=
        serve_rule("s" + number(i), "term", i + 1 < 2'000 ? "not loan.agreed" : "loan.agreed");
  }
  const Loaded loaded = load_law(files_of(law, measures), {});
  ASSERT_EQ(errors_of(loaded), "");
  const auto served = serve(loaded.law, known_facts(loaded.law), {});
  ASSERT_TRUE(served);
  ASSERT_EQ(served->served.size(), 1U);
  EXPECT_EQ(loaded.law.rules[served->served.front().rule].id, "many.s1999");
}

// Each term hangs on the next; they stand in the file in any order, so a pass may settle few.
TEST_F(Limits, AChainOfServedTermsIsAnswered) {
  constexpr int kTerms = 1'000;
  std::vector<int> order(kTerms);
  for (int i = 0; i < kTerms; ++i) order[static_cast<std::size_t>(i)] = i;
  std::mt19937_64 random(testing::property_seed());
  std::shuffle(order.begin(), order.end(), random);
  std::string law;
  std::string measures;
  for (int i = 0; i < kTerms; ++i) law += open_term("t" + number(i));
  for (const int i : order)
    measures += serve_rule("s" + number(i), "t" + number(i),
                           i + 1 < kTerms ? "law.t" + number(i + 1) : "loan.agreed");
  const Loaded loaded = load_law(files_of(law, measures), {});
  ASSERT_EQ(errors_of(loaded), "");
  const auto served = serve(loaded.law, known_facts(loaded.law), {});
  ASSERT_TRUE(served);
  EXPECT_EQ(served->served.size(), std::size_t{kTerms});
}

TEST_F(Limits, AChainOfTheDeepestDefinitionsIsRefused) {
  std::string law = "define d0 [1.1] := loan.agreed\n";
  const std::string nots = "not not not not not not not not not not not not not not not not ";
  for (int i = 1; i < 4'000; ++i)
    law += "define d" + number(i) + " [1.1] := " + nots + nots + nots + "d" + number(i - 1) + "\n";
  const std::string errors = errors_of(load_law(files_of(law), {}));
  EXPECT_NE(errors.find("levels deep"), std::string::npos);
}

// One definition of some 8,000 steps, read by `readers` conditions.
std::string read_often(int readers) {
  std::string law = "define d0 [1.1] := loan.agreed and loan.returned\n";
  for (int i = 1; i <= 10; ++i)
    law += "define d" + number(i) + " [1.1] := d" + number(i - 1) + " and d" + number(i - 1) + "\n";
  for (int i = 0; i < readers; ++i) law += condition("c" + number(i), "d10");
  return law;
}

TEST_F(Limits, ALawOfTwoMillionStepsIsDecidedAndOfMoreIsRefused) {
  const Loaded loaded = load_law(files_of(read_often(200)), {});
  ASSERT_EQ(errors_of(loaded), "");
  Act act;
  act.facts = {
      {*loaded.law.vocabulary.find("loan.agreed"), ValueSet::of_mask(ValueSet::kNoBit), {}}};
  const auto evaluation = evaluate(loaded.law, act, {}, *parse_date("2023-01-01"));
  ASSERT_TRUE(evaluation);
  EXPECT_EQ(evaluation->rules.size(), 200U);
  const std::string errors = errors_of(load_law(files_of(read_often(400)), {}));
  EXPECT_NE(errors.find("brings the law to more than 2000000 steps"), std::string::npos);
  EXPECT_EQ(std::count(errors.begin(), errors.end(), '\n'), 1);
}

// 2^60 steps, were they counted out; each exception releases both of the one before.
TEST_F(Limits, ExceptionsThatMultiplyAreRefused) {
  std::string law = condition("agreed", "kind = handling");
  for (int i = 0; i < 60; ++i)
    for (const char* side : {"a", "b"})
      law += std::string("exception e") + side + number(i) + " [2.1] to " +
             (i == 0 ? "agreed" : "ea" + number(i - 1) + ", eb" + number(i - 1)) +
             "\n  zh \"甲\" en \"a\"\n  when loan.agreed\n";
  const std::string errors = errors_of(load_law(files_of(law), {}));
  EXPECT_NE(errors.find("comes to more than 10000 steps"), std::string::npos);
}

}  // namespace
}  // namespace lawful
