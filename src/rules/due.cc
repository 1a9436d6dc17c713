#include "rules/due.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"
#include "rules/interpreter.h"
#include "rules/reasons.h"

namespace lawful {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t kHoursADay = 24;
constexpr std::int64_t kMinutesADay = 24 * 60;

Date plus_months(Date date, std::int64_t months) {
  const Date moved = date + std::chrono::months{months};
  return moved.ok() ? moved : Date{moved.year() / moved.month() / std::chrono::last};
}

class Reckoner {
 public:
  Reckoner(const Decision& decision, const Calendar& calendar)
      : law_(*decision.law),
        act_(decision.act),
        facts_(decision.evaluation.facts),
        day_(decision.evaluation.day),
        calendar_(calendar) {}

  Result<DueTime> reckon(const Timing& timing) const {
    DueTime out{timing, std::nullopt, {}, false};
    if (timing.kind == TimingKind::kYearly) {
      const Date next = next_yearly(timing);
      if (int{next.year()} > kCalendarYearMax)
        return fail(Code::kInvalid, to_string(act_.position) + ": " + outside(next));
      out.date = next;
      return out;
    }
    if (!timing.from) return out;
    const ValueSet& from = facts_[*timing.from];
    if (from.low() == law_.vocabulary[*timing.from].all().low()) return out;
    out.vague = !from.single();
    const Date event{sys_days{days{from.low()}}};
    if (auto placed = place(timing, event, out); !placed)
      return fail(Code::kInvalid, where(*timing.from) + placed.error().message);
    return out;
  }

 private:
  struct Length {
    std::int64_t number = 0;
    std::string unit;
  };

  Length length_of(const Span& span) const {
    if (!span.param) return {span.number, span.unit};
    const auto value = law_.param_at(*span.param, day_);
    CHECK(value.has_value());  // the loader refuses a due rule without its parameter
    return {*value, span.unit};
  }

  Result<void> place(const Timing& timing, Date event, DueTime& out) const {
    if (!timing.span) {
      out.date = event;
      return {};
    }
    const Length length = length_of(*timing.span);
    Due due;
    if (timing.before) {
      due.date = counted_back(event, length, due.missing);
    } else if (timing.kind == TimingKind::kEvery) {
      TRY(due, recurring(event, length));
    } else {
      TRY(due, counted_on(event, length, timing.kind == TimingKind::kBy));
    }
    if (int{due.date.year()} < kCalendarYearMin || int{due.date.year()} > kCalendarYearMax)
      return fail(Code::kInvalid, outside(due.date));
    out.date = due.date;
    out.missing = std::move(due.missing);
    return {};
  }

  static std::string outside(Date date) {
    const bool late = int{date.year()} > kCalendarYearMax;
    return late ? "the period ends after the year " + std::to_string(kCalendarYearMax)
                : "the period ends before the year " + std::to_string(kCalendarYearMin);
  }

  // The first of the recurring days that is not before the act. Months and years are counted from
  // the event each time: one that falls on the 31st does not stay on the 28th after a February.
  Result<Due> recurring(Date event, const Length& length) const {
    const bool in_months = length.unit == "months" || length.unit == "years";
    TRY(Due due, counted_on(event, length, false));
    if (due.date == event && due.date < day_) return Due{day_, {}};  // several times a day
    if (!in_months && length.unit != "working-days" && due.date < day_) {
      const days step = sys_days{due.date} - sys_days{event};
      const days left = sys_days{day_} - sys_days{due.date};
      return Due{Date{sys_days{due.date} + (left + step - days{1}) / step * step}, {}};
    }
    for (std::int64_t times = 2; due.date < day_; ++times) {
      TRY(due, in_months ? counted_on(event, {times * length.number, length.unit}, false)
                         : counted_on(due.date, length, false));
    }
    return due;
  }

  // The fact that a span runs from, where the file states it.
  std::string where(FactId fact) const {
    std::string out;
    for (const FactId source : facts_.sources(fact))
      for (const StatedFact& stated : act_.facts)
        if (stated.fact == source && out.empty()) out = to_string(stated.at) + ": ";
    return out + "`" + law_.vocabulary[fact].id + "`: ";
  }

  // `rolls`: a last day that is no working day moves on.
  Result<Due> counted_on(Date event, const Length& length, bool rolls) const {
    if (length.unit == "working-days")
      return add_working_days(calendar_, event, static_cast<int>(length.number));
    Date end = event;
    if (length.unit == "days") end = Date{sys_days{event} + days{length.number}};
    if (length.unit == "hours") end = Date{sys_days{event} + days{length.number / kHoursADay}};
    if (length.unit == "minutes") end = Date{sys_days{event} + days{length.number / kMinutesADay}};
    if (length.unit == "months") end = plus_months(event, length.number);
    if (length.unit == "years") end = plus_months(event, length.number * 12);
    const bool whole_days = length.unit != "hours" && length.unit != "minutes";
    if (!rolls || !whole_days || int{end.year()} > kCalendarYearMax) return Due{end, {}};
    // A period of one day that ends on it: the calendar moves its end where it must.
    const int to_end = calendar_.counting().first_day_counts ? 0 : 1;
    return add_calendar_days(calendar_, Date{sys_days{end} - days{to_end}}, 1);
  }

