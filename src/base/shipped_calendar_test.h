#pragma once
// For tests: the calendar as it is shipped, read from law/calendar. Tests run in the source folder.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/calendar_file.h"
#include "base/check.h"
#include "base/document.h"

namespace lawful {

inline Node shipped_document(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  auto document = read_document(bytes, path.string(), Format::kToml);
  CHECK(document.has_value());
  return *std::move(document);
}

inline Counting shipped_counting() {
  auto counting = read_counting(shipped_document("law/calendar/counting.toml"));
  CHECK(counting.has_value());
  return *std::move(counting);
}

inline std::vector<CalendarYear> shipped_years() {
  std::vector<CalendarYear> years;
  const Counting counting = shipped_counting();
  for (int number = 2021;
       std::filesystem::exists("law/calendar/" + std::to_string(number) + ".toml"); ++number) {
    auto year =
        read_calendar_year(shipped_document("law/calendar/" + std::to_string(number) + ".toml"),
                           counting.reaches_back_to);
    CHECK(year.has_value());
    years.push_back(*std::move(year));
  }
  return years;
}

inline Calendar calendar_with(std::vector<CalendarYear> years,
                              Counting counting = shipped_counting()) {
  auto calendar = Calendar::make(std::move(years), std::move(counting));
  CHECK(calendar.has_value());
  return *std::move(calendar);
}

}  // namespace lawful
