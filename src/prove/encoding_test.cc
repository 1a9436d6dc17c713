#include "prove/encoding.h"

#include <set>

#include "gtest/gtest.h"
#include "prove/completion_test.h"
#include "rules/shipped_law_test.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

using testing::act_of;
using testing::random_completion;
using testing::RandomLaw;

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};

std::vector<Lit> assumptions(const Encoding& encoding, const Facts& facts) {
  std::vector<Lit> out;
  for (FactId id = kActDate + 1; id < facts.law().vocabulary.facts.size(); ++id)
    for (const Lit lit : encoding.stated(id, facts[id])) out.push_back(lit);
  return out;
}

// The only model of a completion says what `evaluate` says: the outcome, and each rule's breach.
void expect_same(const Law& law, const Evaluation& evaluation, const Encoding& encoding,
                 Solver& solver) {
  ASSERT_TRUE(solver.solve(assumptions(encoding, evaluation.facts)));
  for (int i = 0; i < 4; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    EXPECT_EQ(solver.value(encoding.outcome(outcome)), evaluation.outcome == outcome)
        << to_string(outcome) << " where the interpreter says " << to_string(evaluation.outcome);
  }
  std::set<GroupId> violated;
  for (const RuleResult& result : evaluation.rules) {
    EXPECT_NE(result.status == Status::kOpen && is_first_layer(law.rules[result.rule].sort), true);
    if (result.status == Status::kViolated) violated.insert(law.rules[result.rule].group);
  }
  for (const GroupId group : encoding.groups())
    EXPECT_EQ(solver.value(encoding.violated(group)), violated.contains(group))
        << law.groups[group].id;
}

TEST(Encoding, AgreesWithTheInterpreterOnRandomLaws) {
  const std::uint64_t seed = testing::property_seed();
  int compared = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    RandomLaw random(seed + i);
    const Law law = i % 2 == 0 ? random.law() : testing::with_instruments(random.law());
    const Readings readings{static_cast<std::uint32_t>(random.below(2))};
    const ActKind kind = random.act(law, 1).kind;
    const CutPoints cuts = cut_points(law, kDay);
    Solver solver;
    const Encoding encoding(law, readings, kind, kDay, solver);
    for (int k = 0; k < 20; ++k) {
      const auto facts = random_completion(Facts(law, kind, kDay), readings, cuts, random.random());
      if (!facts) continue;
      const auto evaluation = evaluate(law, act_of(*facts), readings, kDay);
      ASSERT_TRUE(evaluation.has_value());
      expect_same(law, *evaluation, encoding, solver);
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed + i;
      ++compared;
    }
  }
  EXPECT_GT(compared, 1000);
}

// Facts stated at random mostly contradict one another: then, and only then, is there no model.
TEST(Encoding, HasAModelExactlyWhereFactsDoNotContradictOneAnother) {
  const std::uint64_t seed = testing::property_seed();
  int contradictions = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    RandomLaw random(seed + i);
    const Law law = i % 2 == 0 ? random.law() : testing::with_instruments(random.law());
    Solver solver;
    const Encoding encoding(law, {0}, ActKind::kHandling, kDay, solver);
    for (int k = 0; k < 20; ++k) {
      Facts facts(law, ActKind::kHandling, kDay);
      for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id)
        ASSERT_FALSE(facts.state(id, random.value(law.vocabulary[id], true)));
      const std::vector<Lit> assumed = assumptions(encoding, facts);
      const bool contradiction = !serve(law, facts, {0}).has_value();
      contradictions += contradiction ? 1 : 0;
      EXPECT_EQ(solver.solve(assumed), !contradiction) << "seed " << seed + i;
    }
  }
  EXPECT_GT(contradictions, 100);
}

// The other direction: whatever the solver makes up, the interpreter judges alike.
TEST(Encoding, ItsModelsAreCompletions) {
  const std::uint64_t seed = testing::property_seed();
  int models = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    RandomLaw random(seed + i);
    const Law law = i % 2 == 0 ? random.law() : testing::with_instruments(random.law());
    Solver solver;
    const Encoding encoding(law, {1}, ActKind::kHandling, kDay, solver);
    for (int o = 0; o < 4; ++o) {
      if (!solver.solve({encoding.outcome(static_cast<Outcome>(o))})) continue;
      Act act;
      for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id)
        act.facts.push_back({id, encoding.atoms().in_model(id), {}});
      const auto evaluation = evaluate(law, act, {1}, kDay);
      ASSERT_TRUE(evaluation.has_value()) << "seed " << seed + i;
      EXPECT_EQ(evaluation->outcome, static_cast<Outcome>(o)) << "seed " << seed + i;
      ++models;
    }
  }
  EXPECT_GT(models, 200);
}

TEST(Encoding, AgreesWithTheInterpreterOnTheShippedLaw) {
  const std::uint64_t seed = testing::property_seed();
  std::mt19937_64 random(seed);
  const Law law = testing::shipped_law();
  std::set<Outcome> seen;
  for (int i = 0; i < 3 * kActKindCount; ++i) {
    const auto kind = static_cast<ActKind>(i % kActKindCount);
    Readings readings = default_readings(law);
    for (std::size_t r = 0; i >= kActKindCount && r < readings.size(); ++r)
      readings[r] = static_cast<std::uint32_t>(random() % law.readings[r].choices.size());
    const CutPoints cuts = cut_points(law, kDay);
    Solver solver;
    const Encoding encoding(law, readings, kind, kDay, solver);
    for (int k = 0; k < 4; ++k) {
      const auto facts = random_completion(Facts(law, kind, kDay), readings, cuts, random);
      if (!facts) continue;
      const auto evaluation = evaluate(law, act_of(*facts), readings, kDay);
      ASSERT_TRUE(evaluation.has_value());
      expect_same(law, *evaluation, encoding, solver);
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
      seen.insert(evaluation->outcome);
    }
    // Random acts are hardly ever lawful; the solver finds one that is.
    for (int o = 0; o < 4; ++o) {
      if (!solver.solve({encoding.outcome(static_cast<Outcome>(o))})) continue;
      Facts facts(law, kind, kDay);
      for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id) {
        const ValueSet value = encoding.atoms().in_model(id);
        ASSERT_FALSE(facts.state(
            id, value.is_interval() ? ValueSet::of_interval(std::max<std::int64_t>(value.low(), 0),
                                                            std::max<std::int64_t>(value.low(), 0))
                                    : value));
      }
      const auto evaluation = evaluate(law, act_of(facts), readings, kDay);
      ASSERT_TRUE(evaluation.has_value());
      EXPECT_EQ(evaluation->outcome, static_cast<Outcome>(o)) << "seed " << seed;
      seen.insert(evaluation->outcome);
    }
  }
  EXPECT_TRUE(seen.contains(Outcome::kLawful) && seen.contains(Outcome::kUnlawful));
}

}  // namespace
}  // namespace lawful
