#include "compile/residue.h"

#include <algorithm>
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
const ValueSet kYes = ValueSet::of_mask(ValueSet::kYesBit);

// Some of the facts of `act` become the activity's, some vary, and the rest is not said at all.
struct Split {
  Activity activity;
  std::vector<StatedFact> varying;
  Act whole;
};

Split split(const Act& act, RandomLaw& random, double declared, double varying) {
  Split out;
  out.activity.kind = out.whole.kind = act.kind;
  out.activity.in_order = out.whole.in_order = act.in_order;
  for (const StatedFact& stated : act.facts) {
    if (random.chance(declared))
      out.activity.facts.push_back(stated);
    else if (random.chance(varying))
      out.activity.varying.push_back(stated.fact);
    if (!out.activity.varying.empty() && out.activity.varying.back() == stated.fact &&
        random.chance(0.7))
      out.varying.push_back(stated);
  }
  out.whole.facts = out.activity.facts;
  out.whole.facts.insert(out.whole.facts.end(), out.varying.begin(), out.varying.end());
  return out;
}

// True when the act was decided, false when its facts contradict one another.
bool compare(const Law& law, const CompiledLaw& compiled, const Split& split, Date day) {
  const auto reference = evaluate(law, split.whole, compiled.readings(), day);
  auto residue = Residue::specialise(compiled, split.activity);
  if (!residue) {
    EXPECT_FALSE(reference.has_value()) << residue.error().message;
    return false;
  }
  PreparedFacts facts = residue->prepare();
  for (const StatedFact& stated : split.varying)
    EXPECT_TRUE(facts.state(stated.fact, stated.value).has_value());
  const auto narrowed = facts.narrow();
  EXPECT_EQ(narrowed.has_value(), reference.has_value());
  if (!narrowed || !reference) return false;
  Verdict verdict = residue->verdict();
  EXPECT_TRUE(residue->decide(facts, day, verdict).has_value());
  expect_same(law, residue->rules(), *reference, verdict);
  return true;
}

// Twenty acts of one random law; how many were decided.
int compare_on(std::uint64_t seed) {
  RandomCompileLaw random(seed);
  const Law law = random.law();
  const auto compiled = CompiledLaw::compile(law, {0}, kDay);
  if (!compiled) return 0;
  int compared = 0;
  for (int k = 0; k < 20; ++k) {
    const Act act = random.random().act(law, 0.4);
    const Split parts = split(act, random.random(), 0.5, 0.7);
    compared += compare(law, *compiled, parts, kDay) ? 1 : 0;
  }
  return compared;
}

TEST(Residue, AgreesWithTheInterpreterOnRandomLaws) {
  const std::uint64_t seed = testing::property_seed();
  int compared = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    compared += compare_on(seed + i);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed + i;
  }
  EXPECT_GT(compared, 1000);
}

// Laws on which an open term, of which an implication could draw one value, was not followed when
// instruments could say the other.
TEST(Residue, FollowsATermOfWhichOnlyOneValueWasOpen) {
  for (const std::uint64_t seed : {688193966U, 366106750U, 604046283U, 3172427250U, 1209385504U}) {
    EXPECT_GT(compare_on(seed), 0);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
  }
}

TEST(Residue, AgreesWithTheInterpreterOnTheShippedLaw) {
  const std::uint64_t seed = testing::property_seed();
  RandomLaw random(seed);
  const Law law = testing::shipped_law();
  const auto compiled = CompiledLaw::compile(law, default_readings(law), kDay);
  ASSERT_TRUE(compiled.has_value());
  int compared = 0;
  for (int k = 0; k < 2 * kActKindCount; ++k) {
    const Act act = testing::random_act(law, static_cast<ActKind>(k % kActKindCount), kDay, random,
                                        k < kActKindCount ? 0.2 : 0.9);
    for (int times = 0; times < 3; ++times)
      compared += compare(law, *compiled, split(act, random, 0.9, 0.5), kDay) ? 1 : 0;
    ASSERT_FALSE(::testing::Test::HasFailure());
  }
  EXPECT_GT(compared, 20);
}

