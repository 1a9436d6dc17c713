#include "app/due_json.h"

#include <boost/json/serialize.hpp>

#include "app/due_list.h"
#include "base/json.h"
#include "rules/schedule_words.h"

namespace lawful {
namespace {

JsonObject text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

JsonArray facts_json(const Law& law, const std::vector<FactId>& facts) {
  JsonArray out;
  for (const FactId fact : facts) out.emplace_back(law.vocabulary[fact].id);
  return out;
}

const char* word(Tri value) {
  return value == Tri::kYes ? "yes" : value == Tri::kNo ? "no" : "unknown";
}

JsonObject time_json(const Decision& decision, const DueTime& time) {
  const Law& law = *decision.law;
  const Date day = decision.evaluation.day;
  JsonArray missing;
  for (const int year : time.missing) missing.emplace_back(year);
  JsonObject out{{"kind", to_string(time.timing.kind)},
                 {"date", time.date ? JsonValue(format_date(*time.date)) : JsonValue(nullptr)},
                 {"provisional", !time.missing.empty()},
                 {"vague", time.vague}};
  if (!time.missing.empty()) out["missing_years"] = std::move(missing);
  if (time.timing.from) out["from"] = law.vocabulary[*time.timing.from].id;
  out["words"] = JsonObject{{"zh", timing_words(law, time.timing, day, Lang::kZh)},
                            {"en", timing_words(law, time.timing, day, Lang::kEn)}};
  return out;
}

JsonArray times_json(const Decision& decision, const std::vector<DueTime>& times) {
  JsonArray out;
  for (const DueTime& time : times) out.push_back(time_json(decision, time));
  return out;
}

JsonObject due_item_json(const Decision& decision, const DueItem& item) {
  const Law& law = *decision.law;
  const Rule& rule = law.rules[item.rule];
  JsonObject out{{"rule", rule.id},
                 {"provision", to_string(rule.cites.front())},
                 {"gist", text_json(rule.gist)},
                 {"arises", word(item.arises)},
                 {"done", word(item.done)},
                 {"times", times_json(decision, item.times)},
                 {"because", facts_json(law, item.because)},
                 {"missing", facts_json(law, item.missing)},
                 {"undated", facts_json(law, item.undated)},
                 {"mark", to_string(rule.mark)}};
  if (rule.schedule->route) out["route"] = law.groups[*rule.schedule->route].id;
  return out;
}

JsonObject route_item_json(const Decision& decision, const RouteItem& item) {
  const Law& law = *decision.law;
  const Rule& rule = law.rules[item.rule];
  JsonArray documents;
  for (const Text& document : rule.schedule->documents) documents.push_back(text_json(document));
  JsonArray dues;
  for (const DueItem& due : item.dues) dues.push_back(due_item_json(decision, due));
  return {{"route", rule.id},
          {"provision", to_string(rule.cites.front())},
          {"gist", text_json(rule.gist)},
          {"open", word(item.open)},
          {"because", facts_json(law, item.because)},
          {"missing", facts_json(law, item.missing)},
          {"documents", std::move(documents)},
          {"valid", times_json(decision, item.valid)},
          {"dues", std::move(dues)},
          {"mark", to_string(rule.mark)}};
}

JsonObject turn_json(const Law& law, const Routes& routes, const Turn& turn) {
  const Fact& fact = law.vocabulary[turn.count];
  JsonArray bands;
  for (const Band& band : turn.bands) {
    JsonObject open;
    for (std::size_t i = 0; i < band.open.size(); ++i)
      if (band.open[i] != Tri::kNo) open[law.rules[routes.items[i].rule].id] = word(band.open[i]);
    JsonObject entry{{"at_least", band.low}};
    if (band.high != fact.all().high()) entry["at_most"] = band.high;
    entry["routes"] = std::move(open);
    bands.push_back(std::move(entry));
  }
  return {{"count", fact.id}, {"unit", fact.unit}, {"bands", std::move(bands)}};
}

}  // namespace

std::string due_json(const Decision& decision, const std::vector<DueItem>& items) {
  const Law& law = *decision.law;
  JsonArray dues;
  for (const DueItem& item : items) dues.push_back(due_item_json(decision, item));
  JsonArray obligations;
  for (const Finding& finding : decision.findings) {
    if (!is_shown(decision, finding)) continue;
    const Rule& rule = law.rules[finding.rule];
    obligations.push_back(JsonObject{{"rule", rule.id},
                                     {"provision", to_string(rule.cites.front())},
                                     {"gist", text_json(rule.gist)},
                                     {"status", to_string(finding.status)},
                                     {"mark", to_string(rule.mark)}});
  }
  return boost::json::serialize(JsonObject{{"schema", 1},
                                           {"name", decision.act.name},
                                           {"decision", decision.id},
                                           {"at", format_date(decision.evaluation.day)},
                                           {"outcome", to_string(decision.outcome)},
                                           {"dues", std::move(dues)},
                                           {"obligations", std::move(obligations)}});
}

std::string route_json(const Decision& decision, const Routes& routes) {
  JsonArray items;
  for (const RouteItem& item : routes.items) items.push_back(route_item_json(decision, item));
  JsonArray turns;
  for (const Turn& turn : routes.turns) turns.push_back(turn_json(*decision.law, routes, turn));
  return boost::json::serialize(JsonObject{{"schema", 1},
                                           {"name", decision.act.name},
                                           {"decision", decision.id},
                                           {"at", format_date(decision.evaluation.day)},
                                           {"outcome", to_string(decision.outcome)},
                                           {"routes", std::move(items)},
                                           {"turns", std::move(turns)}});
}

}  // namespace lawful
