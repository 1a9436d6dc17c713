#include <fmt/format.h>

#include <ostream>
#include <utility>

#include "app/calendar_page.h"
#include "app/calendar_source.h"
#include "app/command_table.h"
#include "app/input_file.h"

namespace lawful {
namespace {

// How to use a file that was found to be in order; there is nowhere to store it.
std::string advice(const std::string& path, Lang lang) {
  if (path == "-") return "";
  return lang == Lang::kZh
             ? fmt::format("使用：命令加 --calendar {0}，或设 LAWFUL_CALENDAR={0}\n", path)
             : fmt::format("to use it: --calendar {0} on a command, or LAWFUL_CALENDAR={0}\n",
                           path);
}

int run_load(const Call& call, Console& console) {
  const std::string& path = call.arguments.front();
  const auto year = read_calendar_file(path, console);
  if (!year) return refuse(console, year.error());
  // Beside the other years, so that a contradiction with them shows now.
  const auto held = calendar_of(call, console);
  if (!held) return refuse(console, held.error());
  const bool replaces = held->calendar.find(year->year) != nullptr;
  std::vector<CalendarYear> years = held->calendar.years();
  years.push_back(*year);
  const auto calendar = Calendar::make(std::move(years), held->calendar.counting());
  if (!calendar) {
    return refuse(console, {Code::kInvalid, shown_path(path) + ": contradicts another year: " +
                                                calendar.error().message});
  }
  const bool zh = call.lang == Lang::kZh;
  console.out << fmt::format(fmt::runtime(zh ? "{}：{} 年，{}，{}" : "{}: {}, {} of {}"),
                             shown_path(path), year->year, year->notice.number,
                             format_date(year->notice.date))
              << "\n"
              << year_summary(*calendar, *year, call.lang) << "\n";
  if (replaces) {
    console.out << (zh ? "将取代已收录的同一年度\n"
                       : "it takes the place of the same year that is already held\n");
  }
  console.out << advice(path, call.lang);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& calendar_load_command() {
  static const Command kCommand = {
      .name = "calendar load",
      .arguments = "FILE",
      .arguments_min = 1,
      .arguments_max = 1,
      .summary = {"检查一个年度的放假安排文件，并说明如何使用",
                  "check a file with the holidays of a year, and say how to use it"},
      .details = {"文件为 TOML 或 JSON，格式见 docs/calendar.md；`-` "
                  "为标准输入。检查全部内容：日期存在、属于该年度、\n"
                  "不重复，调休日为周末，节日名称与文号齐全；每处错误都指明位置。程序不保存文件，使"
                  "用时以\n"
                  "--calendar 指定，或列入环境变量 LAWFUL_CALENDAR（以冒号分隔）。",
                  "FILE is TOML or JSON in the form of docs/calendar.md; `-` is standard input. "
                  "Everything is\n"
                  "checked: days exist, belong to the year and stand once, make-up days are "
                  "weekend days, names\n"
                  "and the number of the notice are there; every mistake is named at its place. "
                  "Nothing is\n"
                  "stored: name the file with --calendar, or list it in the environment variable\n"
                  "LAWFUL_CALENDAR (colons between files)."},
      .flags = {lang_flag()},
      .examples = {{"lawful calendar load 2027.toml",
                    {"检查 2027 年的文件", "check the file of 2027"}}},
      .run = run_load};
  return kCommand;
}

}  // namespace lawful
