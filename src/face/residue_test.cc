#include "compile/residue.h"

#include "face/built_in_test.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lawful::v1 {
namespace {

using testing::built_in;
using testing::engine;
using testing::fact;
using ::testing::HasSubstr;
using testing::kDay;

TEST(Residue, RefusesWhatDoesNotVary) {
  const std::vector<FactId> varying{fact("consent.valid")};
  const Residue residue = engine().specialise(testing::offers(), varying).value();
  Facts facts = residue.prepare();
  EXPECT_THAT(facts.set(fact("handling.purpose"), {}).error().message, HasSubstr("fixed"));
  EXPECT_FALSE(facts.set(fact("individual.age"), Values::number(3)));
  EXPECT_TRUE(facts.set(fact("consent.valid"), Values::yes()));
}

TEST(Residue, IsRefusedWhereItsActivityIs) {
  const auto refused = [&](const Act& act, const std::vector<FactId>& varying) {
    const auto residue = engine().specialise(act, varying);
    return residue ? "" : residue.error().message;
  };
  const FactId consent = fact("consent.valid");
  EXPECT_THAT(refused(testing::offers(), {consent, consent}), HasSubstr("twice"));
  EXPECT_THAT(refused(testing::offers(), {fact("handling.purpose")}), HasSubstr("stated"));
  EXPECT_THAT(refused(testing::offers(), {{1'000'000}}), HasSubstr("no fact of that number"));
  EXPECT_THAT(refused(testing::offers(), {fact("act.kind")}), HasSubstr("fixed"));
  Act contradictory(built_in(), Kind::kHandling);
  contradictory.set("consent.given", Values::no()).value();
  contradictory.set("consent.valid", Values::yes()).value();
  EXPECT_THAT(refused(contradictory, {}), HasSubstr("contradict"));
  const Law other = Law::from_folder("law").value();
  EXPECT_EQ(engine().specialise(Act(other, Kind::kFine), {}).error().code, Code::kMisuse);
}

TEST(Residue, EndsWithTheLawOfItsDay) {
  const Engine early = built_in().compile(testing::day("2022-01-01")).value();
  const Residue residue = early.specialise(testing::offers(), {}).value();
  Facts facts = residue.prepare();
  Verdict verdict = residue.verdict();
  ASSERT_TRUE(facts.narrow());
  ASSERT_TRUE(residue.valid_until());
  const std::chrono::sys_days end = *residue.valid_until();
  EXPECT_TRUE(residue.decide(facts, Date{end - std::chrono::days{1}}, verdict));
  const auto late = residue.decide(facts, Date{end}, verdict);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, Code::kExpired);
  EXPECT_THAT(late.error().message, HasSubstr("it holds from 2022-01-01 until the day before"));
  EXPECT_EQ(residue.decide(facts, testing::day("2021-12-31"), verdict).error().code,
            Code::kExpired);
}

// A count of one year ends with the year.
TEST(Residue, OfAYearlyCountEndsWithTheYear) {
  Act act(built_in(), Kind::kTransfer);
  for (const FactInfo& each : built_in().facts())
    if (each.per_year) {
      act.set(each.id, Values::number(5)).value();
      break;
    }
  ASSERT_EQ(act.stated().size(), 1U);
  const Residue residue = engine().specialise(act, {}).value();
  ASSERT_TRUE(residue.valid_until());
  EXPECT_LE(*residue.valid_until(), testing::day("2027-01-01"));
}

TEST(Residue, SaysWhatTheLawSaysOfTheSameFacts) {
  const FactId consent = fact("consent.valid");
  const FactId age = fact("individual.age");
  const Residue residue = engine().specialise(testing::offers(), std::vector{consent, age}).value();
  Facts facts = residue.prepare();
  Verdict verdict = residue.verdict();
  for (const Values given : {Values::yes(), Values::no(), Values{}})
    for (const std::int64_t years : {10, 13, 14, 40}) {
      facts.reset();
      facts.set(consent, given).value();
      facts.set(age, Values::number(years)).value();
      facts.narrow().value();
      residue.decide(facts, kDay, verdict).value();
      const Act act = facts.act(kDay);
      Facts whole = engine().prepare(act).value();
      Verdict expected = engine().verdict(Kind::kHandling);
      engine().decide(whole, kDay, expected).value();
      EXPECT_EQ(verdict.outcome(), expected.outcome());
      EXPECT_TRUE(std::ranges::is_permutation(verdict.violated(), expected.violated()));
      EXPECT_TRUE(std::ranges::is_permutation(verdict.open(), expected.open()));
      EXPECT_EQ(engine().explain(act).value().outcome(), expected.outcome());
    }
}

// ---- Batches

