// Periods against a slow and obvious count, and the earliest possible date against notices that
// were taken away or made up. Every day that is made up here is generated. A failure prints its
// seed.

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/shipped_calendar_test.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace lawful {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

const Calendar& shipped() {
  static const Calendar calendar = calendar_with(shipped_years());
  return calendar;
}

// 0 for Sunday, by Sakamoto's method: nothing of <chrono> and nothing of the code under test.
int weekday_of(int year, int month, int day) {
  constexpr int kShift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  if (month < 3) --year;
  return (year + year / 4 - year / 100 + year / 400 + kShift[month - 1] + day) % 7;
}

struct Day {
  int year, month, day;
  auto operator<=>(const Day&) const = default;
};

Day after(Day day) {
  constexpr int kLength[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (day.year % 4 == 0 && day.year % 100 != 0) || day.year % 400 == 0;
  const int length = kLength[day.month - 1] + (day.month == 2 && leap ? 1 : 0);
  if (day.day < length) return {day.year, day.month, day.day + 1};
  return day.month < 12 ? Day{day.year, day.month + 1, 1} : Day{day.year + 1, 1, 1};
}

Day plain(Date date) {
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}),
          static_cast<int>(unsigned{date.day()})};
}

// Day by day, from lists of days as the notices have them.
class SlowCalendar {
 public:
  explicit SlowCalendar(const std::vector<CalendarYear>& years) {
    for (const CalendarYear& year : years) {
      for (const Holiday& holiday : year.holidays) {
        for (Date date : holiday.off) special_[plain(date)] = false;
        for (Date date : holiday.worked) special_[plain(date)] = true;
      }
    }
  }

  bool worked(Day day) const {
    const auto special = special_.find(day);
    if (special != special_.end()) return special->second;
    const int weekday = weekday_of(day.year, day.month, day.day);
    return weekday != 0 && weekday != 6;
  }

  Day working_days_after(Day from, int count) const {
    while (count > 0) {
      from = after(from);
      if (worked(from)) --count;
    }
    return from;
  }

  Day calendar_days_after(Day from, int count) const {
    for (int i = 0; i < count; ++i) from = after(from);
    while (!worked(from)) from = after(from);
    return from;
  }

 private:
  std::map<Day, bool> special_;
};

Date day_between(Date first, Date last) {
  const auto length = (sys_days{last} - sys_days{first}).count();
  return Date{sys_days{first} + days{*rc::gen::inRange<std::int64_t>(0, length + 1)}};
}

Date add(const Calendar& calendar, Date from, int length) {
  const auto due = add_working_days(calendar, from, length);
  RC_ASSERT(due.has_value());
  return due->date;
}

RC_GTEST_PROP(PublishedPeriods, AgreeWithASlowCount, ()) {
  const SlowCalendar slow(shipped().years());
  const Date from = day_between(2021y / 1 / 1, 2026y / 6 / 1);
  const int length = *rc::gen::inRange(1, 130);
  const auto worked = add_working_days(shipped(), from, length);
  const auto counted = add_calendar_days(shipped(), from, length);
  RC_ASSERT(worked.has_value() && counted.has_value());
  RC_ASSERT(!worked->provisional() && !counted->provisional());
  RC_ASSERT(plain(worked->date) == slow.working_days_after(plain(from), length));
  RC_ASSERT(plain(counted->date) == slow.calendar_days_after(plain(from), length));
}

RC_GTEST_PROP(PublishedPeriods, AddUp, ()) {
  const Date from = day_between(2021y / 1 / 1, 2026y / 1 / 1);
  const int first = *rc::gen::inRange(1, 120);
  const int second = *rc::gen::inRange(1, 120);
  RC_ASSERT(add(shipped(), add(shipped(), from, first), second) ==
            add(shipped(), from, first + second));
}

RC_GTEST_PROP(ProvisionalPeriods, AddUpToNothingLater, ()) {
  const Date from = day_between(2020y / 1 / 1, 2029y / 1 / 1);
  const int first = *rc::gen::inRange(1, 400);
  const int second = *rc::gen::inRange(1, 400);
  const Date at_once = add(shipped(), from, first + second);
  RC_ASSERT(sys_days{add(shipped(), add(shipped(), from, first), second)} <= sys_days{at_once});
}

RC_GTEST_PROP(Periods, EndLaterWithEachWorkingDayMore, ()) {
  const Date from = day_between(2019y / 1 / 1, 2030y / 1 / 1);
  const int length = *rc::gen::inRange(1, 900);
  RC_ASSERT(sys_days{from} < sys_days{add(shipped(), from, length)});
  RC_ASSERT(sys_days{add(shipped(), from, length)} < sys_days{add(shipped(), from, length + 1)});
}

