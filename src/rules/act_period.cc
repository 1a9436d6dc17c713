// Dates as people write them in act files: a day, a month, a year, or a period of these.

#include <string>
#include <string_view>

#include "rules/act.h"
#include "rules/act_values.h"

namespace lawful {
namespace {

constexpr const char* kForms =
    "write `2025-03-07`, `2025-03`, `2025` or a period such as `2021-06..2022-03`";

// The message must not repeat what was written, which may be a birthday or something else
// altogether.
tl::unexpected<Error> bad_form() {
  return fail(Code::kInvalid, std::string("not a date; ") + kForms);
}

bool only_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// One end of a period: its first and its last day.
Result<Period> parse_span(std::string_view text) {
  const bool year = text.size() == 4 && only_digits(text);
  const bool month = text.size() == 7 && only_digits(text.substr(0, 4)) && text[4] == '-' &&
                     only_digits(text.substr(5));
  const bool day = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (!year && !month && !day) return bad_form();

  std::string first(text);
  if (year) first += "-01";
  if (!day) first += "-01";
  TRY(Date from, parse_date(first));
  if (year) return Period{from, Date{from.year(), std::chrono::December, std::chrono::day{31}}};
  if (month) return Period{from, Date{from.year() / from.month() / std::chrono::last}};
  return Period{from, from};
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return parse_span(text);
  const std::string_view first = text.substr(0, dots);
  const std::string_view last = text.substr(dots + 2);
  if (first.empty() || last.empty()) {
    return fail(Code::kInvalid, std::string("a period needs both its ends; ") + kForms);
  }
  TRY(Period from, parse_span(first));
  TRY(Period to, parse_span(last));
  if (to.to < from.from) return fail(Code::kInvalid, "the period ends before it begins");
  return Period{from.from, to.to};
}

Result<Period> read_period(const Node& node) {
  if (const auto* day = std::get_if<LocalDate>(&node.value)) return Period{day->date, day->date};
  const auto* text = std::get_if<std::string>(&node.value);
  if (text == nullptr) {
    const bool number = std::holds_alternative<std::int64_t>(node.value);
    return fail_at(node.at, number ? "a year is written in quotes, such as `\"2025\"`"
                                   : std::string("not a date; ") + kForms);
  }
  auto period = parse_period(*text);
  if (!period) return fail_at(node.at, period.error().message);
  return period;
}

}  // namespace lawful