class ResidueErrors : public ::testing::Test {
 protected:
  const Law law = testing::shipped_law();
  const CompiledLaw compiled = *CompiledLaw::compile(law, default_readings(law), kDay);
  FactId fact(const char* id) const { return *law.vocabulary.find(id); }
  std::string error(const Activity& activity) const {
    const auto residue = Residue::specialise(compiled, activity);
    return residue ? "" : residue.error().message;
  }
};

TEST_F(ResidueErrors, SayWhatCannotVary) {
  Activity activity;
  activity.varying = {fact("consent.given"), fact("consent.given")};
  EXPECT_EQ(error(activity), "`consent.given` is named twice among what varies");
  activity.varying = {fact("consent.given")};
  activity.facts = {{fact("consent.given"), kYes, {}}};
  EXPECT_EQ(error(activity), "`consent.given` is stated by the activity, so it cannot vary");
  activity.varying = {kActKind};
  EXPECT_EQ(error(activity), "`act.kind` is fixed and cannot vary");
}

TEST_F(ResidueErrors, RefuseWhatTheActivityFixes) {
  Activity activity;
  activity.facts = {{fact("handling.necessary"), kYes, {}}};
  activity.varying = {fact("consent.given")};
  const auto residue = Residue::specialise(compiled, activity);
  ASSERT_TRUE(residue.has_value());
  PreparedFacts facts = residue->prepare();
  EXPECT_EQ(facts.state(fact("handling.necessary"), kYes).error().message,
            "`handling.necessary` is fixed and cannot be stated");
  EXPECT_TRUE(facts.state(fact("consent.given"), kYes).has_value());
  EXPECT_EQ(facts.state(fact("consent.given"), kYes).error().message,
            "`consent.given` is stated twice");
  facts.reset();
  EXPECT_TRUE(facts.state(fact("consent.given"), kYes).has_value());
}

TEST_F(ResidueErrors, RefuseADayBeyondTheResidue) {
  const auto residue = Residue::specialise(compiled, {});
  ASSERT_TRUE(residue.has_value() && residue->valid_until().has_value());
  PreparedFacts facts = residue->prepare();
  ASSERT_TRUE(facts.narrow().has_value());
  Verdict verdict = residue->verdict();
  const std::chrono::sys_days end{*residue->valid_until()};
  EXPECT_TRUE(residue->decide(facts, Date{end - std::chrono::days{1}}, verdict).has_value());
  EXPECT_EQ(residue->decide(facts, Date{end}, verdict).error().message,
            "the residue is not valid on " + format_date(Date{end}) +
                ": it holds from 2024-05-01 until the day before " + format_date(Date{end}) +
                "; specialise again");
  EXPECT_FALSE(residue->check_day(Date{std::chrono::sys_days{kDay} - std::chrono::days{1}}));
}

// A count that begins again on 1 January says nothing about the next year.
TEST_F(ResidueErrors, EndWithTheYearOfACount) {
  const auto& facts = law.vocabulary.facts;
  const auto counted =
      std::find_if(facts.begin(), facts.end(), [](const Fact& each) { return each.per_year; });
  ASSERT_NE(counted, facts.end());
  const Date late{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};
  const auto of_late = CompiledLaw::compile(law, default_readings(law), late);
  Activity activity;
  activity.kind = ActKind::kTransfer;
  activity.facts = {
      {static_cast<FactId>(counted - facts.begin()), ValueSet::of_interval(5, 5), {}}};
  const auto residue = Residue::specialise(*of_late, activity);
  ASSERT_TRUE(residue.has_value());
  ASSERT_TRUE(residue->valid_until().has_value());
  EXPECT_LE(format_date(*residue->valid_until()), "2027-01-01");
}

}  // namespace
}  // namespace lawful
