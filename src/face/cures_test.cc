#include "face/act_impl.h"
#include "face/built_in_test.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/evaluation.h"

namespace lawful::v1 {
namespace {

using testing::built_in;
using testing::engine;
using testing::fact;
using ::testing::HasSubstr;

// The act with the changes of `cure`, and what is open in order.
lawful::Act changed(const Act& act, const Cure& cure) {
  lawful::Act out = act.impl()->act;
  out.in_order = true;
  for (const Change& change : cure.changes) {
    std::erase_if(out.facts,
                  [&](const StatedFact& each) { return each.fact == change.fact.number; });
    out.facts.push_back(
        {change.fact.number,
         value_set(built_in().impl()->law.vocabulary[change.fact.number], change.to),
         {}});
  }
  std::ranges::sort(out.facts, {}, &StatedFact::fact);
  return out;
}

TEST(Cures, MakeTheActLawfulForTheInterpreter) {
  Act act = testing::offers();
  act.set("consent.given", Values::no()).value();
  Cures cures = engine().cures(Kind::kHandling);
  const CureAnswer answer = cures.smallest(act).value();
  ASSERT_FALSE(answer.cures.empty());
  EXPECT_FALSE(answer.too_large);
  const lawful::Law& law = built_in().impl()->law;
  for (const Cure& cure : answer.cures) {
    EXPECT_EQ(cure.effort, answer.cures.front().effort);
    ASSERT_FALSE(cure.changes.empty());
    for (const Change& change : cure.changes) {
      EXPECT_EQ(change.from, act.values(change.fact));
      EXPECT_NE(change.to, change.from);
    }
    const auto replayed = evaluate(law, changed(act, cure), default_readings(law), engine().day());
    ASSERT_TRUE(replayed.has_value());
    EXPECT_EQ(replayed->outcome, lawful::Outcome::kLawful);
  }
}

TEST(Cures, AreRefusedForWhatCannotBeCured) {
  Cures cures = engine().cures(Kind::kHandling);
  Act contradictory(built_in(), Kind::kHandling);
  contradictory.set("consent.given", Values::no()).value();
  contradictory.set("consent.valid", Values::yes()).value();
  const auto refused = cures.smallest(contradictory);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kInvalid);
  EXPECT_THAT(refused.error().message, HasSubstr("`consent.given`"));
  EXPECT_EQ(cures.smallest(Act(built_in(), Kind::kFine)).error().code, Code::kMisuse);
  Act early(built_in(), Kind::kHandling);
  early.set_day(testing::day("2022-01-01"));
  EXPECT_EQ(cures.smallest(early).error().code, Code::kExpired);
  const Law other = Law::from_folder("law").value();
  EXPECT_EQ(cures.smallest(Act(other, Kind::kHandling)).error().code, Code::kMisuse);
}

}  // namespace
}  // namespace lawful::v1
