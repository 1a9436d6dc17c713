#include "app/calendar_source.h"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

#include "app/input_file.h"
#include "base/calendar_file.h"
#include "base/document.h"
#include "packs/embedded_law.h"

namespace lawful {
namespace {

constexpr std::string_view kCountingPath = "law/calendar/counting.toml";
constexpr const char* kVariable = "LAWFUL_CALENDAR";

Result<Node> embedded_document(const EmbeddedFile& file) {
  return read_document(file.text, file.path, Format::kToml);
}

Result<Counting> built_in_counting() {
  for (const EmbeddedFile& file : embedded_calendar()) {
    if (file.path != kCountingPath) continue;
    TRY(Node document, embedded_document(file));
    return read_counting(document);
  }
  return fail(Code::kCorrupt, fmt::format("{}: is not built in", kCountingPath));
}

Result<std::vector<CalendarYear>> built_in_years(const Counting& counting) {
  std::vector<CalendarYear> years;
  for (const EmbeddedFile& file : embedded_calendar()) {
    if (file.path == kCountingPath) continue;
    TRY(Node document, embedded_document(file));
    TRY(CalendarYear year, read_calendar_year(document, counting.reaches_back_to));
    years.push_back(std::move(year));
  }
  return years;
}

Error corrupt(Error error) { return {Code::kCorrupt, std::move(error.message)}; }

// The paths that LAWFUL_CALENDAR lists, then those of --calendar.
std::vector<std::string> user_paths(const Call& call, const Console& console) {
  std::vector<std::string> paths;
  const std::string listed = console.variable(kVariable);
  for (std::size_t start = 0; start < listed.size();) {
    const std::size_t end = std::min(listed.find(':', start), listed.size());
    if (end > start) paths.push_back(listed.substr(start, end - start));
    start = end + 1;
  }
  const auto flags = call.flags.find(calendar_flag().name);
  if (flags != call.flags.end()) {
    paths.insert(paths.end(), flags->second.begin(), flags->second.end());
  }
  return paths;
}

}  // namespace

const Flag& calendar_flag() {
  static const Flag kFlag = {
      "--calendar",
      "FILE",
      {"加入一个年度的放假安排文件，可重复；也可用 LAWFUL_CALENDAR 列出，以冒号分隔",
       "add the year that FILE holds, repeatable; LAWFUL_CALENDAR lists more, colons between"}};
  return kFlag;
}

Result<CalendarYear> read_calendar_file(const std::string& path, Console& console) {
  const auto counting = built_in_counting();
  if (!counting) return tl::unexpected(corrupt(counting.error()));
  TRY(std::string bytes, read_bytes(path, console));
  TRY(Node document, read_document(bytes, shown_path(path), format_of(path, bytes)));
  return read_calendar_year(document, counting->reaches_back_to);
}

Result<LoadedCalendar> calendar_of(const Call& call, Console& console) {
  auto counting = built_in_counting();
  if (!counting) return tl::unexpected(corrupt(counting.error()));
  auto years = built_in_years(*counting);
  if (!years) return tl::unexpected(corrupt(years.error()));
  std::map<int, std::string> files;
  for (const std::string& path : user_paths(call, console)) {
    TRY(CalendarYear year, read_calendar_file(path, console));
    files[year.year] = shown_path(path);
    years->push_back(std::move(year));
  }
  auto calendar = Calendar::make(*std::move(years), *std::move(counting));
  if (!calendar && files.empty()) return tl::unexpected(corrupt(calendar.error()));
  if (!calendar)
    return fail(Code::kInvalid, "the years contradict each other: " + calendar.error().message);
  return LoadedCalendar{*std::move(calendar), std::move(files)};
}

}  // namespace lawful
