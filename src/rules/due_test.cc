#include "rules/due.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr FactId kEvent = 2;

Date date(std::string_view text) { return *parse_date(text); }

std::int64_t number_of(std::string_view text) {
  return sys_days{date(text)}.time_since_epoch().count();
}

// 2024 without a holiday, and 2025 with the first eight days of October off, for which 28 September
// and 11 October are worked. No notice of 2026 is held.
Calendar calendar() {
  Holiday autumn{{"秋", "autumn"}, {}, {date("2025-09-28"), date("2025-10-11")}};
  for (sys_days day = date("2025-10-01"); day <= sys_days{date("2025-10-08")}; day += days{1})
    autumn.off.emplace_back(day);
  Counting counting;
  counting.last_day_rolls = true;
  counting.reaches_back_to = std::chrono::December / 29;
  counting.make_up_limits = {{1, 1}, {30, 2}};
  auto made = Calendar::make({{2024, {}, {}}, {2025, {}, {autumn}}}, counting);
  EXPECT_TRUE(made.has_value());
  return *std::move(made);
}

Law law_of_one_date() {
  Law law;
  for (const char* id : {"act.kind", "act.date", "event.on"}) {
    Fact fact;
    fact.id = id;
    fact.type = law.vocabulary.facts.empty() ? FactType::kOneOf : FactType::kDate;
    if (fact.type == FactType::kOneOf) fact.values.resize(kActKindCount);
    law.vocabulary.by_id[id] = static_cast<FactId>(law.vocabulary.facts.size());
    law.vocabulary.facts.push_back(fact);
  }
  return law;
}

// What is reckoned for an act of the day `at`, whose event lies within `event`.
class Reckoned {
 public:
  Reckoned(std::string_view at, const ValueSet& event) : law_(law_of_one_date()) {
    Facts facts(law_, ActKind::kHandling, date(at));
    EXPECT_FALSE(facts.state(kEvent, event).has_value());
    decision_.emplace(Decision{.id = {},
                               .act = {},
                               .at = {date(at), date(at)},
                               .outcome = Outcome::kUndetermined,
                               .label = {},
                               .evaluation = {date(at), facts, {}, false, {}, {}, {}, {}, {}},
                               .segments = {},
                               .entitlements = {},
                               .findings = {},
                               .missing = {},
                               .readings = {},
                               .readings_used = {},
                               .reading_sensitive = {},
                               .next_change = {},
                               .law = &law_});
    decision_->act.facts = {{kEvent, event, {"act.toml", 3, 7}}};
  }
  Reckoned(std::string_view at, std::string_view event)
      : Reckoned(at, ValueSet::of_interval(number_of(event), number_of(event))) {}

  // `2025-10-09`, with what is not certain behind it; `-` for no day; or the message.
  std::string operator()(TimingKind kind, std::int64_t number, const std::string& unit,
                         bool before = false) const {
    Timing timing;
    timing.kind = kind;
    timing.span = Span{number, unit, std::nullopt};
    timing.before = before;
    timing.from = kEvent;
    return shown(timing);
  }

  std::string yearly(unsigned month, unsigned day) const {
    Timing timing;
    timing.kind = TimingKind::kYearly;
    timing.month = month;
    timing.day = day;
    return shown(timing);
  }

  std::string shown(const Timing& timing) const {
    Schedule schedule;
    schedule.timings = {timing};
    const auto times = due_times(*decision_, calendar(), schedule);
    if (!times) return times.error().message;
    const DueTime& time = times->front();
    std::string out = time.date ? format_date(*time.date) : "-";
    for (const int year : time.missing) out += " provisional " + std::to_string(year);
    return out + (time.vague ? " vague" : "");
  }

 private:
  Law law_;
  std::optional<Decision> decision_;
};

TEST(Due, MonthsEndOnTheSameNumberOrOnTheLastOfTheMonth) {
  const auto keep = [](std::string_view event, std::int64_t months) {
    return Reckoned("2024-01-01", event)(TimingKind::kKeep, months, "months");
  };
  EXPECT_EQ(keep("2024-01-15", 1), "2024-02-15");
  EXPECT_EQ(keep("2024-01-31", 1), "2024-02-29");
  EXPECT_EQ(keep("2025-01-31", 1), "2025-02-28");
  EXPECT_EQ(keep("2024-01-31", 3), "2024-04-30");
  EXPECT_EQ(keep("2024-12-31", 2), "2025-02-28");
  EXPECT_EQ(keep("2024-12-31", 12), "2025-12-31");
}

TEST(Due, YearsFromALeapDayEndOnTheLastOfFebruary) {
  const auto keep = [](std::int64_t years) {
    return Reckoned("2024-03-01", "2024-02-29")(TimingKind::kKeep, years, "years");
  };
  EXPECT_EQ(keep(1), "2025-02-28");
  EXPECT_EQ(keep(3), "2027-02-28");
  EXPECT_EQ(keep(4), "2028-02-29");
  EXPECT_EQ(keep(76), "2100-02-28");  // no leap year
}

