#include "base/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

bool is_weekend(sys_days date) {
  const std::chrono::weekday weekday{date};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

bool in_range(int year) { return year >= kCalendarYearMin && year <= kCalendarYearMax; }

Result<void> check_date(Date date) {
  if (!date.ok()) return fail(Code::kInvalid, "there is no such day");
  if (in_range(int{date.year()})) return {};
  return fail(Code::kInvalid, fmt::format("the calendar reaches from {} to {}", kCalendarYearMin,
                                          kCalendarYearMax));
}

Result<void> check_period(Date from, int length) {
  TRY_VOID(check_date(from));
  if (length >= 1 && length <= kPeriodMax) return {};
  return fail(Code::kInvalid, fmt::format("a period has 1 to {} days", kPeriodMax));
}

Error past_the_end() {
  return {Code::kInvalid, fmt::format("the period ends after the year {}", kCalendarYearMax)};
}

// Counts working days from left to right without ever falling behind the true number: published
// days as they are, others as the head of the header says.
class LeadingCount {
 public:
  explicit LeadingCount(const Calendar& calendar) : calendar_(calendar) {}

  // The count with `date` in it; dates come in order, none left out.
  int take(sys_days date) {
    const CalendarDay day = calendar_.day(Date{date});
    if (day.coverage != Coverage::kPublished) note_missing(Date{date});
    switch (day.coverage) {
      case Coverage::kPublished:
        close_run();
        closed_ += day.working() ? 1 : 0;
        break;
      case Coverage::kBefore:
        close_run();
        ++closed_;
        break;
      case Coverage::kUnpublished:
        ++run_length_;
        ++(is_weekend(date) ? run_weekend_days_ : run_weekdays_);
        break;
    }
    // A longer run may admit a make-up day on a day that is none; yet no day adds more than one.
    count_ = std::min(count_ + 1, closed_ + run_count());
    return count_;
  }

  std::vector<int> take_missing() { return std::move(missing_); }

 private:
  int run_count() const {
    return run_weekdays_ + std::min(run_weekend_days_, calendar_.make_up_days_max(run_length_));
  }

  void close_run() {
    if (run_length_ == 0) return;
    closed_ = count_;
    run_length_ = run_weekdays_ = run_weekend_days_ = 0;
  }

  void note_missing(Date date) {
    for (int year : calendar_.missing_years(date)) {
      if (std::ranges::find(missing_, year) == missing_.end()) missing_.push_back(year);
    }
  }

  const Calendar& calendar_;
  int count_ = 0;
  int closed_ = 0;  // What the days before the present run came to.
  int run_length_ = 0;
  int run_weekdays_ = 0;
  int run_weekend_days_ = 0;
  std::vector<int> missing_;
};

}  // namespace

Result<Calendar> Calendar::make(std::vector<CalendarYear> years, Counting counting) {
  if (years.empty()) return fail(Code::kInvalid, "a calendar needs at least one year");
  if (counting.make_up_limits.empty()) {
    return fail(Code::kInvalid, "a calendar needs the limits of make-up days");
  }
  Calendar calendar;
  calendar.counting_ = std::move(counting);
  std::ranges::stable_sort(years, {}, &CalendarYear::year);
  for (CalendarYear& year : years) {
    if (!in_range(year.year)) {
      return fail(Code::kInvalid, fmt::format("the calendar reaches from {} to {}",
                                              kCalendarYearMin, kCalendarYearMax));
    }
    if (!calendar.years_.empty() && calendar.years_.back().year == year.year) {
      calendar.years_.pop_back();
    }
    calendar.years_.push_back(std::move(year));
  }
  for (std::size_t i = 0; i < calendar.years_.size(); ++i) {
    const std::vector<Holiday>& holidays = calendar.years_[i].holidays;
    for (std::size_t j = 0; j < holidays.size(); ++j) {
      for (Date date : holidays[j].off) calendar.special_.push_back({date, true, i, j});
      for (Date date : holidays[j].worked) calendar.special_.push_back({date, false, i, j});
    }
  }
  std::ranges::sort(calendar.special_, {}, [](const SpecialDay& day) {
    return std::tuple(day.date, day.year, day.holiday, day.off);
  });
  const SpecialDay* before = nullptr;
  for (const SpecialDay& day : calendar.special_) {
    if (!day.off && !is_weekend(day.date)) {
      return fail(Code::kInvalid, fmt::format("{} is a make-up day but no Saturday or Sunday",
                                              format_date(Date{day.date})));
    }
    if (before != nullptr && before->date == day.date && before->off != day.off) {
      return fail(Code::kInvalid,
                  fmt::format("{} is both off and worked", format_date(Date{day.date})));
    }
    before = &day;
  }
  return calendar;
}

