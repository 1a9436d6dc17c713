#pragma once
// Where the calendar comes from: the years built into the program, and files that the user names.
//
//   LAWFUL_CALENDAR=a.toml:b.toml lawful calendar add 2027-01-04 15 --calendar c.toml
//
// Files are read in that order, each a year; a year replaces an earlier one of the same number.

#include <map>
#include <string>

#include "app/command.h"
#include "base/calendar.h"
#include "base/result.h"

namespace lawful {

struct LoadedCalendar {
  Calendar calendar;
  std::map<int, std::string>
      files;  // The years that come from the user, and how messages name the file.
};

const Flag& calendar_flag();

// Errors: kInvalid for a file of the user's that is not a year of the calendar, or years that
// contradict each other; kCorrupt where what is built in does not load.
Result<LoadedCalendar> calendar_of(const Call& call, Console& console);

// The year in the file at `path`, checked whole.
Result<CalendarYear> read_calendar_file(const std::string& path, Console& console);

}  // namespace lawful
