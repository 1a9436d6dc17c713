#include "rules/decision_json.h"

#include <boost/json/serialize.hpp>

#include "crypto/hash.h"

namespace lawful {

namespace {

JsonObject text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

std::string provision_of(const Law& law, std::uint32_t rule) {
  return to_string(law.rules[rule].cites.front());
}

// Days of a date fact are counted from 1970-01-01.
std::string day_text(std::int64_t day) {
  return format_date(Date{std::chrono::sys_days{std::chrono::days{day}}});
}

JsonValue bound_json(FactType type, std::int64_t value) {
  if (type == FactType::kDate) return JsonValue(day_text(value));
  return JsonValue(value);
}

JsonValue interval_json(const Fact& fact, const ValueSet& set) {
  if (set.single()) return bound_json(fact.type, set.low());
  JsonObject out;
  const ValueSet all = fact.all();
  if (set.low() != all.low()) out["at_least"] = bound_json(fact.type, set.low());
  if (set.high() != all.high()) out["at_most"] = bound_json(fact.type, set.high());
  if (out.empty()) return JsonValue("unknown");
  return out;
}

}  // namespace

JsonValue value_json(const Law& law, FactId id, const ValueSet& set) {
  const Fact& fact = law.vocabulary[id];
  if (set.is_interval()) return interval_json(fact, set);
  if (set == fact.all()) return JsonValue("unknown");
  if (fact.type == FactType::kYesNo) return JsonValue(set.mask() == ValueSet::kYesBit);
  JsonArray names;
  for (std::size_t i = 0; i < fact.values.size(); ++i)
    if ((set.mask() >> i & 1) != 0) names.emplace_back(fact.values[i].name);
  if (names.size() == 1) return names.front();
  return JsonObject{{"any", std::move(names)}};
}

namespace {

JsonObject facts_json(const Decision& decision, const std::vector<FactId>& facts) {
  JsonObject out;
  for (FactId fact : facts)
    out[decision.law->vocabulary[fact].id] =
        value_json(*decision.law, fact, decision.evaluation.facts[fact]);
  return out;
}

JsonObject stated_json(const Decision& decision) {
  JsonObject out;
  for (const StatedFact& stated : decision.act.facts)
    out[decision.law->vocabulary[stated.fact].id] =
        value_json(*decision.law, stated.fact, stated.value);
  return out;
}

bool is_said(const Act& act, FactId fact) {
  for (const Statement& said : act.says)
    for (const StatedFact& each : said.facts)
      if (each.fact == fact) return true;
  return false;
}

// Without what joint actors say each for themselves, which `says` holds.
JsonObject stated_together_json(const Decision& decision) {
  JsonObject out;
  for (const StatedFact& stated : decision.act.facts)
    if (!is_said(decision.act, stated.fact))
      out[decision.law->vocabulary[stated.fact].id] =
          value_json(*decision.law, stated.fact, stated.value);
  return out;
}

JsonObject says_json(const Decision& decision) {
  JsonObject out;
  for (const Statement& said : decision.act.says) {
    JsonObject facts;
    for (const StatedFact& fact : said.facts)
      facts[decision.law->vocabulary[fact.fact].id] =
          value_json(*decision.law, fact.fact, fact.value);
    out[said.actor] = std::move(facts);
  }
  return out;
}

JsonArray ids_json(const Law& law, const std::vector<FactId>& facts) {
  JsonArray out;
  for (FactId fact : facts) out.emplace_back(law.vocabulary[fact].id);
  return out;
}

JsonArray provisions_json(const std::vector<Provision>& provisions) {
  JsonArray out;
  for (const Provision& provision : provisions) out.emplace_back(to_string(provision));
  return out;
}

JsonObject reference_json(const Law& law, std::uint32_t rule) {
  return {{"rule", law.rules[rule].id}, {"provision", provision_of(law, rule)}};
}

JsonArray references_json(const Law& law, const std::vector<std::uint32_t>& rules) {
  JsonArray out;
  for (std::uint32_t rule : rules) out.push_back(reference_json(law, rule));
  return out;
}

JsonObject finding_json(const Decision& decision, const Finding& finding) {
  const Law& law = *decision.law;
  const Rule& rule = law.rules[finding.rule];
  JsonObject out = reference_json(law, finding.rule);
  if (rule.cites.size() > 1) out["provisions"] = provisions_json(rule.cites);
  out["sort"] = to_string(rule.sort);
  out["status"] = to_string(finding.status);
  out["decides"] = finding.counting;
  out["gist"] = text_json(rule.gist);
  out["facts"] = facts_json(decision, finding.facts);
  out["missing"] = ids_json(law, finding.missing);
  out["subject_to"] = provisions_json(finding.subject_to);
  out["consequence"] = provisions_json(rule.consequence);
  if (!finding.exceptions.empty()) out["exceptions"] = references_json(law, finding.exceptions);
  if (!finding.evaluative.empty()) out["evaluative"] = ids_json(law, finding.evaluative);
  return out;
}

JsonArray findings_json(const Decision& decision) {
  JsonArray out;
  for (const Finding& finding : decision.findings) out.push_back(finding_json(decision, finding));
  return out;
}

JsonArray missing_json(const Decision& decision) {
  JsonArray out;
  for (const MissingFact& missing : decision.missing) {
    JsonArray settles;
    for (std::uint32_t rule : missing.settles) settles.emplace_back(decision.law->rules[rule].id);
    const Fact& fact = decision.law->vocabulary[missing.fact];
    out.push_back(JsonObject{{"fact", fact.id},
                             {"question", text_json(fact.ask)},
                             {"control", to_string(fact.control)},
                             {"decides", missing.decides},
                             {"settles", std::move(settles)}});
  }
  return out;
}

JsonArray scope_json(const Decision& decision) {
  JsonArray out;
  for (const PackScope& pack : decision.evaluation.scopes) {
    if (!is_told(*decision.law, pack)) continue;
    const Pack& source = decision.law->packs[pack.pack];
    if (!pack.in_force)
      out.push_back(JsonObject{{"rule", source.law + ".in_force"},
                               {"provision", to_string(source.in_force_by)},
                               {"in", "no"}});
    for (const RuleResult& each : pack.scopes) {
      JsonObject entry = reference_json(*decision.law, each.rule);
      entry["in"] = to_string(each.requirement);
      out.push_back(std::move(entry));
    }
  }
  return out;
}

JsonArray assumed_json(const Decision& decision) {
  JsonArray out;
  for (const Finding& finding : decision.findings)
    if (finding.status == Status::kAssumed)
      out.push_back(reference_json(*decision.law, finding.rule));
  return out;
}

JsonArray presumed_json(const Decision& decision) {
  JsonArray out;
  for (const Presumed& presumed : decision.evaluation.presumed) {
    JsonObject entry = reference_json(*decision.law, presumed.rule);
    entry["fact"] = decision.law->vocabulary[presumed.fact].id;
    out.push_back(std::move(entry));
  }
  return out;
}

JsonArray served_json(const Decision& decision) {
  JsonArray out;
  for (const Served& served : decision.evaluation.served) {
    JsonObject entry = reference_json(*decision.law, served.rule);
    entry["fact"] = decision.law->vocabulary[served.fact].id;
    entry["value"] = served.yes;
    out.push_back(std::move(entry));
  }
  return out;
}

// The readings that the answer rests on, and any that was chosen against its default.
JsonObject readings_json(const Decision& decision) {
  JsonObject out;
  std::set<std::uint32_t> listed = decision.readings_used;
  listed.insert(decision.reading_sensitive.begin(), decision.reading_sensitive.end());
  for (std::uint32_t r = 0; r < decision.readings.size(); ++r) {
    const Reading& reading = decision.law->readings[r];
    if (listed.contains(r) || decision.readings[r] != reading.default_choice)
      out[reading.name] = reading.choices[decision.readings[r]].name;
  }
  return out;
}

JsonObject params_json(const Decision& decision) {
  JsonObject out;
  for (std::uint32_t p : decision.evaluation.used.params) {
    const Param& param = decision.law->params[p];
    const auto value = decision.law->param_at(p, decision.evaluation.day);
    if (!value) continue;
    out[param.id] = JsonObject{
        {"value", *value}, {"unit", param.unit}, {"provision", to_string(param.cites.front())}};
  }
  return out;
}

JsonArray open_json(const Decision& decision) {
  std::set<std::string> open;
  for (const Finding& finding : decision.findings)
    for (const Provision& provision : finding.subject_to) open.insert(to_string(provision));
  JsonArray out;
  for (const std::string& provision : open) out.emplace_back(provision);
  return out;
}

JsonArray unverified_json(const Decision& decision) {
  const Law& law = *decision.law;
  JsonArray out;
  for (std::uint32_t rule : decision.evaluation.used.rules) {
    if (!is_unverified(law.rules[rule].mark)) continue;
    JsonObject entry = reference_json(law, rule);
    entry["mark"] = to_string(law.rules[rule].mark);
    out.push_back(std::move(entry));
  }
  for (std::uint32_t p : decision.evaluation.used.params) {
    const Param& param = law.params[p];
    if (!is_unverified(param.mark)) continue;
    out.push_back(JsonObject{{"param", param.id},
                             {"provision", to_string(param.cites.front())},
                             {"mark", to_string(param.mark)}});
  }
  return out;
}

JsonArray packs_json(const Law& law) {
  JsonArray out;
  for (const Pack& pack : law.packs)
    out.push_back(
        JsonObject{{"law", pack.law}, {"version", pack.version}, {"digest", pack.digest}});
  return out;
}

JsonObject law_json(const Decision& decision) {
  const Law& law = *decision.law;
  JsonArray sensitive;
  for (std::uint32_t r : decision.reading_sensitive) sensitive.emplace_back(law.readings[r].name);
  return {{"packs", packs_json(law)},
          {"vocabulary", law.vocabulary_digest},
          {"readings", readings_json(decision)},
          {"reading_sensitive", std::move(sensitive)},
          {"params", params_json(decision)},
          {"open", open_json(decision)},
          {"unverified", unverified_json(decision)}};
}

std::string period_text(const Period& period) {
  const std::string from = format_date(period.from);
  return period.from == period.to ? from : from + ".." + format_date(period.to);
}

JsonArray segments_json(const Decision& decision) {
  JsonArray out;
  for (const Segment& segment : decision.segments)
    out.push_back(
        JsonObject{{"from", format_date(segment.from)}, {"outcome", to_string(segment.outcome)}});
  return out;
}

void add_act(const Decision& decision, JsonObject& out) {
  if (!decision.act.actors.empty()) {
    JsonArray actors;
    for (const std::string& actor : decision.act.actors) actors.emplace_back(actor);
    out["actor"] = std::move(actors);
  }
  if (decision.act.in_order) out["otherwise"] = "in-order";
  out["facts"] = stated_together_json(decision);
  if (decision.act.says.empty()) return;
  out["says"] = says_json(decision);
  out["disputed"] = ids_json(*decision.law, decision.act.disputed);
}

}  // namespace

std::string to_json(const Decision& decision, const JsonObject& cures) {
  JsonObject out{{"schema", 1},
                 {"name", decision.act.name},
                 {"decision", decision.id},
                 {"kind", to_string(decision.act.kind)},
                 {"at", period_text(decision.at)},
                 {"outcome", to_string(decision.outcome)}};
  if (!decision.label.empty()) out["label"] = decision.label;
  if (decision.at_overridden || decision.at_today)
    out["at_from"] = decision.at_overridden ? "option" : "today";
  if (decision.segments.size() > 1) out["sides"] = segments_json(decision);
  if (decision.evaluation.outcome == Outcome::kUndetermined)
    out["reached"] = decision.evaluation.reached;
  out["entitlements"] = references_json(*decision.law, decision.entitlements);
  out["findings"] = findings_json(decision);
  out["missing"] = missing_json(decision);
  out["assumed"] = assumed_json(decision);
  out["presumed"] = presumed_json(decision);
  out["served"] = served_json(decision);
  out["scope"] = scope_json(decision);
  for (const auto& [key, value] : cures) out[key] = value;
  out["next_change"] =
      decision.next_change ? JsonValue(format_date(*decision.next_change)) : JsonValue(nullptr);
  add_act(decision, out);
  out["law"] = law_json(decision);
  return boost::json::serialize(out);
}

std::string decision_id(const Decision& decision) {
  JsonObject readings;
  for (std::size_t r = 0; r < decision.readings.size(); ++r) {
    const Reading& reading = decision.law->readings[r];
    readings[reading.name] = reading.choices[decision.readings[r]].name;
  }
  const JsonObject whole{{"schema", 1},
                         {"kind", to_string(decision.act.kind)},
                         {"at", period_text(decision.at)},
                         {"in_order", decision.act.in_order},
                         {"facts", stated_json(decision)},
                         {"packs", packs_json(*decision.law)},
                         {"vocabulary", decision.law->vocabulary_digest},
                         {"readings", std::move(readings)}};
  return sha256(write_json(whole)).hex();
}

}  // namespace lawful
