#include <array>
#include <thread>

#include "face/allocation_count_test.h"
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

TEST(Facts, AreSetOnce) {
  Facts facts = engine().prepare(Kind::kHandling);
  ASSERT_TRUE(facts.set(fact("consent.given"), Values::yes()));
  const auto twice = facts.set(fact("consent.given"), Values::yes());
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, Code::kInvalid);
  EXPECT_EQ(twice.error().message, "`consent.given` is stated twice");
  facts.reset();
  EXPECT_TRUE(facts.set(fact("consent.given"), Values::no()));
}

TEST(Facts, HaveValuesOfTheirType) {
  Facts facts = engine().prepare(Kind::kHandling);
  EXPECT_FALSE(facts.set({1'000'000}, Values::yes()));
  EXPECT_FALSE(facts.set(fact("act.kind"), Values::yes()));
  EXPECT_FALSE(facts.set(fact("act.date"), Values::number(1)));
  EXPECT_FALSE(facts.set(fact("consent.given"), Values::number(1)));
  EXPECT_FALSE(facts.set(fact("consent.given"), {Values::Form::kOptions, 4, 0, 0}));
  EXPECT_FALSE(facts.set(fact("consent.given"), {Values::Form::kOptions, 0, 0, 0}));
  EXPECT_FALSE(facts.set(fact("individual.age"), Values::yes()));
  EXPECT_FALSE(facts.set(fact("individual.age"), Values::number(-1)));
  EXPECT_FALSE(facts.set(fact("individual.age"), Values::between(14, 13)));
  EXPECT_TRUE(facts.set(fact("individual.age"), Values::between(Values::kLowest, 13)));
  EXPECT_TRUE(facts.set(fact("consent.given"), {}));
  EXPECT_TRUE(facts.set(fact("consent.given"), Values::yes())) << "unknown says nothing";
  EXPECT_TRUE(facts.narrow());
}

TEST(Facts, ThatContradictOneAnotherStayRefusedUntilReset) {
  Facts facts = engine().prepare(Kind::kHandling);
  Verdict verdict = engine().verdict(Kind::kHandling);
  ASSERT_TRUE(facts.set(fact("consent.given"), Values::no()));
  ASSERT_TRUE(facts.set(fact("consent.valid"), Values::yes()));
  for (int i = 0; i < 2; ++i) {
    const auto narrowed = facts.narrow();
    ASSERT_FALSE(narrowed);
    EXPECT_EQ(narrowed.error().code, Code::kInvalid);
    EXPECT_THAT(narrowed.error().message, HasSubstr("contradict one another about `consent."));
  }
  EXPECT_FALSE(facts.set(fact("individual.age"), Values::number(3)));
  EXPECT_EQ(engine().decide(facts, kDay, verdict).error().code, Code::kMisuse);
  EXPECT_EQ(engine().explain(facts.act(kDay)).error().code, Code::kInvalid);
  facts.reset();
  EXPECT_TRUE(facts.narrow());
  EXPECT_TRUE(engine().decide(facts, kDay, verdict));
}

TEST(Facts, AreDecidedByWhatPreparedThemOnceNarrowed) {
  Facts facts = engine().prepare(Kind::kHandling);
  Verdict verdict = engine().verdict(Kind::kHandling);
  EXPECT_EQ(engine().decide(facts, kDay, verdict).error().message, "the facts are not narrowed");
  ASSERT_TRUE(facts.narrow());
  Verdict fine = engine().verdict(Kind::kFine);
  EXPECT_EQ(engine().decide(facts, kDay, fine).error().code, Code::kMisuse);
  const Engine other = built_in().compile(kDay).value();
  EXPECT_EQ(other.decide(facts, kDay, verdict).error().code, Code::kMisuse);
  EXPECT_TRUE(engine().decide(facts, kDay, verdict));
  ASSERT_TRUE(facts.set(fact("consent.given"), Values::no()));
  EXPECT_EQ(engine().decide(facts, kDay, verdict).error().code, Code::kMisuse);
}

