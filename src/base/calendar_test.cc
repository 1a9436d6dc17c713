#include "base/calendar.h"

#include <chrono>
#include <set>
#include <string>

#include "base/shipped_calendar_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

Date date(std::string_view text) { return *parse_date(text); }

// "2026-10-08", "2027-01-04 or later (2027)", or the message.
std::string shown(const Result<Due>& due) {
  if (!due) return due.error().message;
  std::string text = format_date(due->date);
  for (int year : due->missing) text += " (" + std::to_string(year) + ")";
  return text;
}

std::string working(std::string_view from, int length) {
  return shown(add_working_days(calendar_with(shipped_years()), date(from), length));
}

std::string calendar_days(std::string_view from, int length) {
  return shown(add_calendar_days(calendar_with(shipped_years()), date(from), length));
}

TEST(ShippedCalendar, HasAsManyWorkingDaysAsTheYearLessWeekendsAndStatutoryHolidays) {
  const Calendar calendar = calendar_with(shipped_years());
  // Make-up days move days of rest and add none: 365 days less the weekend days and the statutory
  // holidays (11 days; 13 since 2025).
  const std::vector<std::pair<int, int>> expected = {{2021, 250}, {2022, 249}, {2023, 249},
                                                     {2024, 251}, {2025, 248}, {2026, 248}};
  for (const auto& [year, count] : expected) {
    int found = 0;
    const std::chrono::year which{year};
    for (sys_days at{which / 1 / 1};
         at < sys_days{which / 1 / 1} + days{which.is_leap() ? 366 : 365}; at += days{1}) {
      found += calendar.day(Date{at}).working() ? 1 : 0;
    }
    EXPECT_EQ(found, count) << year;
  }
}

TEST(ShippedCalendar, KeepsWithinWhatIsTakenToBeSoOfUnpublishedYears) {
  const Calendar calendar = calendar_with(shipped_years());
  std::set<sys_days> worked;
  for (const CalendarYear& year : calendar.years()) {
    for (const Holiday& holiday : year.holidays)
      worked.insert(holiday.worked.begin(), holiday.worked.end());
  }
  ASSERT_EQ(worked.size(), 40u);
  for (auto first = worked.begin(); first != worked.end(); ++first) {
    int count = 0;
    for (auto last = first; last != worked.end(); ++last) {
      const int length = static_cast<int>((*last - *first).count()) + 1;
      EXPECT_LE(++count, calendar.make_up_days_max(length))
          << format_date(Date{*first}) << " " << length;
    }
  }
}

TEST(CalendarDay, SaysWhatTheNoticeSays) {
  const Calendar calendar = calendar_with(shipped_years());
  const CalendarDay spring = calendar.day(date("2026-02-23"));  // A Monday.
  EXPECT_EQ(spring.kind, DayKind::kHoliday);
  EXPECT_EQ(spring.holiday->name.zh, "春节");
  EXPECT_FALSE(spring.working());
  const CalendarDay made_up = calendar.day(date("2026-02-28"));  // A Saturday.
  EXPECT_EQ(made_up.kind, DayKind::kMakeUp);
  EXPECT_TRUE(made_up.working());
  EXPECT_EQ(calendar.day(date("2026-03-07")).kind, DayKind::kWeekend);
  EXPECT_EQ(calendar.day(date("2026-03-09")).kind, DayKind::kWeekday);
  EXPECT_TRUE(*is_working_day(calendar, date("2024-02-09")));  // Only encouraged to be off.
  EXPECT_FALSE(*is_working_day(calendar, date("2022-12-31")));
}

TEST(CalendarDay, OfLateDecemberIsSettledOnlyByTheNextNotice) {
  const Calendar calendar = calendar_with(shipped_years());
  EXPECT_EQ(calendar.day(date("2026-12-28")).coverage, Coverage::kPublished);
  EXPECT_EQ(calendar.day(date("2026-12-29")).coverage, Coverage::kUnpublished);
  EXPECT_EQ(calendar.missing_years(date("2026-12-29")), std::vector{2027});
  EXPECT_EQ(calendar.missing_years(date("2027-12-29")), (std::vector{2027, 2028}));
  EXPECT_EQ(calendar.day(date("2025-12-29")).coverage, Coverage::kPublished);
  EXPECT_EQ(calendar.day(date("2020-12-31")).coverage, Coverage::kBefore);
  EXPECT_EQ(calendar.missing_years(date("2020-12-31")), std::vector{2020});
  EXPECT_EQ(calendar.missing_years(date("9999-12-31")), std::vector{9999});
}

