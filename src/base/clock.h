#pragma once
// Time enters the program in one place; a legal day is a Date in Beijing.
//
//   Instant  a point in time, milliseconds, UTC: when something was recorded.
//   Date     a calendar day, without a zone: when something falls due or is in
//            force. Deadlines of the law are Dates, never seconds.
//
// Only app makes a SystemClock; everything else is given a Clock or a Date.
// src/rules, the decision itself, takes Dates and has no clock at all.

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Date = std::chrono::year_month_day;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

// Test clock: stands still until told to move.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }

 private:
  Instant now_;
};

// The legal calendar day of an instant. China has kept UTC+8 without daylight
// saving since 1992, so a fixed offset is exact for every date the law covers.
inline Date beijing_date(Instant t) {
  return Date{std::chrono::floor<std::chrono::days>(t + std::chrono::hours{8})};
}

// Reads "2025-01-31": four digits, two, two, and a day that exists. The message
// says what is wrong but not what was written, since that may be a birthday.
Result<Date> parse_date(std::string_view text);

// Writes "2025-01-31". The date must exist and its year lie in 0..9999.
std::string format_date(Date date);

// Writes "2025-01-31T09:30:00.000Z".
std::string format_instant(Instant instant);

}  // namespace lawful
