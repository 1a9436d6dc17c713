#include "app/cure_json.h"

#include <boost/json/serialize.hpp>

#include "rules/decision_json.h"

namespace lawful {
namespace {

JsonObject text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

JsonObject change_json(const Decision& decision, const Change& change) {
  const Law& law = *decision.law;
  const Vocabulary& words = law.vocabulary;
  const Fact& fact = words[change.fact];
  JsonObject out{{"fact", fact.id},
                 {"from", value_json(law, change.fact, change.from)},
                 {"to", value_json(law, change.fact, change.to)},
                 {"by", to_string(fact.control)},
                 {"ask", !words.is_own(change.fact, decision.act.kind)}};
  const std::size_t step = words.step_of(change.fact);
  if (step < words.steps.size()) out["step"] = words.steps[step].name;
  return out;
}

JsonArray rules_json(const Law& law, const std::vector<std::uint32_t>& rules) {
  JsonArray out;
  for (const std::uint32_t rule : rules)
    out.push_back(JsonObject{{"rule", law.rules[rule].id},
                             {"provision", to_string(law.rules[rule].cites.front())},
                             {"gist", text_json(law.rules[rule].gist)}});
  return out;
}

JsonObject set_json(const Decision& decision, const Cure& cure) {
  JsonArray changes;
  for (const Change& change : cure.changes) changes.push_back(change_json(decision, change));
  return {{"effort", cure.effort},
          {"changes", std::move(changes)},
          {"leads_to", to_string(Outcome::kLawful)},
          {"open", cure.assumed.size()}};
}

JsonObject obstacle_json(const Decision& decision, const ActCure& cure) {
  const Law& law = *decision.law;
  JsonObject out;
  if (cure.fails_on) {
    out["why"] = "sides";
    out["day"] = format_date(*cure.fails_on);
    return out;
  }
  if (cure.answer.too_large) {
    out["why"] = "too-large";
    return out;
  }
  const Obstacle& found = cure.answer.obstacle;
  out["why"] = "obstacle";
  out["scope"] = found.scope;
  out["reached"] = found.reached;
  out["rules"] = rules_json(law, found.rules);
  JsonArray facts;
  for (const FactId fact : found.facts)
    facts.push_back(JsonObject{{"fact", law.vocabulary[fact].id},
                               {"value", value_json(law, fact, stated_value(decision, fact))},
                               {"by", to_string(law.vocabulary[fact].control)}});
  out["facts"] = std::move(facts);
  return out;
}

}  // namespace

JsonObject cure_members(const Decision& decision, const ActCure& cure) {
  JsonArray sets;
  for (const Cure& each : cure.answer.cures) sets.push_back(set_json(decision, each));
  const bool none = cure.needed && sets.empty();
  JsonObject out{{"cures", std::move(sets)}};
  if (cure.answer.more) out["cures_more"] = true;
  if (none) out["no_cure"] = obstacle_json(decision, cure);
  return out;
}

std::string decision_with_cures(const Decision& decision, ActCures& cures) {
  return to_json(decision, cure_members(decision, cures.of(decision)));
}

std::string cure_json(const Decision& decision, const ActCure& cure) {
  JsonObject out{{"schema", 1},
                 {"name", decision.act.name},
                 {"decision", decision.id},
                 {"at", format_date(decision.evaluation.day)},
                 {"outcome", to_string(decision.outcome)}};
  for (auto& [key, value] : cure_members(decision, cure)) out[key] = value;
  for (std::size_t i = 0; i < cure.answer.cures.size(); ++i)
    out["cures"].as_array()[i].as_object()["open"] =
        rules_json(*decision.law, cure.answer.cures[i].assumed);
  return boost::json::serialize(out);
}

}  // namespace lawful
