#pragma once
// The end of a period as a page for people: the day, how it was counted, and what is not settled.

#include <string>
#include <vector>

#include "base/calendar.h"
#include "rules/text.h"

namespace lawful {

enum class PeriodKind { kWorkingDays, kCalendarDays };

struct CountedPeriod {
  PeriodKind kind = PeriodKind::kWorkingDays;
  Date from{};
  int days = 0;
};

Result<Due> end_of(const Calendar& calendar, const CountedPeriod& period);

// Whether the last day fell on a day off and moved.
bool has_moved(const Calendar& calendar, const CountedPeriod& period, const Due& due);

// Years between the two days whose arrangement is held on weak evidence only (S-, M), in order.
std::vector<int> unverified_years(const Calendar& calendar, const CountedPeriod& period,
                                  const Due& due);

std::string due_page(const Calendar& calendar, const CountedPeriod& period, const Due& due,
                     Lang lang);

}  // namespace lawful