bool is_in(std::span<const std::uint64_t> column, std::size_t i) {
  return !column.empty() && (column[i / 64] >> i % 64 & 1) != 0;
}

TEST(Batch, SaysOfEachCaseWhatTheResidueSays) {
  const FactId consent = fact("consent.valid");
  const FactId age = fact("individual.age");
  const Residue residue = engine().specialise(testing::offers(), std::vector{consent, age}).value();
  constexpr std::size_t kCases = 150;
  std::vector<std::uint64_t> known(3, 0xF0F0F0F0F0F0F0F0);
  std::vector<std::uint64_t> yes(3, 0xCCCCCCCCCCCCCCCC);
  std::vector<std::int64_t> ages;
  for (std::size_t i = 0; i < kCases; ++i) ages.push_back(static_cast<std::int64_t>(i % 20));
  Batch batch = residue.batch(kCases);
  EXPECT_EQ(batch.size(), kCases);
  batch.set_bits(consent, known, yes).value();
  batch.set_numbers(age, ages).value();
  EXPECT_EQ(batch.decide(kDay).error().message, "the batch is not narrowed");
  batch.narrow();
  EXPECT_EQ(batch.set_numbers(age, ages).error().code, Code::kMisuse);
  batch.decide(kDay, true).value();
  Facts facts = residue.prepare();
  Verdict verdict = residue.verdict();
  for (std::size_t i = 0; i < kCases; ++i) {
    facts.reset();
    if (is_in(known, i)) facts.set(consent, is_in(yes, i) ? Values::yes() : Values::no()).value();
    facts.set(age, Values::number(ages[i])).value();
    facts.narrow().value();
    residue.decide(facts, kDay, verdict).value();
    EXPECT_EQ(is_in(batch.lawful_cases(), i), verdict.outcome() == Outcome::kLawful);
    EXPECT_EQ(is_in(batch.unlawful_cases(), i), verdict.outcome() == Outcome::kUnlawful);
    EXPECT_FALSE(is_in(batch.out_of_scope_cases(), i) || is_in(batch.contradictory_cases(), i));
    for (const RuleInfo& rule : built_in().rules()) {
      const auto in = [&](std::span<const RuleId> list) {
        return std::ranges::find(list, rule.id) != list.end();
      };
      EXPECT_EQ(is_in(batch.violated(rule.id), i), in(verdict.violated())) << rule.name;
      EXPECT_EQ(is_in(batch.open(rule.id), i), in(verdict.open())) << rule.name;
      EXPECT_EQ(is_in(batch.assumed(rule.id), i), in(verdict.assumed())) << rule.name;
    }
  }
  EXPECT_FALSE(Batch::kernel().empty());
}

TEST(Batch, RefusesColumnsThatDoNotFit) {
  const FactId consent = fact("consent.valid");
  const FactId age = fact("individual.age");
  Batch batch = engine().batch(Kind::kHandling, 100);
  const std::vector<std::uint64_t> right(2);
  const std::vector<std::uint64_t> wrong(1);
  EXPECT_FALSE(batch.set_bits(consent, right, wrong));
  EXPECT_FALSE(batch.set_bits(consent, wrong, wrong));
  EXPECT_FALSE(batch.set_numbers(age, std::vector<std::int64_t>(99)));
  EXPECT_FALSE(batch.set_numbers(age, std::vector<std::int64_t>(100, -1)));
  EXPECT_FALSE(batch.set_values(age, std::vector<Values>(100, Values::yes())));
  EXPECT_FALSE(batch.set_bits(age, right, right));
  EXPECT_FALSE(batch.set_bits({1'000'000}, right, right));
  EXPECT_FALSE(batch.set_values(fact("act.kind"), std::vector<Values>(100)));
  EXPECT_TRUE(batch.set_bits(consent, right, right));
  EXPECT_THAT(batch.set_bits(consent, right, right).error().message, HasSubstr("twice"));
  batch.narrow();
  EXPECT_EQ(batch.decide(testing::day("2021-12-31")).error().code, Code::kExpired);
  EXPECT_TRUE(batch.violated({1'000'000}).empty());
}

TEST(Batch, ShowsContradictoryCases) {
  Batch batch = engine().batch(Kind::kHandling, 2);
  const std::vector<std::uint64_t> both{3};
  const std::vector<std::uint64_t> first{1};
  batch.set_bits(fact("consent.given"), both, first).value();
  batch.set_bits(fact("consent.valid"), both, both).value();
  batch.narrow();
  ASSERT_EQ(batch.contradictory_cases().size(), 1U);
  EXPECT_EQ(batch.contradictory_cases()[0], 2U);
}

}  // namespace
}  // namespace lawful::v1