TEST(Due, CountedBackNothingMoves) {
  const auto before = [](std::string_view event, std::int64_t number, const char* unit) {
    return Reckoned("2024-01-01", event)(TimingKind::kBy, number, unit, true);
  };
  EXPECT_EQ(before("2024-03-31", 1, "months"), "2024-02-29");
  EXPECT_EQ(before("2025-03-31", 1, "months"), "2025-02-28");
  EXPECT_EQ(before("2025-03-31", 13, "months"), "2024-02-29");
  EXPECT_EQ(before("2024-02-29", 1, "years"), "2023-02-28");
  EXPECT_EQ(before("2025-10-09", 3, "days"), "2025-10-06");  // a holiday
  EXPECT_EQ(before("2025-10-09", 1, "working-days"), "2025-09-30");
  EXPECT_EQ(before("2025-10-09", 3, "working-days"), "2025-09-28");  // a Sunday that is worked
}

TEST(Due, ALastDayOffMovesOnOverTheHoliday) {
  const auto by = [](std::string_view event, std::int64_t number, const char* unit) {
    return Reckoned("2025-09-01", event)(TimingKind::kBy, number, unit);
  };
  EXPECT_EQ(by("2025-09-28", 2, "days"), "2025-09-30");
  EXPECT_EQ(by("2025-09-28", 3, "days"), "2025-10-09");
  EXPECT_EQ(by("2025-09-01", 1, "months"), "2025-10-09");
  EXPECT_EQ(by("2024-10-03", 1, "years"), "2025-10-09");
  EXPECT_EQ(by("2025-10-01", 10, "days"), "2025-10-11");  // a Saturday that is worked
  EXPECT_EQ(by("2025-09-26", 3, "working-days"), "2025-09-30");
  EXPECT_EQ(by("2025-09-26", 4, "working-days"), "2025-10-09");
}

TEST(Due, OnlyALastDayMoves) {
  const Reckoned reckoned("2025-09-01", "2025-09-28");
  for (const TimingKind kind : {TimingKind::kKeep, TimingKind::kOpens, TimingKind::kValid})
    EXPECT_EQ(reckoned(kind, 3, "days"), "2025-10-01");
}

TEST(Due, HoursAndMinutesAreOfTheDayOfTheEvent) {
  const Reckoned reckoned("2025-09-01", "2025-10-01");
  EXPECT_EQ(reckoned(TimingKind::kBy, 4, "hours"), "2025-10-01");
  EXPECT_EQ(reckoned(TimingKind::kBy, 24, "hours"), "2025-10-02");
  EXPECT_EQ(reckoned(TimingKind::kBy, 72, "hours"), "2025-10-04");
  EXPECT_EQ(reckoned(TimingKind::kBy, 90, "minutes"), "2025-10-01");
}

TEST(Due, AnUnpublishedYearIsProvisionalWhereTheCalendarIsAsked) {
  const auto by = [](std::string_view event, std::int64_t number, const char* unit) {
    return Reckoned("2025-09-01", event)(TimingKind::kBy, number, unit);
  };
  EXPECT_EQ(by("2025-12-22", 4, "working-days"), "2025-12-26");
  EXPECT_EQ(by("2025-01-05", 1, "years"), "2026-01-05 provisional 2026");
  EXPECT_TRUE(by("2026-03-02", 5, "working-days").ends_with(" provisional 2026"));
  const Reckoned reckoned("2025-09-01", "2026-03-02");
  EXPECT_EQ(reckoned(TimingKind::kKeep, 5, "days"), "2026-03-07");
  EXPECT_TRUE(reckoned(TimingKind::kBy, 5, "working-days", true).ends_with(" provisional 2026"));
}

