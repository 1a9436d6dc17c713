#pragma once
// The calendar of working days: which days are worked, and when a period of days ends.
//
//   TRY(Calendar calendar, Calendar::make(years, counting));
//   TRY(Due due, add_working_days(calendar, received, 15));
//   if (due.provisional()) ... due.missing names the years whose notice would settle it ...
//
// Each autumn a notice of the State Council arranges the next year: which weekdays are off and
// which weekend days are worked for them (make-up days). The notices are data
// (law/calendar/YEAR.toml), and so is the way of counting (law/calendar/counting.toml); this header
// knows no law and no year.
//
// How a day is covered
//   published    The notice of its year is held, and where the next year's notice may still reach
//                back to it (the last days of December) that one too.
//   unpublished  Some notice that may speak of it is not held.
//   before       It is earlier than the first year held; nothing is taken to be so.
//
// The earliest possible date
//   A period that needs an uncovered day ends on or after Due::date, and never earlier, as long as
//   what Counting::unpublished says holds: in unpublished days only weekdays and make-up days are
//   worked, and any run of L days has at most make_up_days_max(L) make-up days. No weekday is taken
//   to be off, since a holiday can only move the end later. Before the calendar every day may be
//   worked. The true count of working days can therefore never be ahead of the one that is used.
//
// Invariants
//   1. A Calendar holds each year once; of two with one number the later given replaces the
//   earlier.
//   2. No day is both off and worked; every worked day is a Saturday or Sunday.
//   3. Whatever is computed from published days alone is exact: adding n days and then m is adding
//      n + m. For provisional dates the sum in two steps is not later than in one.
//   4. One more working day always ends at least one day later.
//
// Errors: kInvalid for a year outside 1949..9999 and for fewer than 1 or more than kPeriodMax days.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace lawful {

constexpr int kCalendarYearMin = 1949;  // No notice is older than the State.
constexpr int kCalendarYearMax = 9999;  // The last year that a Date can be written with.
constexpr int kPeriodMax = 10'000;  // Some forty years of working days; no period of law is longer.

// A text in Chinese and in English.
struct Named {
  std::string zh;
  std::string en;

  bool operator==(const Named&) const = default;
};

// One holiday as its notice arranges it.
struct Holiday {
  Named name;
  std::vector<Date> off;     // In order; includes the weekend days within.
  std::vector<Date> worked;  // Make-up days, in order.
};

struct Notice {
  std::string number;
  Date date{};
  std::string source;  // The official address; empty where it is not known.
  std::string quoted;  // Where the words were read; may be empty.
  std::string mark;    // Evidence of the days: P, Q, S, S- or M.
};

struct CalendarYear {
  int year = 0;
  Notice notice;
  std::vector<Holiday> holidays;
};

// A rule of counting, and the law it comes from.
struct Basis {
  Named law;
  Named gist;
  std::string quoted;  // Where the words were read; may be empty.
  std::string mark;    // Evidence: P, Q, S, S- or M.
};

// At most `count` make-up days in any `days` days in a row.
struct MakeUpLimit {
  int days = 0;
  int count = 0;
};

struct Counting {
  bool first_day_counts = false;  // Whether the day of the event is the first of the period.
  Basis first_day;
  bool last_day_rolls =
      false;  // Whether a period that ends on a day off ends on the next working day.
  Basis last_day;
  Basis weekend;
  std::chrono::month_day
      reaches_back_to{};  // Next year's notice may rearrange the days from here on.
  std::vector<MakeUpLimit> make_up_limits;  // Not empty; days rise, counts never fall.
};

enum class DayKind { kWeekday, kWeekend, kHoliday, kMakeUp };
enum class Coverage { kPublished, kUnpublished, kBefore };

struct CalendarDay {
  DayKind kind = DayKind::kWeekday;
  Coverage coverage = Coverage::kPublished;
  const Holiday* holiday =
      nullptr;  // That of a holiday or make-up day; lives as long as the Calendar.

  // Exact where the day is published; else what holds as long as no notice says otherwise.
  bool working() const { return kind == DayKind::kWeekday || kind == DayKind::kMakeUp; }
};

class Calendar {
 public:
  // Errors: kInvalid for no year, a year out of range, a day that breaks invariant 2, or a Counting
  // without make-up limits.
  static Result<Calendar> make(std::vector<CalendarYear> years, Counting counting);

  const std::vector<CalendarYear>& years() const { return years_; }  // In order.
  const CalendarYear* find(int year) const;                          // Null where it is not held.
  const Counting& counting() const { return counting_; }

  // `date` must exist.
  CalendarDay day(Date date) const;

  // Years whose notice may speak of `date` and is not held, in order.
  std::vector<int> missing_years(Date date) const;

  // How many make-up days a run of `days` unpublished days can have.
  int make_up_days_max(int days) const;

 private:
  struct SpecialDay {
    std::chrono::sys_days date;
    bool off = false;
    std::size_t year = 0;     // Index into years_,
    std::size_t holiday = 0;  // and into its holidays.
  };

  Calendar() = default;

  std::vector<CalendarYear> years_;
  std::vector<SpecialDay> special_;  // By date.
  Counting counting_;
};

struct Due {
  Date date{};               // Exact, or the earliest possible.
  std::vector<int> missing;  // Years whose notice would settle it, in order.

  bool provisional() const { return !missing.empty(); }
};

// Whether `date` is worked, as far as published: see CalendarDay::working.
Result<bool> is_working_day(const Calendar& calendar, Date date);

// The last day of a period of `days` working days that begins with the event on `from`.
Result<Due> add_working_days(const Calendar& calendar, Date from, int days);

// The last day of a period of `days` calendar days that begins with the event on `from`.
Result<Due> add_calendar_days(const Calendar& calendar, Date from, int days);

}  // namespace lawful