TEST(AddWorkingDays, DoesNotCountTheDayOfTheEvent) {
  EXPECT_EQ(working("2026-11-19", 1), "2026-11-20");  // Thursday to Friday.
  EXPECT_EQ(working("2026-11-20", 1), "2026-11-23");  // Friday to Monday.
  EXPECT_EQ(working("2026-11-22", 1), "2026-11-23");  // An event on a Sunday.
}

TEST(AddWorkingDays, PassesHolidaysAndStopsAtMakeUpDays) {
  EXPECT_EQ(working("2026-09-30", 1), "2026-10-08");
  EXPECT_EQ(working("2026-10-08", 2), "2026-10-10");  // A worked Saturday.
  EXPECT_EQ(working("2026-10-08", 3), "2026-10-12");
  EXPECT_EQ(working("2022-12-30", 1), "2023-01-03");
  // 14 February, 24 to 28 February, 2 to 6 March, 9 to 12 March.
  EXPECT_EQ(working("2026-02-13", 15), "2026-03-12");
}

TEST(AddWorkingDays, CountsTheDayOfTheEventWhereTheLawSaysSo) {
  Counting counting = shipped_counting();
  counting.first_day_counts = true;
  const Calendar calendar = calendar_with(shipped_years(), counting);
  EXPECT_EQ(shown(add_working_days(calendar, date("2026-11-20"), 1)), "2026-11-20");
  EXPECT_EQ(shown(add_working_days(calendar, date("2026-11-22"), 1)), "2026-11-23");
  EXPECT_EQ(shown(add_calendar_days(calendar, date("2026-11-20"), 4)), "2026-11-23");
}

// In 2027 nothing is published: 8 January is a Friday; the weekend after it may be worked.
TEST(AddWorkingDays, GivesTheEarliestPossibleDateWhereNoNoticeIsOut) {
  EXPECT_EQ(working("2027-01-07", 1), "2027-01-08 (2027)");
  EXPECT_EQ(working("2027-01-08", 1), "2027-01-09 (2027)");
  EXPECT_EQ(working("2027-01-08", 2), "2027-01-10 (2027)");
  EXPECT_EQ(working("2027-01-08", 7), "2027-01-15 (2027)");
  EXPECT_EQ(working("2027-01-08", 8), "2027-01-16 (2027)");  // Eight days in a row admit a third.
  EXPECT_EQ(working("2027-01-08", 9), "2027-01-18 (2027)");  // No fourth before day 21.
  EXPECT_EQ(working("2026-12-28", 1), "2026-12-29 (2027)");
  EXPECT_EQ(working("2026-12-25", 1), "2026-12-28");
  EXPECT_EQ(working("2027-12-28", 1), "2027-12-29 (2027) (2028)");
}

// Where a longer run admits one more make-up day on a weekday, both would fall on that day.
TEST(AddWorkingDays, EndsLaterWithEachDayMoreWhereNoNoticeIsOut) {
  const Calendar calendar = calendar_with(shipped_years());
  for (int offset = 0; offset < 7; ++offset) {
    const Date from{sys_days{2027y / 1 / 1} + days{offset}};
    sys_days before{from};
    for (int length = 1; length <= 130; ++length) {
      const sys_days end{add_working_days(calendar, from, length)->date};
      ASSERT_LT(before, end) << format_date(from) << " " << length;
      before = end;
    }
  }
}

TEST(AddWorkingDays, TakesEveryDayToBeWorkedBeforeTheCalendar) {
  EXPECT_EQ(working("2020-12-25", 3), "2020-12-28 (2020)");
  EXPECT_EQ(working("2020-12-30", 2), "2021-01-04 (2020)");
  EXPECT_EQ(working("1949-01-01", 3), "1949-01-04 (1949)");
}

TEST(AddCalendarDays, EndsOnTheFirstDayAfterTheDaysOff) {
  EXPECT_EQ(calendar_days("2026-11-19", 1), "2026-11-20");
  EXPECT_EQ(calendar_days("2026-11-19", 2), "2026-11-23");  // Saturday.
  EXPECT_EQ(calendar_days("2026-09-30", 1), "2026-10-08");
  EXPECT_EQ(calendar_days("2026-10-09", 1), "2026-10-10");   // A worked Saturday.
  EXPECT_EQ(calendar_days("2026-02-01", 13), "2026-02-14");  // Another, with the holiday after it.
  EXPECT_EQ(calendar_days("2026-02-01", 14), "2026-02-24");
}

