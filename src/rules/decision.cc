#include "rules/decision.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "base/check.h"
#include "rules/decision_json.h"
#include "rules/reasons.h"
#include "rules/serve.h"

namespace lawful {

namespace {

// What to do about a count of one year that is asked of more: the act itself was checked when read.
constexpr std::string_view kEachYear = "ask of each year by itself";

std::vector<FactId> list(const std::set<FactId>& set) { return {set.begin(), set.end()}; }

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "`" : ", `") + name + "`";
  return out;
}

// The facts of a contradiction, at the place of the first one that the file states.
Error contradiction_error(const Law& law, const Act& act, const Contradiction& wrong) {
  Position at = act.position;
  std::vector<std::string> names;
  for (FactId fact : wrong.facts) names.push_back(law.vocabulary[fact].id);
  for (const StatedFact& stated : act.facts)
    if (std::find(wrong.facts.begin(), wrong.facts.end(), stated.fact) != wrong.facts.end()) {
      at = stated.at;
      break;
    }
  std::string message = to_string(at) + ": " +
                        (names.size() > 1 ? "these facts contradict one another: "
                                          : "this fact contradicts itself: ") +
                        joined(names);
  if (!wrong.cites.empty()) message += " (by " + to_string(wrong.cites.front()) + ")";
  return Error{Code::kInvalid, message + "; state at most what was reported"};
}

// The days on which the law must be asked: the first of the period, and each change of law within
// it.
std::vector<Date> sides(const Law& law, const Period& period) {
  std::vector<Date> days{period.from};
  for (auto next = law.next_change(period.from); next && *next <= period.to;
       next = law.next_change(*next))
    days.push_back(*next);
  return days;
}

Outcome combined(const std::vector<Segment>& segments) {
  for (const Segment& segment : segments)
    if (segment.outcome != segments.front().outcome) return Outcome::kUndetermined;
  return segments.front().outcome;
}

Period period_of(const Act& act, const Query& query) {
  return query.at ? *query.at : act.at ? *act.at : Period{query.today, query.today};
}

std::optional<Contradiction> find_contradiction(const Law& law, const Act& act,
                                                const Readings& readings, Date day) {
  Facts facts(law, act.kind, day);
  for (const StatedFact& stated : act.facts)
    if (auto wrong = facts.state(stated.fact, stated.value)) return wrong;
  auto served = serve(law, std::move(facts), readings);
  if (served) return std::nullopt;
  return std::move(served).error();
}

struct Sides {
  std::vector<Segment> segments;
  std::optional<Evaluation> last;
};

tl::expected<Sides, Contradiction> evaluate_sides(const Law& law, const Act& act,
                                                  const Readings& readings,
                                                  const std::vector<Date>& days) {
  Sides out;
  for (Date day : days) {
    auto evaluation = evaluate(law, act, readings, day);
    if (!evaluation) return tl::unexpected(std::move(evaluation).error());
    out.segments.push_back({day, evaluation->outcome});
    out.last = std::move(*evaluation);
  }
  return out;
}

Finding finding_of(const Law& law, const Decision& decision, const RuleResult& result) {
  const Reasons reasons = reasons_of(law, result);
  Finding out;
  const std::set<FactId> read = facts_read(law, result);
  for (const StatedFact& stated : decision.act.facts)
    out.pertinence += read.contains(stated.fact) ? 1 : 0;
  out.rule = result.rule;
  out.status = result.status;
  out.counting = result.counting;
  out.facts = list(reasons.known);
  for (FactId fact : out.facts)
    if (law.vocabulary[fact].evaluative) out.evaluative.push_back(fact);
  const bool unsettled = result.status == Status::kOpen || result.status == Status::kAssumed;
  if (unsettled)
    out.missing = list(
        through_instruments(law, decision.evaluation.facts, decision.readings, reasons.missing));
  for (FactId fact : out.missing)
    if (law.vocabulary[fact].open_term) out.subject_to.push_back(*law.vocabulary[fact].open_term);
  out.exceptions.assign(reasons.exceptions.begin(), reasons.exceptions.end());
  return out;
}

// What one would like to read first: breaches, then questions, then what stands.
int rank(Status status) {
  return static_cast<int>(status == Status::kAssumed ? Status::kOpen : status);
}

