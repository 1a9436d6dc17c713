#include "app/due_page.h"

#include <fmt/format.h>

#include <chrono>

#include "app/calendar_page.h"
#include "app/page_lines.h"

namespace lawful {
namespace {

// The last day before it moves.
Date last_calendar_day(const Calendar& calendar, const CountedPeriod& period) {
  const int days = period.days - (calendar.counting().first_day_counts ? 1 : 0);
  return Date{std::chrono::sys_days{period.from} + std::chrono::days{days}};
}

std::string counted(const CountedPeriod& period, Lang lang) {
  const bool working = period.kind == PeriodKind::kWorkingDays;
  const std::string from = format_date(period.from);
  if (lang == Lang::kZh) {
    return fmt::format("自 {} 起 {} 个{}", from, period.days, working ? "工作日" : "自然日");
  }
  return fmt::format("{} {} day{} from {}", period.days, working ? "working" : "calendar",
                     period.days == 1 ? "" : "s", from);
}

std::string with_law(const Basis& basis, Lang lang) {
  return fmt::format(fmt::runtime(lang == Lang::kZh ? "{}（{}）" : "{} [{}]"), in(basis.gist, lang),
                     in(basis.law, lang));
}

void add_missing(PageLines& page, const Calendar& calendar, const Due& due, Lang lang) {
  const Text unheld = {
      "未收录 {} 年的放假安排：周末可能调为上班，平日可能放假。",
      "No notice for {} is held: a weekend day may yet be worked, a weekday may yet be off."};
  const Text before = {"{} 年早于本日历：其每一日都可能是工作日。",
                       "{} is earlier than this calendar: any day of it may have been worked."};
  const int first = calendar.years().front().year;
  for (int year : due.missing) {
    page.line(1, fmt::format(fmt::runtime((year < first ? before : unheld).in(lang)), year));
  }
}

}  // namespace

Result<Due> end_of(const Calendar& calendar, const CountedPeriod& period) {
  switch (period.kind) {
    case PeriodKind::kWorkingDays:
      return add_working_days(calendar, period.from, period.days);
    case PeriodKind::kCalendarDays:
      return add_calendar_days(calendar, period.from, period.days);
  }
  return fail(Code::kCorrupt, "unknown kind of period");
}

bool has_moved(const Calendar& calendar, const CountedPeriod& period, const Due& due) {
  return period.kind == PeriodKind::kCalendarDays &&
         due.date != last_calendar_day(calendar, period);
}

std::vector<int> unverified_years(const Calendar& calendar, const CountedPeriod& period,
                                  const Due& due) {
  const std::chrono::month_day end{due.date.month(), due.date.day()};
  const int reach = end >= calendar.counting().reaches_back_to ? 1 : 0;
  std::vector<int> years;
  for (const CalendarYear& year : calendar.years()) {
    const bool weak = year.notice.mark == "S-" || year.notice.mark == "M";
    if (weak && year.year >= int{period.from.year()} && year.year <= int{due.date.year()} + reach) {
      years.push_back(year.year);
    }
  }
  return years;
}

std::string due_page(const Calendar& calendar, const CountedPeriod& period, const Due& due,
                     Lang lang) {
  const bool zh = lang == Lang::kZh;
  PageLines page(lang);
  const std::string day = format_date(due.date) + " " + weekday_word(due.date, lang);
  if (due.provisional()) {
    page.line(0, day + (zh ? "，或者更晚（暂定：最早可能的日期）"
                           : ", or later (provisional: the earliest possible date)"));
  } else {
    page.line(0, day);
  }
  page.line(0, counted(period, lang));
  page.line(1, with_law(calendar.counting().first_day, lang));
  if (has_moved(calendar, period, due)) {
    const Date last = last_calendar_day(calendar, period);
    const std::string shown = format_date(last) + " " + weekday_word(last, lang);
    page.line(1, zh ? fmt::format("第 {} 日为 {}。", period.days, shown)
                    : fmt::format("Day {} is {}.", period.days, shown));
    page.line(1, with_law(calendar.counting().last_day, lang));
  }
  add_missing(page, calendar, due, lang);
  for (int year : unverified_years(calendar, period, due)) {
    page.line(1, fmt::format(fmt::runtime(zh ? "{} 年的放假安排未经核实（{}）。"
                                             : "The days of {} are unverified ({})."),
                             year, calendar.find(year)->notice.mark));
  }
  return page.take();
}

}  // namespace lawful
