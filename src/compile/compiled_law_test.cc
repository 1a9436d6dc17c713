#include "compile/compiled_law.h"

#include <set>

#include "compile/agreement_test.h"
#include "compile/random_act_test.h"
#include "compile/random_compile_law_test.h"
#include "rules/shipped_law_test.h"

namespace lawful {
namespace {

using testing::expect_same;
using testing::RandomCompileLaw;
using testing::RandomLaw;

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};
constexpr double kShares[] = {0.03, 0.4, 1};

TEST(CompiledLaw, AgreesWithTheInterpreterOnRandomLaws) {
  const std::uint64_t seed = testing::property_seed();
  int compared = 0;
  int contradictions = 0;
  std::set<Outcome> seen;
  for (std::uint64_t i = 0; i < 300; ++i) {
    RandomCompileLaw random(seed + i);
    const Law law = random.law();
    const Readings readings{static_cast<std::uint32_t>(random.random().below(2))};
    const auto compiled = CompiledLaw::compile(law, readings, kDay);
    if (!compiled) continue;
    for (int k = 0; k < 30; ++k) {
      const Act act = random.random().act(law, k % 3 == 0 ? 0.3 : 0.7);
      const auto reference = evaluate(law, act, readings, kDay);
      auto facts = compiled->prepare(act);
      ASSERT_EQ(facts.has_value(), reference.has_value()) << "seed " << seed + i;
      contradictions += facts ? 0 : 1;
      if (!facts) continue;
      Verdict verdict = compiled->verdict(act.kind);
      decide(*facts, verdict);
      expect_same(law, compiled->rules(act.kind), *reference, verdict);
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed + i;
      seen.insert(verdict.outcome);
      ++compared;
    }
  }
  EXPECT_GT(compared, 2000);
  EXPECT_GT(contradictions, 200);
  EXPECT_EQ(seen.size(), 4U);
}

// Facts that contradict one another stay refused, however often they are asked, until forgotten.
TEST(CompiledLaw, RefusesContradictoryFactsUntilReset) {
  const Law law = testing::shipped_law();
  const auto compiled = CompiledLaw::compile(law, default_readings(law), kDay);
  const FactId age = *law.vocabulary.find("individual.age");
  const FactId child = *law.vocabulary.find("individual.under_14");
  PreparedFacts facts = compiled->prepare(ActKind::kHandling);
  ASSERT_TRUE(facts.state(age, ValueSet::of_interval(30, 30)).has_value());
  ASSERT_TRUE(facts.state(child, ValueSet::of_mask(ValueSet::kYesBit)).has_value());
  for (int times = 0; times < 2; ++times) {
    const auto narrowed = facts.narrow();
    ASSERT_FALSE(narrowed.has_value());
    EXPECT_TRUE(narrowed.error().message.starts_with("the facts contradict one another about `"));
  }
  facts.reset();
  EXPECT_TRUE(facts.narrow().has_value());
}

// Random facts of the law of this repository, from hardly any to all.
TEST(CompiledLaw, AgreesWithTheInterpreterOnTheShippedLaw) {
  const std::uint64_t seed = testing::property_seed();
  RandomLaw random(seed);
  const Law law = testing::shipped_law();
  for (int round = 0; round < 3; ++round) {
    Readings readings = default_readings(law);
    for (std::size_t r = 0; round > 0 && r < readings.size(); ++r)
      readings[r] = static_cast<std::uint32_t>(random.below(std::ssize(law.readings[r].choices)));
    const Date day =
        round == 2 ? kDay
                   : Date{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
    const auto compiled = CompiledLaw::compile(law, readings, day);
    ASSERT_TRUE(compiled.has_value()) << compiled.error().message;
    for (int k = 0; k < 3 * kActKindCount; ++k) {
      const auto kind = static_cast<ActKind>(k % kActKindCount);
      const Act act = testing::random_act(law, kind, day, random, kShares[k / kActKindCount]);
      const auto reference = evaluate(law, act, readings, day);
      auto facts = compiled->prepare(act);
      ASSERT_EQ(facts.has_value(), reference.has_value());
      if (!facts) continue;
      Verdict verdict = compiled->verdict(kind);
      decide(*facts, verdict);
      expect_same(law, compiled->rules(kind), *reference, verdict);
      ASSERT_FALSE(::testing::Test::HasFailure());
    }
  }
}

}  // namespace
}  // namespace lawful