void add_findings(const Law& law, Decision& decision) {
  for (const RuleResult& result : decision.evaluation.rules) {
    for (const RuleResult& ground : result.grounds)
      if (ground.trigger == Tri::kYes && result.status != Status::kNotTriggered)
        decision.entitlements.push_back(ground.rule);
    if (result.status != Status::kNotTriggered)
      decision.findings.push_back(finding_of(law, decision, result));
    decision.readings_used.merge(deciding_readings(law, result));
  }
  const auto key = [](const Finding& finding) {
    const bool open = finding.status == Status::kOpen || finding.status == Status::kAssumed;
    return std::tuple{!finding.counting && finding.status != Status::kViolated,
                      rank(finding.status), open ? -finding.pertinence : 0,
                      open ? finding.missing.size() : 0};
  };
  std::stable_sort(decision.findings.begin(), decision.findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

void add_missing(const Law& law, Decision& decision) {
  std::map<FactId, MissingFact> by_fact;
  const auto settle = [&](FactId fact, std::uint32_t rule, bool decides, int pertinence) {
    MissingFact& entry = by_fact[fact];
    entry.pertinence = std::max(entry.pertinence, pertinence);
    entry.fact = fact;
    entry.decides |= decides;
    if (std::find(entry.settles.begin(), entry.settles.end(), rule) == entry.settles.end())
      entry.settles.push_back(rule);
  };
  for (const PackScope& scope : decision.evaluation.scopes) {
    if (scope.in_scope != Tri::kUnknown) continue;
    for (const RuleResult& each : scope.scopes)
      if (each.requirement == Tri::kUnknown)
        for (FactId fact :
             reasons_of(law, PackScope{scope.pack, Tri::kUnknown, true, {each}}).missing)
          settle(fact, each.rule, true, std::numeric_limits<int>::max());
  }
  for (const Finding& finding : decision.findings)
    if (finding.status == Status::kOpen)
      for (FactId fact : finding.missing)
        settle(fact, finding.rule, finding.counting, finding.pertinence);
  for (auto& [fact, entry] : by_fact) decision.missing.push_back(std::move(entry));
  // First what scope needs, then what bears on what was reported, then what settles most.
  const auto key = [](const MissingFact& missing) {
    return std::tuple{!missing.decides, -missing.pertinence,
                      -static_cast<long>(missing.settles.size())};
  };
  std::stable_sort(decision.missing.begin(), decision.missing.end(),
                   [&](const MissingFact& a, const MissingFact& b) { return key(a) < key(b); });
}

// Readings whose other choice would change the outcome.
std::vector<std::uint32_t> sensitive_readings(const Law& law, const Act& act,
                                              const Readings& readings,
                                              const std::vector<Date>& days, Outcome outcome) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t r = 0; r < law.readings.size(); ++r) {
    for (std::uint32_t choice = 0; choice < law.readings[r].choices.size(); ++choice) {
      if (choice == readings[r]) continue;
      Readings other = readings;
      other[r] = choice;
      const auto changed = evaluate_sides(law, act, other, days);
      // Under another reading an instrument may gainsay what the act states; then there is no
      // other outcome to speak of.
      if (!changed || combined(changed->segments) == outcome) continue;
      out.push_back(r);
      break;
    }
  }
  return out;
}

}  // namespace

Result<Readings> choose_readings(const Law& law, const std::vector<std::string>& choices) {
  Readings readings = default_readings(law);
  std::vector<bool> chosen(law.readings.size(), false);
  for (const std::string& text : choices) {
    const std::size_t equals = text.find('=');
    const std::string name = text.substr(0, equals);
    const auto found = law.find_reading(name);
    if (equals == std::string::npos || !found) {
      std::vector<std::string> names;
      for (const Reading& reading : law.readings) names.push_back(reading.name);
      return fail(Code::kInvalid,
                  "a reading is given as NAME=CHOICE, where NAME is one of " + joined(names));
    }
    const Reading& reading = law.readings[*found];
    const auto choice =
        std::find_if(reading.choices.begin(), reading.choices.end(),
                     [&](const Choice& each) { return each.name == text.substr(equals + 1); });
    if (choice == reading.choices.end()) {
      std::vector<std::string> names;
      for (const Choice& each : reading.choices) names.push_back(each.name);
      return fail(Code::kInvalid,
                  "reading `" + reading.name + "` has no such choice; it has " + joined(names));
    }
    if (chosen[*found])
      return fail(Code::kInvalid, "reading `" + reading.name + "` is chosen twice");
    chosen[*found] = true;
    readings[*found] = static_cast<std::uint32_t>(choice - reading.choices.begin());
  }
  return readings;
}

Result<void> check_facts(const Law& law, const Act& act, const Query& query) {
  TRY_VOID(check_years(law, act, period_of(act, query), kEachYear));
  for (Date day : sides(law, period_of(act, query)))
    if (auto wrong = find_contradiction(law, act, query.readings, day))
      return tl::unexpected(contradiction_error(law, act, *wrong));
  return {};
}

Result<Decision> decide(const Law& law, const Act& act, const Query& query) {
  const Period period = period_of(act, query);
  TRY_VOID(check_years(law, act, period, kEachYear));
  const std::vector<Date> days = sides(law, period);
  auto evaluated = evaluate_sides(law, act, query.readings, days);
  if (!evaluated) return tl::unexpected(contradiction_error(law, act, evaluated.error()));

  Decision decision{.id = {},
                    .act = act,
                    .at = period,
                    .at_overridden = query.at && act.at && *query.at != *act.at,
                    .at_today = !query.at && !act.at,
                    .outcome = combined(evaluated->segments),
                    .label = {},
                    .evaluation = std::move(*evaluated->last),
                    .segments = std::move(evaluated->segments),
                    .entitlements = {},
                    .findings = {},
                    .missing = {},
                    .readings = query.readings,
                    .readings_used = {},
                    .reading_sensitive = {},
                    .next_change = law.next_change(period.to),
                    .law = &law};
  if (decision.outcome == Outcome::kUnlawful && act.kind == ActKind::kClaim)
    decision.label = "inadmissible";
  for (const Pack& pack : law.packs)
    if (pack.status == PackStatus::kDraft || pack.status == PackStatus::kProposal)
      decision.label = "hypothetical";
  if (decision.evaluation.outcome != Outcome::kOutOfScope) add_findings(law, decision);
  add_missing(law, decision);
  if (query.try_readings)
    decision.reading_sensitive =
        sensitive_readings(law, act, query.readings, days, decision.outcome);
  for (const PackScope& scope : decision.evaluation.scopes)
    for (const RuleResult& each : scope.scopes)
      decision.readings_used.merge(deciding_readings(law, each));
  decision.id = decision_id(decision);
  return decision;
}

}  // namespace lawful
