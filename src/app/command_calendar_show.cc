#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <ostream>

#include "app/calendar_json.h"
#include "app/calendar_page.h"
#include "app/calendar_source.h"
#include "app/command_table.h"

namespace lawful {
namespace {

std::optional<int> year_of(const std::string& text) {
  int year = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, year);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  if (year < kCalendarYearMin || year > kCalendarYearMax) return std::nullopt;
  return year;
}

int run_show(const Call& call, Console& console) {
  std::optional<int> year;
  if (!call.arguments.empty()) {
    year = year_of(call.arguments.front());
    if (!year)
      return misuse(
          console, *call.command,
          fmt::format("`YEAR` is a year from {} to {}", kCalendarYearMin, kCalendarYearMax));
  }
  const auto loaded = calendar_of(call, console);
  if (!loaded) return refuse(console, loaded.error());
  const bool json = call.has("--json");
  if (year) {
    console.out << (json ? year_json(*loaded, *year) : year_page(*loaded, *year, call.lang));
  } else {
    console.out << (json ? years_json(*loaded) : years_page(*loaded, call.lang));
  }
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& calendar_show_command() {
  static const Command kCommand = {
      .name = "calendar show",
      .arguments = "[YEAR]",
      .arguments_max = 1,
      .summary = {"以页面形式显示一年的放假与调休，或列出日历所收的年份",
                  "show the days off and make-up days of a year, or list the years held"},
      .details =
          {"放假与调休依国务院办公厅的通知；每年列出文号、日期和来源。未公布的年份只作说明。",
           "Days off and make-up days (weekend days that are worked) are those of the notice of "
           "the\n"
           "State Council's General Office; each year gives its number, date and source. A year "
           "for\n"
           "which no notice is held is said to be so."},
      .flags = {{"--json", "", {"输出一行 JSON", "one line of JSON a year, for programs"}},
                calendar_flag(),
                lang_flag()},
      .examples = {{"lawful calendar show 2026", {"2026 年", "the year 2026"}},
                   {"lawful calendar show 2027 --calendar 2027.toml",
                    {"自备文件中的年度", "a year from a file of one's own"}}},
      .run = run_show};
  return kCommand;
}

}  // namespace lawful