const CalendarYear* Calendar::find(int year) const {
  const auto found = std::ranges::lower_bound(years_, year, {}, &CalendarYear::year);
  return found == years_.end() || found->year != year ? nullptr : &*found;
}

CalendarDay Calendar::day(Date date) const {
  const sys_days at{date};
  CalendarDay day;
  day.kind = is_weekend(at) ? DayKind::kWeekend : DayKind::kWeekday;
  const auto special = std::ranges::lower_bound(special_, at, {}, &SpecialDay::date);
  if (special != special_.end() && special->date == at) {
    day.kind = special->off ? DayKind::kHoliday : DayKind::kMakeUp;
    day.holiday = &years_[special->year].holidays[special->holiday];
  }
  if (int{date.year()} < years_.front().year) {
    day.coverage = Coverage::kBefore;
  } else if (!missing_years(date).empty()) {
    day.coverage = Coverage::kUnpublished;
  }
  return day;
}

std::vector<int> Calendar::missing_years(Date date) const {
  std::vector<int> missing;
  const int year{date.year()};
  if (find(year) == nullptr) missing.push_back(year);
  const std::chrono::month_day within{date.month(), date.day()};
  if (within >= counting_.reaches_back_to && in_range(year + 1) && find(year + 1) == nullptr) {
    missing.push_back(year + 1);
  }
  return missing;
}

int Calendar::make_up_days_max(int run) const {
  const std::vector<MakeUpLimit>& limits = counting_.make_up_limits;
  const MakeUpLimit& last = limits.back();
  const int rest = run % last.days;
  const auto above = std::ranges::upper_bound(limits, rest, {}, &MakeUpLimit::days);
  return run / last.days * last.count + (above == limits.begin() ? 0 : std::prev(above)->count);
}

Result<bool> is_working_day(const Calendar& calendar, Date date) {
  TRY_VOID(check_date(date));
  return calendar.day(date).working();
}

Result<Due> add_working_days(const Calendar& calendar, Date from, int length) {
  TRY_VOID(check_period(from, length));
  LeadingCount count(calendar);
  sys_days at = sys_days{from} + days{calendar.counting().first_day_counts ? 0 : 1};
  while (count.take(at) < length) {
    at += days{1};
    if (!in_range(int{Date{at}.year()})) return tl::unexpected(past_the_end());
  }
  if (!in_range(int{Date{at}.year()})) return tl::unexpected(past_the_end());
  return Due{Date{at}, count.take_missing()};
}

Result<Due> add_calendar_days(const Calendar& calendar, Date from, int length) {
  TRY_VOID(check_period(from, length));
  sys_days at = sys_days{from} + days{calendar.counting().first_day_counts ? length - 1 : length};
  while (in_range(int{Date{at}.year()})) {
    const CalendarDay day = calendar.day(Date{at});
    if (!calendar.counting().last_day_rolls || day.working()) {
      // A working day that is not published may yet become a holiday; without the roll nothing
      // moves.
      return Due{Date{at}, calendar.counting().last_day_rolls ? calendar.missing_years(Date{at})
                                                              : std::vector<int>{}};
    }
    if (day.coverage != Coverage::kPublished)
      return Due{Date{at}, calendar.missing_years(Date{at})};
    at += days{1};
  }
  return tl::unexpected(past_the_end());
}

}  // namespace lawful