// Where the period reaches beyond `full` too, that gives a bound of its own, which may be the
// looser one: it does not hold the days of a notice and those of a year without one to one limit.
void assert_bound(const Calendar& known, const Calendar& full, Date from, int length) {
  const auto early = add_working_days(known, from, length);
  const auto exact = add_working_days(full, from, length);
  RC_ASSERT(early.has_value() && exact.has_value());
  RC_ASSERT(exact->provisional() || sys_days{early->date} <= sys_days{exact->date});
  RC_ASSERT(early->provisional() || early->date == exact->date);
  const auto early_day = add_calendar_days(known, from, length);
  const auto exact_day = add_calendar_days(full, from, length);
  RC_ASSERT(early_day.has_value() && exact_day.has_value());
  RC_ASSERT(exact_day->provisional() || sys_days{early_day->date} <= sys_days{exact_day->date});
  RC_ASSERT(early_day->provisional() || early_day->date == exact_day->date);
}

RC_GTEST_PROP(EarliestDate, IsNeverLaterThanWhatTheNoticesThatWereTakenAwaySay, ()) {
  std::vector<CalendarYear> known;
  const int kept = *rc::gen::inRange(1, 64);  // One bit a year, at least one.
  for (std::size_t i = 0; i < 6; ++i) {
    if ((kept >> i & 1) == 1) known.push_back(shipped().years()[i]);
  }
  const Date from = day_between(2021y / 1 / 1, 2026y / 6 / 1);
  assert_bound(calendar_with(std::move(known)), shipped(), from, *rc::gen::inRange(1, 130));
}

bool within_limits(const std::vector<sys_days>& worked) {
  for (std::size_t i = 0; i < worked.size(); ++i) {
    for (std::size_t j = i; j < worked.size(); ++j) {
      const int length = static_cast<int>((worked[j] - worked[i]).count()) + 1;
      if (static_cast<int>(j - i) + 1 > shipped().make_up_days_max(length)) return false;
    }
  }
  return true;
}

// A notice for 2027 as bad for the bound as the limits admit: many make-up days, few holidays.
CalendarYear made_up_2027() {
  CalendarYear year;
  year.year = 2027;
  Holiday holiday{{"假日", "a holiday"}, {}, {}};
  const auto tries = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-3, 365));
  std::vector<sys_days> worked;
  for (int offset : tries) {
    const sys_days at = sys_days{2027y / 1 / 1} + days{offset};
    const std::chrono::weekday weekday{at};
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) {
      if (offset % 5 == 0) holiday.off.push_back(Date{at});
      continue;
    }
    std::vector<sys_days> more = worked;
    if (std::ranges::find(more, at) != more.end()) continue;
    more.insert(std::ranges::upper_bound(more, at), at);
    if (within_limits(more)) worked = more;
  }
  for (sys_days at : worked) holiday.worked.push_back(Date{at});
  year.holidays.push_back(std::move(holiday));
  return year;
}

RC_GTEST_PROP(EarliestDate, IsNeverLaterThanAnyNoticeWithinTheLimitsWouldSay, ()) {
  std::vector<CalendarYear> years = shipped().years();
  years.push_back(made_up_2027());
  const Date from = day_between(2026y / 10 / 1, 2027y / 10 / 1);
  assert_bound(shipped(), calendar_with(std::move(years)), from, *rc::gen::inRange(1, 120));
}

// The bound is not idle: notices exist under which a period ends on the very day it names.
TEST(EarliestDate, IsReachedByTheMostMakeUpDaysThatTheLimitsAdmit) {
  for (int offset = 0; offset < 300; ++offset) {
    const Date from{sys_days{2027y / 1 / 1} + days{offset}};
    CalendarYear year;
    year.year = 2027;
    year.holidays.push_back({{"假日", "a holiday"}, {}, {}});
    std::vector<sys_days> worked;
    for (sys_days at = sys_days{from} + days{1}; at < sys_days{from} + days{8}; at += days{1}) {
      const std::chrono::weekday weekday{at};
      if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) continue;
      year.holidays.front().worked.push_back(Date{at});
    }
    std::vector<CalendarYear> years = shipped().years();
    years.push_back(year);
    const Calendar full = calendar_with(std::move(years));
    for (int length = 1; length <= 7; ++length) {
      EXPECT_EQ(add_working_days(full, from, length)->date,
                add_working_days(shipped(), from, length)->date)
          << format_date(from) << " " << length;
    }
  }
}

}  // namespace
}  // namespace lawful
