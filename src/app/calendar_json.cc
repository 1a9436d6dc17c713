#include "app/calendar_json.h"

#include <boost/json/serialize.hpp>
#include <chrono>
#include <utility>

#include "app/calendar_page.h"
#include "base/json.h"

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

JsonObject to_json(const Named& named) { return {{"zh", named.zh}, {"en", named.en}}; }

JsonArray to_json(const std::vector<Date>& dates) {
  JsonArray array;
  for (Date date : dates) array.emplace_back(format_date(date));
  return array;
}

JsonArray to_json(const std::vector<int>& years) {
  JsonArray array;
  for (int year : years) array.emplace_back(year);
  return array;
}

JsonObject to_json(const Notice& notice) {
  JsonObject object = {{"number", notice.number}, {"date", format_date(notice.date)}};
  if (!notice.source.empty()) object["source"] = notice.source;
  if (!notice.quoted.empty()) object["quoted"] = notice.quoted;
  object["mark"] = notice.mark;
  return object;
}

JsonObject to_json(const Basis& basis) {
  return {{"law", to_json(basis.law)}, {"gist", to_json(basis.gist)}, {"mark", basis.mark}};
}

// Days of a held year that its own notice does not settle alone.
JsonArray unsettled_days(const Calendar& calendar, int year) {
  JsonArray array;
  const sys_days end{std::chrono::year{year} / 12 / 31};
  for (sys_days at{std::chrono::year{year} / 1 / 1}; at <= end; at += days{1}) {
    if (calendar.day(Date{at}).coverage != Coverage::kPublished)
      array.emplace_back(format_date(Date{at}));
  }
  return array;
}

JsonObject year_object(const LoadedCalendar& loaded, int year) {
  const CalendarYear* found = loaded.calendar.find(year);
  JsonObject object = {{"year", year}, {"held", found != nullptr}};
  if (found == nullptr) return object;
  object["notice"] = to_json(found->notice);
  const auto file = loaded.files.find(year);
  if (file != loaded.files.end()) object["file"] = file->second;
  JsonArray holidays;
  for (const Holiday& holiday : found->holidays) {
    holidays.push_back(JsonObject{{"name", to_json(holiday.name)},
                                  {"off", to_json(holiday.off)},
                                  {"worked", to_json(holiday.worked)}});
  }
  object["holidays"] = std::move(holidays);
  object["working_days"] = working_days_of(loaded.calendar, year);
  object["unsettled"] = unsettled_days(loaded.calendar, year);
  return object;
}

}  // namespace

std::string year_json(const LoadedCalendar& loaded, int year) {
  return boost::json::serialize(year_object(loaded, year)) + "\n";
}

std::string years_json(const LoadedCalendar& loaded) {
  std::string lines;
  for (const CalendarYear& year : loaded.calendar.years()) lines += year_json(loaded, year.year);
  return lines;
}

std::string due_json(const Calendar& calendar, const CountedPeriod& period, const Due& due) {
  JsonObject object = {{"from", format_date(period.from)},
                       {"days", period.days},
                       {"kind", period.kind == PeriodKind::kWorkingDays ? "working" : "calendar"},
                       {"date", format_date(due.date)},
                       {"provisional", due.provisional()},
                       {"missing_years", to_json(due.missing)},
                       {"unverified_years", to_json(unverified_years(calendar, period, due))},
                       {"moved", has_moved(calendar, period, due)},
                       {"first_day", to_json(calendar.counting().first_day)}};
  if (period.kind == PeriodKind::kCalendarDays) {
    object["last_day"] = to_json(calendar.counting().last_day);
  } else {
    object["weekend"] = to_json(calendar.counting().weekend);
  }
  return boost::json::serialize(object) + "\n";
}

}  // namespace lawful
