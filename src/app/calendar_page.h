#pragma once
// The calendar as pages for people: a year with its months, or the list of years.

#include <string>

#include "app/calendar_source.h"
#include "rules/text.h"

namespace lawful {

const std::string& in(const Named& named, Lang lang);
// "Monday", "周一".
const std::string& weekday_word(Date date, Lang lang);

// `year` laid out month by month with its holidays, make-up days and sources, or that no notice for
// it is held and what follows from that.
std::string year_page(const LoadedCalendar& loaded, int year, Lang lang);

// Two lines a year, and the first year after them.
std::string years_page(const LoadedCalendar& loaded, Lang lang);

// What a year holds, in one line: days off, make-up days, working days.
std::string year_summary(const Calendar& calendar, const CalendarYear& year, Lang lang);

// How many days of `year` are worked, as far as published.
int working_days_of(const Calendar& calendar, int year);

}  // namespace lawful
