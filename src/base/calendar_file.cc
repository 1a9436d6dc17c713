#include "base/calendar_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/document_reader.h"

namespace lawful {
namespace {

using std::chrono::sys_days;

constexpr std::size_t kTextMax = 400;  // Bytes; the longest address of a notice is half as long.

// Collects what is wrong, so that one reading names it all.
class Complaints {
 public:
  void add(const Position& at, std::string_view message) {
    lines_.push_back({at, complaint(at, message).message});
  }
  bool none() const { return lines_.empty(); }

  // All of them in the order of the file.
  tl::unexpected<Error> error() {
    std::ranges::stable_sort(
        lines_, {}, [](const Line& line) { return std::pair(line.at.line, line.at.column); });
    std::string text;
    for (const Line& line : lines_) text += (text.empty() ? "" : "\n") + line.text;
    return fail(Code::kInvalid, std::move(text));
  }

 private:
  struct Line {
    Position at;
    std::string text;
  };
  std::vector<Line> lines_;
};

// A table of the document whose keys are asked for by name.
class Fields {
 public:
  Fields(const Node& node, std::string_view what, Complaints& complaints)
      : node_(node), complaints_(complaints), table_(std::get_if<Table>(&node.value)) {
    if (table_ == nullptr) complain(node, fmt::format("{} is a table", what));
  }

  // Complains about every key that is not `known`.
  void only(std::initializer_list<std::string_view> known) {
    if (table_ == nullptr) return;
    for (const Entry& entry : table_->entries) {
      if (std::ranges::find(known, entry.key) != known.end()) continue;
      std::string list;
      for (std::string_view key : known)
        list += fmt::format("{}`{}`", list.empty() ? "" : ", ", key);
      complaints_.add(
          entry.at, fmt::format("{} means nothing here; known are {}", shown_key(entry.key), list));
    }
  }

  const Node* optional(std::string_view key) {
    return table_ == nullptr ? nullptr : table_->find(key);
  }

  const Node* required(std::string_view key) {
    const Node* found = optional(key);
    if (found == nullptr && table_ != nullptr) complain(node_, fmt::format("`{}` is missing", key));
    return found;
  }

  std::string text(std::string_view key, const Node* node) {
    if (node == nullptr) return "";
    const auto* value = std::get_if<std::string>(&node->value);
    if (value != nullptr && !value->empty() && value->size() <= kTextMax &&
        std::ranges::none_of(*value, [](char c) { return c >= 0 && c < ' '; })) {
      return *value;
    }
    complain(*node, fmt::format("`{}` is a text of one line, of 1 to {} bytes", key, kTextMax));
    return "";
  }
  std::string text(std::string_view key) { return text(key, required(key)); }

  Named named(std::string_view key) {
    const Node* node = required(key);
    if (node == nullptr) return {};
    Fields both(*node, fmt::format("`{}`, with `zh` and `en`,", key), complaints_);
    both.only({"zh", "en"});
    return {both.text("zh"), both.text("en")};
  }

  std::optional<std::int64_t> number(std::string_view key, std::int64_t min, std::int64_t max) {
    const Node* node = required(key);
    if (node == nullptr) return std::nullopt;
    const auto* value = std::get_if<std::int64_t>(&node->value);
    if (value != nullptr && *value >= min && *value <= max) return *value;
    complain(*node, fmt::format("`{}` is a whole number from {} to {}", key, min, max));
    return std::nullopt;
  }

  std::optional<bool> yes_no(std::string_view key) {
    const Node* node = required(key);
    if (node == nullptr) return std::nullopt;
    if (const auto* value = std::get_if<bool>(&node->value)) return *value;
    complain(*node, fmt::format("`{}` is true or false", key));
    return std::nullopt;
  }

  const List* list(std::string_view key, const Node* node) {
    if (node == nullptr) return nullptr;
    const auto* value = std::get_if<List>(&node->value);
    if (value == nullptr) complain(*node, fmt::format("`{}` is a list", key));
    return value;
  }

  void complain(const Node& at, std::string_view message) { complaints_.add(at.at, message); }

