// Any bytes as a year of the calendar, TOML and JSON: an answer, never a crash; an accepted year
// makes a calendar that keeps the invariants of base/calendar.h.
#include "base/calendar.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/calendar_file.h"
#include "base/check.h"
#include "base/document.h"
#include "base/utf8.h"

namespace {

using lawful::Calendar;
using lawful::CalendarYear;
using lawful::Date;
using lawful::DayKind;
using std::chrono::days;
using std::chrono::sys_days;

lawful::Counting counting() {
  lawful::Counting counting;
  counting.last_day_rolls = true;
  counting.reaches_back_to = std::chrono::December / 29;
  counting.make_up_limits = {{1, 1}, {2, 2}, {8, 3}, {21, 4}};
  return counting;
}

void check_year(CalendarYear year) {
  const int number = year.year;
  CHECK(!year.notice.number.empty() && !year.holidays.empty());
  std::vector<CalendarYear> years;
  years.push_back(std::move(year));
  const auto calendar = Calendar::make(std::move(years), counting());
  CHECK(calendar.has_value());
  for (const lawful::Holiday& holiday : calendar->find(number)->holidays) {
    for (Date date : holiday.off) CHECK(calendar->day(date).kind == DayKind::kHoliday);
    for (Date date : holiday.worked) CHECK(calendar->day(date).kind == DayKind::kMakeUp);
  }
  const Date from{sys_days{std::chrono::year{number} / std::chrono::November / 1}};
  sys_days before{from};
  for (int length = 1; length < 60; ++length) {
    const auto due = lawful::add_working_days(*calendar, from, length);
    if (!due) return;  // Past the last year.
    CHECK(sys_days{due->date} > before);
    before = sys_days{due->date};
    const auto counted = lawful::add_calendar_days(*calendar, from, length);
    CHECK(counted.has_value() && sys_days{counted->date} >= sys_days{from} + days{length});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const lawful::Format format : {lawful::Format::kToml, lawful::Format::kJson}) {
    const auto document = lawful::read_document(bytes, "f", format);
    if (!document) continue;
    auto year = lawful::read_calendar_year(*document, counting().reaches_back_to);
    if (!year) {
      CHECK(!year.error().message.empty() && !lawful::find_invalid_utf8(year.error().message));
      continue;
    }
    check_year(*std::move(year));
  }
  return 0;
}
