// Every evaluator on every published act (tests/cases), against the reference interpreter: the
// whole law, residues that declare some of the facts or all of them, and batches of a kind.

#include <algorithm>
#include <map>

#include "compile/agreement_test.h"
#include "compile/batch.h"
#include "compile/residue.h"
#include "rules/published_acts_test.h"
#include "rules/shipped_law_test.h"

namespace lawful {
namespace {

using testing::expect_same;

constexpr Date kFirst{std::chrono::year{2021}, std::chrono::month{11}, std::chrono::day{1}};

class PublishedCases : public ::testing::Test {
 protected:
  const CompiledLaw& on(Date day) {
    const auto found = laws_.find(day);
    if (found != laws_.end()) return found->second;
    return laws_.emplace(day, *CompiledLaw::compile(law, default_readings(law), day)).first->second;
  }

  const Law law = testing::shipped_law();
  const std::vector<Act> acts = testing::published_acts(law);

 private:
  std::map<Date, CompiledLaw> laws_;
};

TEST_F(PublishedCases, AreDecidedAlikeByTheWholeLawAndByResidues) {
  ASSERT_GT(acts.size(), 80U);
  for (const Act& act : acts) {
    const Date day = act.at ? std::max(act.at->to, kFirst) : kFirst;
    const CompiledLaw& compiled = on(day);
    const auto reference = evaluate(law, act, compiled.readings(), day);
    auto facts = compiled.prepare(act);
    ASSERT_EQ(facts.has_value(), reference.has_value()) << act.name;
    if (!facts) continue;
    Verdict verdict = compiled.verdict(act.kind);
    decide(*facts, verdict);
    expect_same(law, compiled.rules(act.kind), *reference, verdict);

    for (const std::size_t part : {1U, 2U, 3U}) {  // every fact varies; every second; every third
      Activity activity{act.kind, {}, act.in_order, {}};
      for (std::size_t i = 0; i < act.facts.size(); ++i)
        if (i % part == 0)
          activity.varying.push_back(act.facts[i].fact);
        else
          activity.facts.push_back(act.facts[i]);
      const auto residue = Residue::specialise(compiled, activity);
      ASSERT_TRUE(residue.has_value()) << act.name << ": " << residue.error().message;
      PreparedFacts varying = residue->prepare();
      for (std::size_t i = 0; i < act.facts.size(); i += part)
        ASSERT_TRUE(varying.state(act.facts[i].fact, act.facts[i].value).has_value());
      ASSERT_TRUE(varying.narrow().has_value());
      Verdict of_residue = residue->verdict();
      ASSERT_TRUE(residue->decide(varying, day, of_residue).has_value());
      expect_same(law, residue->rules(), *reference, of_residue);
    }
    ASSERT_FALSE(HasFailure()) << act.name;
  }
}

TEST_F(PublishedCases, AreDecidedAlikeInBatches) {
  const CompiledLaw& compiled = on(kFirst);
  for (int k = 0; k < kActKindCount; ++k) {
    const auto kind = static_cast<ActKind>(k);
    std::vector<const Act*> of_kind;
    for (const Act& act : acts)
      if (act.kind == kind && !act.in_order) of_kind.push_back(&act);
    Batch batch(compiled.plan(kind), of_kind.size(), false);
    for (FactId fact = kActDate + 1; fact < law.vocabulary.facts.size(); ++fact) {
      std::vector<ValueSet> values(of_kind.size(), law.vocabulary[fact].all());
      for (std::size_t i = 0; i < of_kind.size(); ++i)
        for (const StatedFact& stated : of_kind[i]->facts)
          if (stated.fact == fact) values[i] = stated.value;
      ASSERT_TRUE(batch.state_values(fact, values).has_value());
    }
    batch.narrow();
    BatchAnswer answer;
    batch.decide(answer, Batch::Want::kRules);
    for (std::size_t i = 0; i < of_kind.size(); ++i) {
      const auto bit = [&](const Column& column) { return (column[i / 64] >> i % 64 & 1) != 0; };
      auto facts = compiled.prepare(*of_kind[i]);
      ASSERT_EQ(bit(batch.contradictory()), !facts.has_value());
      if (!facts) continue;
      Verdict verdict = compiled.verdict(kind);
      decide(*facts, verdict);
      EXPECT_EQ(bit(answer.lawful), verdict.outcome == Outcome::kLawful);
      EXPECT_EQ(bit(answer.unlawful), verdict.outcome == Outcome::kUnlawful);
      EXPECT_EQ(bit(answer.out_of_scope), verdict.outcome == Outcome::kOutOfScope);
      for (std::size_t r = 0; r < answer.violated.size(); ++r) {
        ASSERT_EQ(bit(answer.violated[r]), verdict.violated.contains(r));
        ASSERT_EQ(bit(answer.open[r]), verdict.open.contains(r));
      }
    }
  }
}

}  // namespace
}  // namespace lawful