 private:
  const Node& node_;
  Complaints& complaints_;
  const Table* table_;
};

std::optional<Date> date_of(const Node& node, Complaints& complaints) {
  if (const auto* date = std::get_if<LocalDate>(&node.value)) return date->date;
  if (const auto* text = std::get_if<std::string>(&node.value)) {
    auto date = parse_date(*text);
    if (date) return *date;
    complaints.add(node.at, date.error().message);
    return std::nullopt;
  }
  complaints.add(node.at, "a day is a date like 2027-01-31");
  return std::nullopt;
}

std::string mark_of(Fields& fields) {
  constexpr std::array<std::string_view, 5> kMarks = {"P", "Q", "S", "S-", "M"};
  const Node* node = fields.required("mark");
  std::string mark = fields.text("mark", node);
  if (!mark.empty() && std::ranges::find(kMarks, mark) == kMarks.end()) {
    fields.complain(*node, "`mark` is one of P, Q, S, S- and M");
  }
  return mark;
}

std::string address_of(Fields& fields, std::string_view key) {
  const Node* node = fields.optional(key);
  std::string address = fields.text(key, node);
  if (!address.empty() && !address.starts_with("https://") && !address.starts_with("http://")) {
    fields.complain(*node,
                    fmt::format("`{}` is an address that begins with https:// or http://", key));
  }
  return address;
}

// The year in the brackets of a number such as 〔2025〕7号, or nothing where it has another shape.
std::optional<int> year_of_number(std::string_view number) {
  constexpr std::string_view kOpen = "〔";
  constexpr std::string_view kClose = "〕";
  constexpr std::string_view kEnd = "号";
  const std::size_t open = number.find(kOpen);
  if (open == std::string_view::npos || open == 0 || !number.ends_with(kEnd)) return std::nullopt;
  const std::string_view rest = number.substr(open + kOpen.size());
  const std::size_t close = rest.find(kClose);
  if (close != 4) return std::nullopt;
  const std::string_view serial =
      rest.substr(close + kClose.size(), rest.size() - close - kClose.size() - kEnd.size());
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (serial.empty() || !std::ranges::all_of(serial, is_digit) ||
      !std::ranges::all_of(rest.substr(0, close), is_digit)) {
    return std::nullopt;
  }
  int year = 0;
  for (char c : rest.substr(0, close)) year = year * 10 + (c - '0');
  return year;
}

Notice notice_of(const Node& node, std::optional<int> year, Complaints& complaints) {
  Fields fields(node, "`notice`", complaints);
  fields.only({"number", "date", "source", "quoted", "mark"});
  Notice notice;
  const Node* number = fields.required("number");
  notice.number = fields.text("number", number);
  const auto number_year = year_of_number(notice.number);
  if (!notice.number.empty() && !number_year) {
    fields.complain(*number, "`number` has the shape of 国办发明电〔2025〕7号");
  }
  const Node* date_node = fields.required("date");
  const auto date = date_node == nullptr ? std::nullopt : date_of(*date_node, complaints);
  if (date) {
    notice.date = *date;
    const int issued{date->year()};
    if (number_year && issued != *number_year) {
      fields.complain(*date_node, "`date` is not in the year that the number of the notice has");
    }
    if (year && issued != *year && issued != *year - 1) {
      fields.complain(*date_node,
                      "a notice is issued in the year that it arranges or the one before");
    }
  }
  notice.source = address_of(fields, "source");
  notice.quoted = address_of(fields, "quoted");
  notice.mark = mark_of(fields);
  return notice;
}

// Reads the days of every holiday of one year.
class DayReader {
 public:
  DayReader(std::optional<int> year, std::chrono::month_day reaches_back_to, Complaints& complaints)
      : year_(year), reaches_back_to_(reaches_back_to), complaints_(complaints) {}

  std::vector<Date> read(const List* list, bool worked) {
    std::vector<Date> dates;
    if (list == nullptr) return dates;
    for (const Node& item : list->items) {
      const auto date = date_of(item, complaints_);
      if (!date || !belongs(*date, item) || !is_new(*date, item)) continue;
      const std::chrono::weekday weekday{sys_days{*date}};
      if (worked && weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) {
        complaints_.add(item.at, "a make-up day is a Saturday or Sunday; this day is neither");
      }
      if (!dates.empty() && *date < dates.back()) {
        complaints_.add(item.at, "days stand in order; this one is earlier than the one before it");
      }
      dates.push_back(*date);
    }
    return dates;
  }

 private:
  bool belongs(Date date, const Node& item) {
    if (!year_) return true;
    const int year{date.year()};
    const std::chrono::month_day within{date.month(), date.day()};
    if (year == *year_ || (year == *year_ - 1 && within >= reaches_back_to_)) return true;
    complaints_.add(item.at,
                    fmt::format("the day is not in {0}, nor among the last days of {1} (from "
                                "{1}-{2:02}-{3:02} on)",
                                *year_, *year_ - 1, unsigned{reaches_back_to_.month()},
                                unsigned{reaches_back_to_.day()}));
    return false;
  }

  bool is_new(Date date, const Node& item) {
    const auto [first, added] = seen_.emplace(sys_days{date}, item.at);
    if (added) return true;
    complaints_.add(item.at, fmt::format("the day is given twice, first at {}:{}",
                                         first->second.line, first->second.column));
    return false;
  }