TEST(AddCalendarDays, MovesNothingWhereTheLawDoesNotSaySo) {
  Counting counting = shipped_counting();
  counting.last_day_rolls = false;
  const Calendar calendar = calendar_with(shipped_years(), counting);
  EXPECT_EQ(shown(add_calendar_days(calendar, date("2026-11-19"), 2)), "2026-11-21");
  EXPECT_EQ(shown(add_calendar_days(calendar, date("2026-12-31"), 30)), "2027-01-30");
}

TEST(AddCalendarDays, IsProvisionalWhereTheLastDayIs) {
  EXPECT_EQ(calendar_days("2026-12-21", 7), "2026-12-28");
  EXPECT_EQ(calendar_days("2026-12-21", 10), "2026-12-31 (2027)");
  EXPECT_EQ(calendar_days("2026-12-21", 13), "2027-01-03 (2027)");  // A Sunday that may be worked.
  EXPECT_EQ(calendar_days("2020-12-21", 5), "2020-12-26 (2020)");
  EXPECT_EQ(calendar_days("2020-12-21", 11), "2021-01-04");
}

TEST(Periods, OutsideTheLimitsAreRefused) {
  const std::string reach = "the calendar reaches from 1949 to 9999";
  EXPECT_EQ(working("1948-12-31", 1), reach);
  EXPECT_EQ(calendar_days("1948-12-31", 1), reach);
  EXPECT_EQ(working("2026-01-01", 0), "a period has 1 to 10000 days");
  EXPECT_EQ(working("2026-01-01", -1), "a period has 1 to 10000 days");
  EXPECT_EQ(calendar_days("2026-01-01", 10'001), "a period has 1 to 10000 days");
  EXPECT_EQ(working("9999-12-30", 1), "9999-12-31 (9999)");
  EXPECT_EQ(working("9999-12-30", 2), "the period ends after the year 9999");
  EXPECT_EQ(working("9999-12-31", 1), "the period ends after the year 9999");
  EXPECT_EQ(calendar_days("9999-12-30", 2), "the period ends after the year 9999");
  const Calendar calendar = calendar_with(shipped_years());
  EXPECT_EQ(shown(add_working_days(calendar, 2026y / 2 / 30, 1)), "there is no such day");
  EXPECT_EQ(is_working_day(calendar, 1948y / 12 / 31).error().message, reach);
  EXPECT_EQ(is_working_day(calendar, 2026y / 2 / 30).error().message, "there is no such day");
}

CalendarYear year_with(int number, std::vector<Date> off, std::vector<Date> worked) {
  CalendarYear year;
  year.year = number;
  year.holidays.push_back({{"假日", "a holiday"}, std::move(off), std::move(worked)});
  return year;
}

std::string refusal(std::vector<CalendarYear> years) {
  const auto calendar = Calendar::make(std::move(years), shipped_counting());
  return calendar ? "accepted" : calendar.error().message;
}

TEST(CalendarMake, LetsALaterYearReplaceAnEarlierOne) {
  std::vector<CalendarYear> years = shipped_years();
  years.push_back(year_with(2026, {2026y / 11 / 23}, {2026y / 11 / 28}));
  const Calendar calendar = calendar_with(std::move(years));
  EXPECT_EQ(calendar.years().size(), 6u);
  EXPECT_FALSE(calendar.day(2026y / 11 / 23).working());
  EXPECT_TRUE(calendar.day(2026y / 11 / 28).working());
  EXPECT_TRUE(calendar.day(2026y / 10 / 1).working());  // The old arrangement is gone.
}

TEST(CalendarMake, RefusesWhatIsNoCalendar) {
  EXPECT_EQ(refusal({}), "a calendar needs at least one year");
  EXPECT_EQ(refusal({year_with(1948, {}, {})}), "the calendar reaches from 1949 to 9999");
  EXPECT_EQ(refusal({year_with(2027, {}, {2027y / 1 / 4})}),
            "2027-01-04 is a make-up day but no Saturday or Sunday");
  EXPECT_EQ(
      refusal({year_with(2026, {}, {2026y / 12 / 26}), year_with(2027, {2026y / 12 / 26}, {})}),
      "2026-12-26 is both off and worked");
  EXPECT_EQ(refusal({year_with(2027, {2027y / 1 / 4}, {2027y / 1 / 9})}), "accepted");
  Counting counting = shipped_counting();
  counting.make_up_limits.clear();
  EXPECT_EQ(Calendar::make(shipped_years(), counting).error().message,
            "a calendar needs the limits of make-up days");
}

}  // namespace
}  // namespace lawful
