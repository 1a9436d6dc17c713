#include "rules/link_schedule.h"

#include <algorithm>
#include <array>

namespace lawful {
namespace {

constexpr std::array<std::string_view, 6> kTimeUnits = {"years",        "months", "days",
                                                        "working-days", "hours",  "minutes"};
constexpr std::int64_t kSpanMax = 10'000;  // no period of law is longer, in whatever unit

class ScheduleLinker {
 public:
  ScheduleLinker(Linking& linking, const RuleDecl& decl, const ExprContext& context)
      : linking_(linking), decl_(decl), context_(context) {}

  Schedule link() {
    Schedule out;
    for (const TimingDecl& timing : decl_.timings) link_timing(timing, out);
    if (decl_.done) out.done = link_expr(linking_, *decl_.done, context_);
    for (const Gist& document : decl_.documents)
      out.documents.push_back(link_gist(linking_, document, document.at, "a document", true));
    if (decl_.sort == Sort::kDue && !decl_.targets.empty())
      out.route = find_route(decl_.targets.front());
    return out;
  }

 private:
  void error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
  }

  void link_timing(const TimingDecl& decl, Schedule& out) {
    Timing timing;
    timing.kind = decl.kind;
    timing.before = decl.before;
    timing.month = decl.month;
    timing.day = decl.day;
    timing.span = link_span(decl);
    if (!decl.from.text.empty()) {
      timing.from = link_fact(linking_, decl.from);
      if (!timing.from) return;
      const Fact& fact = linking_.law.vocabulary[*timing.from];
      if (fact.type != FactType::kDate)
        return error(decl.from.at, "`" + fact.id + "` is no date", "time runs from a date");
      linking_.read.insert(*timing.from);
    }
    out.timings.push_back(std::move(timing));
  }

  bool check_time_unit(const Site& at, std::string_view unit) {
    if (std::ranges::find(kTimeUnits, unit) != kTimeUnits.end()) return true;
    error(at, quoted(unit) + " is no unit of time",
          "units of time are years, months, days, working-days, hours and minutes");
    return false;
  }

  bool check_length(const Site& at, std::int64_t number, const std::string& unit) {
    if (number >= 1 && number <= kSpanMax) return true;
    error(at, "a span of " + std::to_string(number) + " " + unit,
          "a span is 1 to " + std::to_string(kSpanMax));
    return false;
  }

  std::optional<Span> link_span(const TimingDecl& decl) {
    Span span;
    if (decl.number) {
      span.number = *decl.number;
      span.unit = std::string(decl.unit.text);
      if (!check_length(decl.at, span.number, span.unit)) return std::nullopt;
      if (!check_time_unit(decl.unit.at, span.unit)) return std::nullopt;
      return span;
    }
    if (decl.param.text.empty()) return std::nullopt;
    const std::string id = linking_.id_of(decl.param.text, context_.law);
    const auto found = linking_.params.find(id);
    if (found == linking_.params.end()) {
      std::vector<std::string> names;
      for (const auto& [known, index] : linking_.params) names.push_back(known);
      error(decl.param.at, "unknown parameter " + quoted(decl.param.text),
            did_you_mean_id(linking_, decl.param.text, context_.law, names));
      return std::nullopt;
    }
    const Param& param = linking_.law.params[found->second];
    if (!check_time_unit(decl.param.at, param.unit)) return std::nullopt;
    for (const ParamValue& value : param.values)
      if (!check_length(decl.param.at, value.value, param.unit)) return std::nullopt;
    std::vector<DayInterval> given;
    for (const ParamValue& value : param.values) given.push_back(value.in_force);
    if (const std::optional<Date> day = first_day_without(context_.in_force, given))
      error(decl.param.at, "parameter `" + param.id + "` has no value on " + format_date(*day) +
                               ", when it is used here");
    span.unit = param.unit;
    span.param = found->second;
    return span;
  }

  std::optional<GroupId> find_route(const Word& name) {
    const std::string id = linking_.id_of(name.text, context_.law);
    const auto found = linking_.groups.find(id);
    if (found != linking_.groups.end()) {
      const RuleGroup& group = linking_.law.groups[found->second];
      if (linking_.law.rules[group.versions.front()].sort == Sort::kRoute) return found->second;
      error(name.at, quoted(name.text) + " is no route", "a due rule is `of` a route");
      return std::nullopt;
    }
    std::vector<std::string> names;
    for (const auto& [known, group] : linking_.groups)
      if (linking_.law.rules[linking_.law.groups[group].versions.front()].sort == Sort::kRoute)
        names.push_back(known);
    error(name.at, "unknown route " + quoted(name.text),
          did_you_mean_id(linking_, name.text, context_.law, names));
    return std::nullopt;
  }

  Linking& linking_;
  const RuleDecl& decl_;
  const ExprContext& context_;
};

}  // namespace

Schedule link_schedule(Linking& linking, const RuleDecl& decl, const ExprContext& context) {
  return ScheduleLinker(linking, decl, context).link();
}

}  // namespace lawful
