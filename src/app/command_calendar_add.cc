#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <ostream>

#include "app/calendar_json.h"
#include "app/calendar_source.h"
#include "app/command_table.h"
#include "app/due_page.h"

namespace lawful {
namespace {

std::optional<int> days_of(const std::string& text) {
  int days = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, days);
  if (read.ec != std::errc{} || read.ptr != end || days < 1 || days > kPeriodMax)
    return std::nullopt;
  return days;
}

int run_add(const Call& call, Console& console) {
  const auto from = parse_date(call.arguments[0]);
  if (!from) return misuse(console, *call.command, "`DATE`: " + from.error().message);
  const auto days = days_of(call.arguments[1]);
  if (!days) {
    return misuse(console, *call.command,
                  fmt::format("`N` is a number of days from 1 to {}", kPeriodMax));
  }
  const auto loaded = calendar_of(call, console);
  if (!loaded) return refuse(console, loaded.error());
  const CountedPeriod period = {
      call.has("--calendar-days") ? PeriodKind::kCalendarDays : PeriodKind::kWorkingDays, *from,
      *days};
  const auto due = end_of(loaded->calendar, period);
  if (!due) return refuse(console, due.error());
  console.out << (call.has("--json") ? due_json(loaded->calendar, period, *due)
                                     : due_page(loaded->calendar, period, *due, call.lang));
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& calendar_add_command() {
  static const Command kCommand = {
      .name = "calendar add",
      .arguments = "DATE N",
      .arguments_min = 2,
      .arguments_max = 2,
      .summary = {"计算自某日起 N 个工作日（或自然日）的届满日",
                  "say on which day N working days (or calendar days) from a date end"},
      .details =
          {"事件当日不计入。自然日期间的最后一日逢休假日的，顺延至其后第一个工作日。\n"
           "涉及尚未公布的年份时，给出最早可能的日期，并标明暂定。",
           "The day of the event is not counted. A period of calendar days that would end on a "
           "day\n"
           "off ends on the next working day. Where the days of a year are not published yet, the\n"
           "date is the earliest possible one and is marked provisional."},
      .flags = {{"--calendar-days",
                 "",
                 {"N 为自然日，默认为工作日", "N is calendar days; else working days"}},
                {"--json", "", {"输出一行 JSON", "one line of JSON, for programs"}},
                calendar_flag(),
                lang_flag()},
      .examples = {{"lawful calendar add 2026-09-28 15",
                    {"自 2026 年 9 月 28 日起 15 个工作日",
                     "15 working days from 28 September 2026"}},
                   {"lawful calendar add 2026-09-28 30 --calendar-days",
                    {"30 个自然日", "30 calendar days"}}},
      .run = run_add};
  return kCommand;
}

}  // namespace lawful
