#include "rules/schedule_words.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

constexpr Date kDay{std::chrono::year{2023} / 5 / 1};
constexpr FactId kEnd = 2;

// A law with one day among its facts, and one parameter from 2022 until before 2024.
Law law_with_loan() {
  Law law;
  law.vocabulary.facts.resize(3);
  law.vocabulary.facts[kEnd].id = "loan.ended_on";
  law.vocabulary.facts[kEnd].type = FactType::kDate;
  law.vocabulary.facts[kEnd].means = {"借期届满之日；由条件给定。",
                                      "The day on which the loan ends; given by its terms."};
  Param param;
  param.id = "lending.recall";
  param.unit = "working-days";
  param.values.push_back(
      {{Date{std::chrono::year{2022} / 1 / 1}, Date{std::chrono::year{2024} / 1 / 1}}, 1, {}});
  law.params.push_back(param);
  return law;
}

std::string words(const Timing& timing, Lang lang, Date day = kDay) {
  return timing_words(law_with_loan(), timing, day, lang);
}

Timing timing(TimingKind kind, std::optional<Span> span, std::optional<FactId> from,
              bool before = false) {
  Timing out;
  out.kind = kind;
  out.span = std::move(span);
  out.from = from;
  out.before = before;
  return out;
}

Span span(std::int64_t number, std::string unit) { return {number, std::move(unit), {}}; }

TEST(ScheduleWords, ByCountsForwardAndBack) {
  const Timing after = timing(TimingKind::kBy, span(10, "working-days"), kEnd);
  EXPECT_EQ(words(after, Lang::kZh), "最迟于借期届满之日后10个工作日内");
  EXPECT_EQ(words(after, Lang::kEn), "by 10 working days after the day on which the loan ends");
  const Timing before = timing(TimingKind::kBy, span(1, "months"), kActDate, true);
  EXPECT_EQ(words(before, Lang::kZh), "最迟于行为之日前1个月");
  EXPECT_EQ(words(before, Lang::kEn), "by 1 month before the day of the act");
  const Timing itself = timing(TimingKind::kBy, {}, kEnd);
  EXPECT_EQ(words(itself, Lang::kZh), "最迟于借期届满之日");
  EXPECT_EQ(words(itself, Lang::kEn), "by the day on which the loan ends");
}

TEST(ScheduleWords, ParameterIsReadOnTheDay) {
  const Timing by = timing(TimingKind::kBy, Span{0, "working-days", 0}, kEnd);
  EXPECT_EQ(words(by, Lang::kEn), "by 1 working day after the day on which the loan ends");
  const Date later{std::chrono::year{2024} / 1 / 1};
  EXPECT_EQ(words(by, Lang::kEn, later),
            "by lending.recall working days after the day on which the loan ends");
}

TEST(ScheduleWords, OtherKinds) {
  EXPECT_EQ(words(timing(TimingKind::kOpens, span(3, "days"), kEnd, true), Lang::kZh),
            "最早自借期届满之日前3日起");
  EXPECT_EQ(words(timing(TimingKind::kOpens, span(3, "days"), kEnd, true), Lang::kEn),
            "no earlier than 3 days before the day on which the loan ends");
  EXPECT_EQ(words(timing(TimingKind::kKeep, span(36, "months"), kActDate), Lang::kZh),
            "至少保持至行为之日后36个月");
  EXPECT_EQ(words(timing(TimingKind::kKeep, span(36, "months"), kActDate), Lang::kEn),
            "kept until 36 months after the day of the act, or longer");
  EXPECT_EQ(words(timing(TimingKind::kValid, span(2, "years"), kEnd), Lang::kZh),
            "有效至借期届满之日后2年");
  EXPECT_EQ(words(timing(TimingKind::kPromptly, {}, {}), Lang::kEn),
            "promptly (the text gives no number)");
  EXPECT_EQ(words(timing(TimingKind::kBeforeAct, {}, {}), Lang::kZh), "在行为实施之前");
}

TEST(ScheduleWords, WhatComesAgain) {
  EXPECT_EQ(words(timing(TimingKind::kEvery, span(2, "years"), {}), Lang::kZh), "每2年一次");
  EXPECT_EQ(words(timing(TimingKind::kEvery, span(2, "years"), kEnd), Lang::kEn),
            "every 2 years, the first time by 2 years after the day on which the loan ends");
  Timing yearly = timing(TimingKind::kYearly, {}, {});
  yearly.month = 12;
  yearly.day = 31;
  EXPECT_EQ(words(yearly, Lang::kZh), "每年最迟于12月31日");
  EXPECT_EQ(words(yearly, Lang::kEn), "every year by 31 December");
}

}  // namespace
}  // namespace lawful