TEST(Engine, HoldsFromItsDayToTheNextChange) {
  const Engine early = built_in().compile(testing::day("2022-01-01")).value();
  Facts facts = early.prepare(Kind::kHandling);
  Verdict verdict = early.verdict(Kind::kHandling);
  ASSERT_TRUE(facts.narrow());
  ASSERT_TRUE(early.valid_until());
  const std::chrono::sys_days end = *early.valid_until();
  EXPECT_TRUE(early.decide(facts, Date{end - std::chrono::days{1}}, verdict));
  EXPECT_EQ(early.decide(facts, Date{end}, verdict).error().code, Code::kExpired);
  EXPECT_EQ(early.decide(facts, testing::day("2021-12-31"), verdict).error().code, Code::kExpired);
  const Date none{std::chrono::year{2022}, std::chrono::month{2}, std::chrono::day{30}};
  EXPECT_THAT(early.decide(facts, none, verdict).error().message, HasSubstr("does not exist"));
  EXPECT_EQ(early.explain(facts.act(none)).error().code, Code::kInvalid);
  Act late(built_in(), Kind::kHandling);
  late.set_day(kDay);
  EXPECT_EQ(early.prepare(late).error().code, Code::kExpired);
}

TEST(Act, IsSetByNameAndCopied) {
  Act act(built_in(), Kind::kHandling);
  EXPECT_EQ(act.set("consent.gven", Values::yes()).error().code, Code::kNotFound);
  ASSERT_TRUE(act.set("consent.given", Values::yes()));
  EXPECT_EQ(act.set("consent.given", Values::no()).error().message,
            "`consent.given` is stated twice");
  EXPECT_TRUE(act.set("consent.given", {})) << "unknown says nothing";
  EXPECT_FALSE(act.set("act.kind", Values::yes()));
  EXPECT_FALSE(act.set("individual.age", Values::yes()));
  Act other = act.copy();
  ASSERT_TRUE(other.set("individual.age", Values::number(9)));
  EXPECT_EQ(act.stated().size(), 1U);
  EXPECT_EQ(other.values(fact("individual.age")), Values::number(9));
  EXPECT_EQ(act.values(fact("individual.age")), Values{});
  const Law loaded = Law::from_folder("law").value();
  EXPECT_EQ(engine().prepare(Act(loaded, Kind::kFine)).error().code, Code::kMisuse);
}

TEST(Verdict, AllocatesNothing) {
  const Residue residue =
      engine().specialise(testing::offers(), std::vector{fact("consent.valid")}).value();
  Facts facts = engine().prepare(testing::offers()).value();
  Facts read = residue.prepare();
  ASSERT_TRUE(read.narrow());
  Verdict verdict = engine().verdict(Kind::kHandling);
  Verdict short_verdict = residue.verdict();
  std::size_t rules = 0;
  const std::size_t before = testing::allocations();
  for (int i = 0; i < 3; ++i) {
    const bool decided = static_cast<bool>(engine().decide(facts, kDay, verdict)) &&
                         static_cast<bool>(residue.decide(read, kDay, short_verdict));
    for (const Verdict* each : {&verdict, &short_verdict})
      rules += each->violated().size() + each->open().size() + each->assumed().size();
    if (!decided) break;
  }
  EXPECT_EQ(testing::allocations(), before);
  EXPECT_GT(rules, 100U);
}

// One engine and one residue, several threads, each with facts and verdicts of its own.
TEST(Engine, IsSharedByThreads) {
  const FactId consent = fact("consent.valid");
  const Residue residue = engine().specialise(testing::offers(), std::vector{consent}).value();
  std::array<int, 4> lawful{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < lawful.size(); ++t)
    threads.emplace_back([&, t] {
      Facts facts = t % 2 == 0 ? residue.prepare() : engine().prepare(testing::offers()).value();
      Verdict verdict = t % 2 == 0 ? residue.verdict() : engine().verdict(Kind::kHandling);
      for (int i = 0; i < 200; ++i) {
        if (t % 2 == 0) {
          facts.reset();
        } else {
          facts = engine().prepare(testing::offers()).value();
        }
        facts.set(consent, i % 2 == 0 ? Values::yes() : Values::no()).value();
        facts.narrow().value();
        (t % 2 == 0 ? residue.decide(facts, kDay, verdict) : engine().decide(facts, kDay, verdict))
            .value();
        lawful[t] += verdict.outcome() == Outcome::kLawful ? 1 : 0;
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const int count : lawful) EXPECT_EQ(count, 100);
}

}  // namespace
}  // namespace lawful::v1
