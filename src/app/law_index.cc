#include "app/law_index.h"

#include "base/json.h"
#include "rules/expr_text.h"

namespace lawful {
namespace {

JsonObject text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

JsonArray provisions_json(const std::vector<Provision>& provisions) {
  JsonArray out;
  for (const Provision& provision : provisions) out.emplace_back(to_string(provision));
  return out;
}

JsonValue until_json(const DayInterval& days) {
  return days.until ? JsonValue(format_date(*days.until)) : JsonValue(nullptr);
}

JsonArray packs_json(const Law& law) {
  JsonArray out;
  for (const Pack& pack : law.packs)
    out.push_back(JsonObject{{"pack", pack.law + "@" + pack.version},
                             {"title", text_json(pack.title)},
                             {"status", to_string(pack.status)},
                             {"from", format_date(pack.in_force.from)},
                             {"until", until_json(pack.in_force)},
                             {"digest", pack.digest}});
  return out;
}

JsonObject rule_json(const Law& law, const Rule& rule) {
  JsonObject out{{"rule", rule.id},
                 {"sort", to_string(rule.sort)},
                 {"provisions", provisions_json(rule.cites)},
                 {"gist", text_json(rule.gist)},
                 {"from", format_date(rule.in_force.from)},
                 {"until", until_json(rule.in_force)},
                 {"mark", to_string(rule.mark)},
                 {"when", expr_source(law, rule.when)}};
  const bool requires_something = rule.sort == Sort::kCondition ||
                                  rule.sort == Sort::kProhibition ||
                                  rule.sort == Sort::kObligation || rule.sort == Sort::kDerived;
  if (requires_something) out["then"] = expr_source(law, rule.then);
  if (rule.sort == Sort::kGround) out["of"] = law.groups[rule.entitlement].id;
  if (rule.sort == Sort::kException) {
    JsonArray to;
    for (GroupId target : rule.targets) to.emplace_back(law.groups[target].id);
    out["to"] = std::move(to);
  }
  return out;
}

JsonArray rules_json(const Law& law) {
  JsonArray out;
  for (const Rule& rule : law.rules) out.push_back(rule_json(law, rule));
  return out;
}

JsonArray readings_json(const Law& law) {
  JsonArray out;
  for (const Reading& reading : law.readings) {
    JsonArray choices;
    for (std::uint32_t i = 0; i < reading.choices.size(); ++i)
      choices.push_back(JsonObject{{"choice", reading.choices[i].name},
                                   {"default", i == reading.default_choice},
                                   {"gist", text_json(reading.choices[i].gist)}});
    out.push_back(JsonObject{{"reading", reading.name},
                             {"provisions", provisions_json(reading.cites)},
                             {"question", text_json(reading.question)},
                             {"choices", std::move(choices)},
                             {"because", text_json(reading.because)}});
  }
  return out;
}

JsonArray params_json(const Law& law) {
  JsonArray out;
  for (const Param& param : law.params) {
    JsonArray values;
    for (const ParamValue& value : param.values)
      values.push_back(JsonObject{{"from", format_date(value.in_force.from)},
                                  {"until", until_json(value.in_force)},
                                  {"value", value.value}});
    out.push_back(JsonObject{{"param", param.id},
                             {"provisions", provisions_json(param.cites)},
                             {"unit", param.unit},
                             {"mark", to_string(param.mark)},
                             {"values", std::move(values)}});
  }
  return out;
}

JsonArray open_json(const Law& law) {
  JsonArray out;
  for (const OpenTerm& term : law.open_terms)
    out.push_back(JsonObject{{"open", law.vocabulary[term.fact].id},
                             {"provision", to_string(term.left_by)},
                             {"gist", text_json(term.gist)}});
  return out;
}

}  // namespace

std::string law_index(const Law& law) {
  return pretty_json(JsonObject{{"packs", packs_json(law)},
                                {"rules", rules_json(law)},
                                {"readings", readings_json(law)},
                                {"params", params_json(law)},
                                {"open", open_json(law)}}) +
         "\n";
}

}  // namespace lawful
