#pragma once
// The files of the calendar: one year as its notice arranges it, and the way of counting.
// docs/calendar.md has the format of a year with an example.
//
//   TRY(Node document, read_document(bytes, "2027.toml", Format::kToml));
//   TRY(CalendarYear year, read_calendar_year(document, counting.reaches_back_to));
//
// A file is checked whole: the error (kInvalid) has a line for each thing that is wrong, in the
// order of the file, as "file:line:column: message". A year is accepted only when
//   1. nothing is missing, nothing is there that has no meaning, and names are in both languages;
//   2. the number of the notice has the shape 〔YYYY〕N号, and its date lies in that year, which is
//   the
//      year of the calendar or the one before;
//   3. every day belongs to the year, or to the last days of the year before that its notice may
//      rearrange; each holiday has a day off; days stand in order, and no day stands twice;
//   4. every make-up day is a Saturday or Sunday.

#include <chrono>

#include "base/calendar.h"
#include "base/document.h"
#include "base/result.h"

namespace lawful {

constexpr std::size_t kHolidaysMax = 60;  // Of a year; notices have six or seven.

Result<CalendarYear> read_calendar_year(const Node& document,
                                        std::chrono::month_day reaches_back_to);
Result<Counting> read_counting(const Node& document);

}  // namespace lawful