TEST(Due, WhatRecursIsTheFirstThatIsNotBeforeTheAct) {
  const auto every = [](std::string_view at, std::string_view event, std::int64_t number,
                        const char* unit) {
    return Reckoned(at, event)(TimingKind::kEvery, number, unit);
  };
  EXPECT_EQ(every("2024-01-01", "2024-03-01", 2, "years"),
            "2026-03-01");  // the first, after the act
  EXPECT_EQ(every("2024-03-01", "2024-03-01", 2, "years"), "2026-03-01");
  EXPECT_EQ(every("2026-02-28", "2024-03-01", 2, "years"), "2026-03-01");
  EXPECT_EQ(every("2026-03-01", "2024-03-01", 2, "years"), "2026-03-01");  // on the day itself
  EXPECT_EQ(every("2026-03-02", "2024-03-01", 2, "years"), "2028-03-01");
  EXPECT_EQ(every("2024-06-01", "2024-01-31", 1, "months"), "2024-06-30");
  EXPECT_EQ(every("2024-07-01", "2024-01-31", 1, "months"),
            "2024-07-31");  // not the 29th of February on
  EXPECT_EQ(every("2027-01-01", "2024-02-29", 1, "years"), "2027-02-28");
  EXPECT_EQ(every("2028-01-01", "2024-02-29", 1, "years"), "2028-02-29");
  EXPECT_EQ(every("2024-01-15", "2024-01-01", 7, "days"), "2024-01-15");
  EXPECT_EQ(every("2024-01-16", "2024-01-01", 7, "days"), "2024-01-22");
  EXPECT_EQ(every("2024-01-16", "1950-01-02", 1, "days"), "2024-01-16");
  EXPECT_EQ(every("2024-01-16", "2024-01-01", 4, "hours"), "2024-01-16");
  EXPECT_EQ(every("2025-10-03", "2025-09-24", 2, "working-days"), "2025-10-09");
}

// The slow way: every day from the event on, one by one.
TEST(Due, WhatRecursInDaysAgreesWithCountingThemOneByOne) {
  for (int number = 1; number <= 9; ++number)
    for (int after = 0; after <= 40; ++after) {
      const sys_days event = date("2024-02-20");
      const sys_days at = event + days{after};
      sys_days expected = event + days{number};
      while (expected < at) expected += days{number};
      const Reckoned reckoned(format_date(Date{at}), "2024-02-20");
      EXPECT_EQ(reckoned(TimingKind::kEvery, number, "days"), format_date(Date{expected}));
    }
}

TEST(Due, ADayOfTheYearIsTheNextOneFromTheActOn) {
  EXPECT_EQ(Reckoned("2024-01-31", "2024-01-01").yearly(1, 31), "2024-01-31");
  EXPECT_EQ(Reckoned("2024-02-01", "2024-01-01").yearly(1, 31), "2025-01-31");
  EXPECT_EQ(Reckoned("2024-02-01", "2024-01-01").yearly(2, 29), "2024-02-29");
  EXPECT_EQ(Reckoned("2024-03-01", "2024-01-01").yearly(2, 29), "2025-02-28");
  EXPECT_EQ(Reckoned("2027-03-01", "2024-01-01").yearly(2, 29), "2028-02-29");
}

TEST(Due, AVagueDateGivesTheEarliestDayAndAnUnknownOneNone) {
  const ValueSet march = ValueSet::of_interval(number_of("2025-03-01"), number_of("2025-03-31"));
  EXPECT_EQ(Reckoned("2025-01-01", march)(TimingKind::kKeep, 1, "months"), "2025-04-01 vague");
  EXPECT_EQ(Reckoned("2025-01-01", march)(TimingKind::kBy, 1, "days", true), "2025-02-28 vague");
  const ValueSet since = ValueSet::of_interval(number_of("2025-03-01"), ValueSet::kHighest);
  EXPECT_EQ(Reckoned("2025-01-01", since)(TimingKind::kKeep, 1, "months"), "2025-04-01 vague");
  const Fact any = law_of_one_date().vocabulary[kEvent];
  const ValueSet until = any.all().intersect(ValueSet::of_interval(ValueSet::kLowest, 20'000));
  EXPECT_EQ(Reckoned("2025-01-01", until)(TimingKind::kKeep, 1, "months"), "-");
  EXPECT_EQ(Reckoned("2025-01-01", any.all())(TimingKind::kBy, 1, "working-days"), "-");
}

TEST(Due, ADayOutsideTheCalendarIsRefusedWithThePlaceOfItsEvent) {
  const Reckoned late("2025-01-01", "9999-12-30");
  const std::string after = "act.toml:3:7: `event.on`: the period ends after the year 9999";
  EXPECT_EQ(late(TimingKind::kBy, 5, "working-days"), after);
  EXPECT_EQ(late(TimingKind::kBy, 5, "days"), after);
  EXPECT_EQ(late(TimingKind::kKeep, 5, "days"), after);
  EXPECT_EQ(late(TimingKind::kValid, 10'000, "years"), after);
  EXPECT_EQ(late(TimingKind::kEvery, 1, "months"), after);
  EXPECT_EQ(late(TimingKind::kKeep, 1, "days"), "9999-12-31");
  const Reckoned early("2025-01-01", "1949-01-02");
  const std::string before = "act.toml:3:7: `event.on`: the period ends before the year 1949";
  EXPECT_EQ(early(TimingKind::kOpens, 2, "days", true), before);
  EXPECT_EQ(early(TimingKind::kBy, 10'000, "working-days", true), before);
  EXPECT_NE(Reckoned("9999-06-01", "2024-01-01").yearly(1, 31).find("after the year 9999"),
            std::string::npos);
}

}  // namespace
}  // namespace lawful