  Date counted_back(Date event, const Length& length, std::vector<int>& missing) const {
    if (length.unit == "months") return plus_months(event, -length.number);
    if (length.unit == "years") return plus_months(event, -12 * length.number);
    if (length.unit == "days") return Date{sys_days{event} - days{length.number}};
    if (length.unit != "working-days") return event;
    sys_days at{event};
    for (std::int64_t left = length.number; left > 0;) {
      at -= days{1};
      for (int year : calendar_.missing_years(Date{at}))
        if (std::ranges::find(missing, year) == missing.end()) missing.push_back(year);
      left -= calendar_.day(Date{at}).working() ? 1 : 0;
    }
    return Date{at};
  }

  // The first such day that is not before the act.
  Date next_yearly(const Timing& timing) const {
    const std::chrono::month_day day{std::chrono::month{timing.month},
                                     std::chrono::day{timing.day}};
    std::chrono::year year = day_.year();
    const auto in = [&](std::chrono::year each) {
      const Date date{each / day.month() / day.day()};
      return date.ok() ? date : Date{each / day.month() / std::chrono::last};
    };
    return in(year) < day_ ? in(++year) : in(year);
  }

  const Law& law_;
  const Act& act_;
  const Facts& facts_;
  Date day_;
  const Calendar& calendar_;
};

Tri scope_of(const Decision& decision, std::uint32_t pack) {
  for (const PackScope& scope : decision.evaluation.scopes)
    if (scope.pack == pack) return scope.in_scope;
  return Tri::kNo;
}

// First what has no number and cannot wait, then by day, then what has no day.
auto order_of(const DueItem& item) {
  int rank = 2;
  Date first{std::chrono::year{kCalendarYearMax}, std::chrono::December, std::chrono::day{31}};
  for (const DueTime& time : item.times) {
    const bool at_once =
        time.timing.kind == TimingKind::kPromptly || time.timing.kind == TimingKind::kBeforeAct;
    if (at_once) rank = 0;
    if (!time.date) continue;
    rank = std::min(rank, 1);
    first = std::min(first, *time.date);
  }
  // What may be due is told the surer, the more of what was reported speaks for it.
  const bool may = item.arises != Tri::kYes;
  const auto reported = may ? -static_cast<long>(item.because.size()) : 0;
  return std::tuple{may, reported, may ? item.missing.size() : 0, rank, first};
}

}  // namespace

Result<std::vector<DueTime>> due_times(const Decision& decision, const Calendar& calendar,
                                       const Schedule& schedule) {
  const Reckoner reckoner(decision, calendar);
  std::vector<DueTime> out;
  for (const Timing& timing : schedule.timings) {
    TRY(DueTime time, reckoner.reckon(timing));
    out.push_back(std::move(time));
  }
  return out;
}

Result<DueItem> due_item(const Decision& decision, const Calendar& calendar, std::uint32_t index) {
  const Law& law = *decision.law;
  const Rule& rule = law.rules[index];
  const Facts& facts = decision.evaluation.facts;
  Interpreter interpreter(law, facts, decision.readings, decision.evaluation.day);
  const Step when = interpreter.step(rule.when);
  DueItem out;
  out.rule = index;
  out.arises = tri_and(scope_of(decision, rule.pack), when.value);
  const Schedule& schedule = *rule.schedule;
  if (schedule.done) out.done = interpreter.step(*schedule.done).value;
  const Reasons reasons = reasons_of(law, when);
  out.because.assign(reasons.known.begin(), reasons.known.end());
  const std::set<FactId> missing =
      through_instruments(law, facts, decision.readings, reasons.missing);
  out.missing.assign(missing.begin(), missing.end());
  TRY(out.times, due_times(decision, calendar, schedule));
  for (const DueTime& time : out.times)
    if (time.timing.from && !time.date &&
        std::ranges::find(out.undated, *time.timing.from) == out.undated.end())
      out.undated.push_back(*time.timing.from);
  return out;
}

Result<std::vector<DueItem>> due_items(const Decision& decision, const Calendar& calendar) {
  const Law& law = *decision.law;
  std::vector<DueItem> out;
  for (std::uint32_t i = 0; i < law.rules.size(); ++i) {
    const Rule& rule = law.rules[i];
    if (rule.sort != Sort::kDue || !rule.in_force.contains(decision.evaluation.day)) continue;
    TRY(DueItem item, due_item(decision, calendar, i));
    if (item.arises != Tri::kNo) out.push_back(std::move(item));
  }
  std::ranges::stable_sort(out, {}, order_of);
  return out;
}

}  // namespace lawful