  std::optional<int> year_;
  std::chrono::month_day reaches_back_to_;
  Complaints& complaints_;
  std::map<sys_days, Position> seen_;
};

std::vector<Holiday> holidays_of(const List& list, DayReader& days, Complaints& complaints) {
  std::vector<Holiday> holidays;
  for (const Node& item : list.items) {
    Fields fields(item, "`holiday`", complaints);
    fields.only({"name", "off", "worked"});
    Holiday holiday;
    holiday.name = fields.named("name");
    const auto same = [&](const Holiday& other) { return other.name.zh == holiday.name.zh; };
    if (!holiday.name.zh.empty() && std::ranges::any_of(holidays, same)) {
      fields.complain(item, "a holiday of this name stands earlier in the file");
    }
    const Node* off = fields.required("off");
    const List* off_days = fields.list("off", off);
    if (off_days != nullptr && off_days->items.empty()) {
      fields.complain(*off, "a holiday has at least one day off");
    }
    holiday.off = days.read(off_days, false);
    holiday.worked = days.read(fields.list("worked", fields.optional("worked")), true);
    holidays.push_back(std::move(holiday));
  }
  return holidays;
}

Basis basis_of(Fields& fields) {
  return {fields.named("law"), fields.named("gist"), address_of(fields, "quoted"), mark_of(fields)};
}

std::vector<MakeUpLimit> limits_of(const List& list, Complaints& complaints) {
  std::vector<MakeUpLimit> limits;
  for (const Node& item : list.items) {
    Fields fields(item, "a limit", complaints);
    fields.only({"within", "at_most"});
    const auto within = fields.number("within", 1, kPeriodMax);
    const auto at_most = fields.number("at_most", 0, kPeriodMax);
    if (!within || !at_most) continue;
    const MakeUpLimit limit{static_cast<int>(*within), static_cast<int>(*at_most)};
    if (!limits.empty() &&
        (limit.days <= limits.back().days || limit.count < limits.back().count)) {
      complaints.add(item.at, "limits rise from row to row");
    }
    limits.push_back(limit);
  }
  return limits;
}

// The month and day that "12-29" writes.
std::chrono::month_day month_day_of(Fields& fields, std::string_view key) {
  const Node* node = fields.required(key);
  const std::string text = fields.text(key, node);
  if (text.empty()) return {};
  const auto date = parse_date("2001-" + text);
  if (date) return {date->month(), date->day()};
  fields.complain(*node, fmt::format("`{}` is a month and a day like 12-29", key));
  return {};
}

void read_unpublished(const Node& node, Counting& counting, Complaints& complaints) {
  Fields fields(node, "`unpublished`", complaints);
  fields.only({"reaches_back_to", "make_up_days", "mark"});
  counting.reaches_back_to = month_day_of(fields, "reaches_back_to");
  const Node* limits = fields.required("make_up_days");
  if (const List* list = fields.list("make_up_days", limits)) {
    counting.make_up_limits = limits_of(*list, complaints);
    if (list->items.empty()) fields.complain(*limits, "`make_up_days` has at least one row");
  }
  mark_of(fields);
}

}  // namespace

Result<CalendarYear> read_calendar_year(const Node& document,
                                        std::chrono::month_day reaches_back_to) {
  Complaints complaints;
  Fields fields(document, "a year of the calendar", complaints);
  fields.only({"year", "notice", "holiday"});
  CalendarYear result;
  const auto number = fields.number("year", kCalendarYearMin, kCalendarYearMax);
  const auto year = number ? std::optional<int>(static_cast<int>(*number)) : std::nullopt;
  if (const Node* notice = fields.required("notice")) {
    result.notice = notice_of(*notice, year, complaints);
  }
  const Node* holidays = fields.required("holiday");
  if (const List* list = fields.list("holiday", holidays)) {
    if (list->items.empty() || list->items.size() > kHolidaysMax) {
      fields.complain(*holidays, fmt::format("a year has 1 to {} holidays", kHolidaysMax));
    } else {
      DayReader days(year, reaches_back_to, complaints);
      result.holidays = holidays_of(*list, days, complaints);
    }
  }
  if (!complaints.none()) return complaints.error();
  result.year = *year;
  return result;
}

Result<Counting> read_counting(const Node& document) {
  Complaints complaints;
  Fields fields(document, "the way of counting", complaints);
  fields.only({"first_day", "last_day", "weekend", "unpublished"});
  Counting counting;
  if (const Node* node = fields.required("first_day")) {
    Fields rule(*node, "`first_day`", complaints);
    rule.only({"counted", "law", "gist", "quoted", "mark"});
    counting.first_day_counts = rule.yes_no("counted").value_or(false);
    counting.first_day = basis_of(rule);
  }
  if (const Node* node = fields.required("last_day")) {
    Fields rule(*node, "`last_day`", complaints);
    rule.only({"rolls", "law", "gist", "quoted", "mark"});
    counting.last_day_rolls = rule.yes_no("rolls").value_or(false);
    counting.last_day = basis_of(rule);
  }
  if (const Node* node = fields.required("weekend")) {
    Fields rule(*node, "`weekend`", complaints);
    rule.only({"law", "gist", "quoted", "mark"});
    counting.weekend = basis_of(rule);
  }
  if (const Node* node = fields.required("unpublished")) {
    read_unpublished(*node, counting, complaints);
  }
  if (!complaints.none()) return complaints.error();
  return counting;
}

}  // namespace lawful
