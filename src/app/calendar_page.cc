#include "app/calendar_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "app/page_lines.h"

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t kCell = 4;  // A space or digit, the day, its mark.
constexpr std::size_t kMonthWidth = 7 * kCell;
constexpr std::string_view kGap = "   ";

const std::array<Text, 7> kWeekdays = {{{"周日", "Sunday"},
                                        {"周一", "Monday"},
                                        {"周二", "Tuesday"},
                                        {"周三", "Wednesday"},
                                        {"周四", "Thursday"},
                                        {"周五", "Friday"},
                                        {"周六", "Saturday"}}};
const std::array<const char*, 12> kMonths = {"January",   "February", "March",    "April",
                                             "May",       "June",     "July",     "August",
                                             "September", "October",  "November", "December"};
const Text kWeekHead = {" 一  二  三  四  五  六  日 ", " Mo  Tu  We  Th  Fr  Sa  Su "};
const Text kLegend = {"* 放假  + 周末上班", "* off  + weekend day that is worked"};
const Text kUnsettled = {"  ? 待下一年通知确定", "  ? to be settled by the next notice"};

char mark_of(const CalendarDay& day) {
  switch (day.kind) {
    case DayKind::kHoliday:
      return '*';
    case DayKind::kMakeUp:
      return '+';
    case DayKind::kWeekday:
    case DayKind::kWeekend:
      return day.coverage == Coverage::kPublished ? ' ' : '?';
  }
  return ' ';
}

