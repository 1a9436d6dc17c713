#pragma once
// The calendar as JSON for programs, a line an answer. docs/calendar.md lists the members.

#include <string>

#include "app/calendar_source.h"
#include "app/due_page.h"

namespace lawful {

std::string year_json(const LoadedCalendar& loaded, int year);
std::string years_json(const LoadedCalendar& loaded);
std::string due_json(const Calendar& calendar, const CountedPeriod& period, const Due& due);

}  // namespace lawful
