#include "base/clock.h"

#include <fmt/format.h>

#include "base/check.h"

namespace lawful {
namespace {

// The number that `digits` writes, or -1 where one of them is no digit.
int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Result<Date> parse_date(std::string_view text) {
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  const int year = shaped ? number(text.substr(0, 4)) : -1;
  const int month = shaped ? number(text.substr(5, 2)) : -1;
  const int day = shaped ? number(text.substr(8, 2)) : -1;
  if (year < 0 || month < 0 || day < 0) {
    return fail(Code::kInvalid, "a date is written as four digits, two and two, like 2025-01-31");
  }
  if (year == 0) return fail(Code::kInvalid, "there is no year 0000");
  if (month < 1 || month > 12) return fail(Code::kInvalid, "a month is 01 to 12");
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return fail(Code::kInvalid, "the month has no such day");
  return date;
}

std::string format_date(Date date) {
  CHECK(date.ok() && int{date.year()} >= 0 && int{date.year()} <= 9999);
  return fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()},
                     unsigned{date.day()});
}

std::string format_instant(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", format_date(Date{day}), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

}  // namespace lawful
