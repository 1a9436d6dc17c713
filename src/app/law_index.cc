#include "app/law_index.h"

#include <algorithm>

#include "app/number_tests.h"
#include "app/schedule_page.h"
#include "base/json.h"
#include "rules/expr_text.h"
#include "rules/schedule_words.h"

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

// `pipl:1` for one place, `pipl:1..pipl:43` for a range with both its ends.
JsonArray covers_json(const Pack& pack) {
  JsonArray out;
  for (const auto& [first, last] : pack.covers)
    out.emplace_back(first == last ? to_string(first) : to_string(first) + ".." + to_string(last));
  return out;
}

std::int64_t text_unavailable(const Pack& pack) {
  return std::ranges::count_if(pack.paragraphs,
                               [](const Paragraph& each) { return each.sha256.empty(); });
}

std::string pack_name(const Law& law, std::uint32_t pack) {
  return law.packs[pack].law + "@" + law.packs[pack].version;
}

JsonArray packs_json(const Law& law) {
  JsonArray out;
  for (const Pack& pack : law.packs)
    out.push_back(JsonObject{{"pack", pack.law + "@" + pack.version},
                             {"title", text_json(pack.title)},
                             {"status", to_string(pack.status)},
                             {"from", format_date(pack.in_force.from)},
                             {"until", until_json(pack.in_force)},
                             {"in_force_by", to_string(pack.in_force_by)},
                             {"under", pack.under},
                             {"covers", covers_json(pack)},
                             {"paragraphs", pack.paragraphs.size()},
                             {"text_unavailable", text_unavailable(pack)},
                             {"mark", to_string(pack.mark)},
                             {"digest", pack.digest}});
  return out;
}

// Timings in words, with the newest values of parameters.
JsonObject schedule_json(const Law& law, const Rule& rule) {
  const Schedule& schedule = *rule.schedule;
  JsonObject out;
  JsonArray timings;
  for (const Timing& timing : schedule.timings) {
    JsonObject each{{"timing", to_string(timing.kind)}};
    each["words"] = JsonObject{{"zh", timing_words(law, timing, day_shown(rule), Lang::kZh)},
                               {"en", timing_words(law, timing, day_shown(rule), Lang::kEn)}};
    if (timing.span && timing.span->param) each["param"] = law.params[*timing.span->param].id;
    if (timing.from) each["fact"] = law.vocabulary[*timing.from].id;
    timings.push_back(std::move(each));
  }
  out["timings"] = std::move(timings);
  if (rule.sort == Sort::kRoute) {
    JsonArray documents;
    for (const Text& document : schedule.documents) documents.push_back(text_json(document));
    out["documents"] = std::move(documents);
  }
  if (schedule.route) out["route"] = law.groups[*schedule.route].id;
  if (schedule.done) out["done"] = expr_source(law, *schedule.done);
  return out;
}

JsonObject rule_json(const Law& law, const Rule& rule) {
  JsonObject out{{"rule", rule.id},
                 {"pack", pack_name(law, rule.pack)},
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
  if (rule.sort == Sort::kServe || rule.sort == Sort::kSettle)
    out["of"] = law.vocabulary[rule.presumed_fact].id;
  if (rule.schedule) out["schedule"] = schedule_json(law, rule);
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
                             {"pack", pack_name(law, param.pack)},
                             {"provisions", provisions_json(param.cites)},
                             {"gist", text_json(param.gist)},
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

JsonObject number_json(const Law& law, const NumberTest& test) {
  JsonArray rules;
  for (GroupId group : test.groups) rules.emplace_back(law.groups[group].id);
  JsonArray examples;
  for (const EdgeExample& edge : test.examples) {
    const Example& example = law.examples[edge.example];
    examples.push_back(JsonObject{
        {"rule", law.groups[example.group].id},
        {"status", example.status},
        {"value", edge.value},
        {"at", example.date ? JsonValue(format_date(*example.date)) : JsonValue(nullptr)}});
  }
  return {
      {"fact", law.vocabulary[test.fact].id},
      {"unit", law.vocabulary[test.fact].unit},
      {"param", test.param ? JsonValue(law.params[*test.param].id) : JsonValue(nullptr)},
      {"number", test.number},
      {"from", test.in_force ? JsonValue(format_date(test.in_force->from)) : JsonValue(nullptr)},
      {"until", test.in_force ? until_json(*test.in_force) : JsonValue(nullptr)},
      {"provisions", provisions_json(test.cites)},
      {"rules", std::move(rules)},
      {"examples", std::move(examples)}};
}

JsonArray numbers_json(const Law& law) {
  JsonArray out;
  for (const NumberTest& test : number_tests(law)) out.push_back(number_json(law, test));
  return out;
}

}  // namespace

std::string law_index(const Law& law) {
  return pretty_json(JsonObject{{"packs", packs_json(law)},
                                {"rules", rules_json(law)},
                                {"readings", readings_json(law)},
                                {"params", params_json(law)},
                                {"open", open_json(law)},
                                {"numbers", numbers_json(law)}}) +
         "\n";
}

}  // namespace lawful