// The weeks of a month, each kMonthWidth wide, from Monday.
std::vector<std::string> week_lines(const Calendar& calendar, std::chrono::year_month month) {
  std::vector<std::string> lines;
  const Date last{month / std::chrono::last};
  for (sys_days at{month / 1}; at <= sys_days{last}; at += days{1}) {
    const unsigned column = std::chrono::weekday{at}.iso_encoding() - 1;
    if (lines.empty() || column == 0) lines.emplace_back(column * kCell, ' ');
    const Date date{at};
    lines.back() += fmt::format("{:3}{}", unsigned{date.day()}, mark_of(calendar.day(date)));
  }
  for (std::string& line : lines) line.resize(kMonthWidth, ' ');
  return lines;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// Two months beside each other; `first` is odd. In Chinese `1 月` is one column wider than its
// bytes less two, so the title is padded by what it shows.
void add_months(PageLines& page, const Calendar& calendar, int year, unsigned first, Lang lang) {
  const auto title = [&](unsigned month) {
    const std::string text = lang == Lang::kZh ? fmt::format("{} 月", month) : kMonths[month - 1];
    const std::size_t shown = text.size() - (lang == Lang::kZh ? 1 : 0);
    return text + std::string(kMonthWidth - shown, ' ');
  };
  const auto weeks = [&](unsigned month) {
    return week_lines(calendar, std::chrono::year{year} / std::chrono::month{month});
  };
  page.line(0, trimmed(title(first) + std::string(kGap) + title(first + 1)));
  page.line(0, trimmed(kWeekHead.in(lang) + std::string(kGap) + kWeekHead.in(lang)));
  std::vector<std::string> left = weeks(first);
  std::vector<std::string> right = weeks(first + 1);
  const std::size_t height = std::max(left.size(), right.size());
  left.resize(height, std::string(kMonthWidth, ' '));
  right.resize(height);
  for (std::size_t i = 0; i < height; ++i) {
    page.line(0, trimmed(left[i] + std::string(kGap) + right[i]));
  }
  page.blank();
}

// "2026-10-01 to 2026-10-07 (7 days)" for each run of days in a row.
std::vector<std::string> runs_of(const std::vector<Date>& dates, Lang lang) {
  std::vector<std::string> runs;
  for (std::size_t i = 0; i < dates.size();) {
    std::size_t end = i + 1;
    while (end < dates.size() && sys_days{dates[end]} - sys_days{dates[end - 1]} == days{1}) ++end;
    if (end - i == 1) {
      runs.push_back(format_date(dates[i]) + " " + weekday_word(dates[i], lang));
    } else {
      runs.push_back(
          fmt::format(fmt::runtime(lang == Lang::kZh ? "{} 至 {}（{} 天）" : "{} to {} ({} days)"),
                      format_date(dates[i]), format_date(dates[end - 1]), end - i));
    }
    i = end;
  }
  return runs;
}

void add_holidays(PageLines& page, const CalendarYear& year, Lang lang) {
  const Text off = {"放假  ", "off     "};
  const Text worked = {"上班  ", "worked  "};
  for (const Holiday& holiday : year.holidays) {
    page.line(0, lang == Lang::kZh ? holiday.name.zh : holiday.name.zh + " " + holiday.name.en);
    for (const std::string& run : runs_of(holiday.off, lang)) page.line(1, off.in(lang) + run);
    for (Date date : holiday.worked) {
      page.line(1, worked.in(lang) + format_date(date) + " " + weekday_word(date, lang));
    }
  }
}

std::string evidence_word(const std::string& mark, Lang lang) {
  if (mark == "P") return lang == Lang::kZh ? "官方文本经通读" : "the official text was read";
  if (mark == "Q")
    return lang == Lang::kZh ? "公开网页引用的官方原文"
                             : "official words as a published page quotes them";
  if (mark == "S") return lang == Lang::kZh ? "二手来源" : "a secondary source";
  return lang == Lang::kZh ? "未经核实" : "unverified";
}

void add_source(PageLines& page, const LoadedCalendar& loaded, const CalendarYear& year,
                Lang lang) {
  const bool zh = lang == Lang::kZh;
  const Notice& notice = year.notice;
  page.line(0,
            zh ? fmt::format("{} 年  {}，{}", year.year, notice.number, format_date(notice.date))
               : fmt::format("{}  {} of {}", year.year, notice.number, format_date(notice.date)));
  if (!notice.source.empty()) page.line(1, (zh ? "通知  " : "notice    ") + notice.source);
  if (!notice.quoted.empty()) page.line(1, (zh ? "引自  " : "read at   ") + notice.quoted);
  page.line(1, (zh ? "依据  " : "evidence  ") + notice.mark + (zh ? "：" : ": ") +
                   evidence_word(notice.mark, lang));
  const auto file = loaded.files.find(year.year);
  if (file != loaded.files.end()) page.line(1, (zh ? "文件  " : "file      ") + file->second);
}

const Text kBefore = {
    "{} 年  早于本日历（始于 {} 年）：暂定\n"
    "计算期间时，此前每一日都按可能的工作日计，所得为最早可能的日期。\n",
    "{}  earlier than this calendar, which begins with {}: provisional\n"
    "A period that needs its days counts every day as if it were worked, and so gives\n"
    "the earliest possible date.\n"};
const Text kUnheld = {
    "{} 年  未收录放假安排（尚未公布，或者尚未加入）：暂定\n"
    "计算期间时给出最早可能的日期；公布后，将该年度写成文件，以 --calendar 加入。\n",
    "{}  no notice is held (not published, or not added): provisional\n"
    "A period that needs its days gets the earliest possible date. When the notice is\n"
    "out, write the year as a file and add it with --calendar.\n"};

std::string unheld_page(const Calendar& calendar, int year, Lang lang) {
  const int first = calendar.years().front().year;
  return fmt::format(fmt::runtime((year < first ? kBefore : kUnheld).in(lang)), year, first);
}

// "1 holiday", "7 holidays".
std::string several(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

const std::string& in(const Named& named, Lang lang) {
  return lang == Lang::kZh ? named.zh : named.en;
}

const std::string& weekday_word(Date date, Lang lang) {
  return kWeekdays[std::chrono::weekday{sys_days{date}}.c_encoding()].in(lang);
}

int working_days_of(const Calendar& calendar, int year) {
  int count = 0;
  const Date last{std::chrono::year{year}, std::chrono::December, std::chrono::day{31}};
  for (sys_days at{std::chrono::year{year} / 1 / 1}; at <= sys_days{last}; at += days{1}) {
    count += calendar.day(Date{at}).working() ? 1 : 0;
  }
  return count;
}

std::string year_summary(const Calendar& calendar, const CalendarYear& year, Lang lang) {
  std::size_t off = 0;
  std::size_t worked = 0;
  for (const Holiday& holiday : year.holidays) {
    off += holiday.off.size();
    worked += holiday.worked.size();
  }
  const int working = working_days_of(calendar, year.year);
  return lang == Lang::kZh
             ? fmt::format("节假日 {} 个，放假 {} 天，周末上班 {} 天；全年工作日 {} 天",
                           year.holidays.size(), off, worked, working)
             : fmt::format("{}, {} off, {}; {} working days in the year",
                           several(year.holidays.size(), "holiday"), several(off, "day"),
                           several(worked, "make-up day"), working);
}

std::string year_page(const LoadedCalendar& loaded, int year, Lang lang) {
  const CalendarYear* found = loaded.calendar.find(year);
  if (found == nullptr) return unheld_page(loaded.calendar, year, lang);
  PageLines page(lang);
  add_source(page, loaded, *found, lang);
  page.blank();
  for (unsigned month = 1; month <= 12; month += 2) {
    add_months(page, loaded.calendar, year, month, lang);
  }
  const Date last{std::chrono::year{year}, std::chrono::December, std::chrono::day{31}};
  const bool settled = loaded.calendar.day(last).coverage == Coverage::kPublished;
  page.line(0, kLegend.in(lang) + (settled ? "" : kUnsettled.in(lang)));
  page.blank();
  add_holidays(page, *found, lang);
  page.blank();
  page.line(0, year_summary(loaded.calendar, *found, lang));
  return page.take();
}

std::string years_page(const LoadedCalendar& loaded, Lang lang) {
  PageLines page(lang);
  for (const CalendarYear& year : loaded.calendar.years()) {
    const auto file = loaded.files.find(year.year);
    page.line(
        0, fmt::format("{}  {}  {}{}", year.year, format_date(year.notice.date), year.notice.number,
                       file == loaded.files.end() ? "" : "  " + file->second));
    page.line(3, year_summary(loaded.calendar, year, lang));
  }
  page.line(0, std::to_string(loaded.calendar.years().back().year + 1) +
                   (lang == Lang::kZh ? "  未收录：涉及该年的日期为暂定"
                                      : "  no notice is held: its dates are provisional"));
  return page.take();
}

}  // namespace lawful
