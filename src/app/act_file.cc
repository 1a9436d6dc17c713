#include "app/act_file.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "base/check.h"

namespace lawful {

namespace {

// The name that read_acts gives to an act without one.
constexpr const char* kNoName = "act 1";

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string date_text(std::int64_t days) {
  return format_date(Date{std::chrono::sys_days{std::chrono::days{days}}});
}

std::string bound(const Fact& fact, std::int64_t value) {
  return fact.type == FactType::kDate ? date_text(value) : std::to_string(value);
}

std::string interval_value(const Fact& fact, const ValueSet& set) {
  if (set.single()) return bound(fact, set.low());
  // A count is never below zero, so a bound of zero says nothing.
  const std::int64_t lowest = fact.type == FactType::kCount ? 0 : ValueSet::kLowest;
  std::string out;
  if (set.low() > lowest || set.high() == ValueSet::kHighest)
    out = "at_least = " + bound(fact, std::max(set.low(), lowest));
  if (set.high() != ValueSet::kHighest)
    out += (out.empty() ? "" : ", ") + ("at_most = " + bound(fact, set.high()));
  return "{ " + out + " }";
}

std::string value_toml(const Fact& fact, const ValueSet& set) {
  if (set == fact.all()) return "\"unknown\"";
  if (set.is_interval()) return interval_value(fact, set);
  if (fact.type == FactType::kYesNo) return set.mask() == ValueSet::kYesBit ? "true" : "false";
  std::string list;
  for (std::size_t i = 0; i < fact.values.size(); ++i)
    if ((set.mask() >> i & 1) != 0)
      list += (list.empty() ? "" : ", ") + quoted(fact.values[i].name);
  return set.single() ? list : "{ any = [" + list + "] }";
}

std::string actor_lines(const std::vector<std::string>& actors) {
  if (actors.empty()) return "";
  std::string list;
  for (const std::string& actor : actors) list += (list.empty() ? "" : ", ") + quoted(actor);
  // Quoted, so that it stands beside facts such as `actor.kind`.
  return "\"actor.label\" = " + (actors.size() == 1 ? list : "[" + list + "]") + "\n";
}

std::string period_toml(const Period& at) {
  if (at.from == at.to) return format_date(at.from);
  return "\"" + format_date(at.from) + ".." + format_date(at.to) + "\"";
}

}  // namespace

std::string act_toml(const Law& law, const Act& act, const std::vector<FactId>& unknown,
                     Lang lang) {
  std::map<std::string, std::pair<FactId, ValueSet>> lines;  // by name
  for (const FactId fact : unknown)
    lines[law.vocabulary[fact].id] = {fact, law.vocabulary[fact].all()};
  for (const StatedFact& stated : act.facts)
    lines[law.vocabulary[stated.fact].id] = {stated.fact, stated.value};

  std::string out;
  if (act.name != kNoName) out += "name = " + quoted(act.name) + "\n";
  out += "kind = " + quoted(to_string(act.kind)) + "\n";
  if (act.at) out += "at = " + period_toml(*act.at) + "\n";
  out += actor_lines(act.actors);
  if (act.in_order) out += "otherwise = \"in-order\"\n";
  for (const auto& [id, line] : lines) {
    const Fact& fact = law.vocabulary[line.first];
    if (!fact.ask.empty()) out += "\n# " + fact.ask.in(lang) + "\n";
    // An act file has no word for an unknown count or date: it leaves them out.
    const bool left_out = line.second.is_interval() && line.second == fact.all();
    // Quoted, a name is one key: TOML would refuse `a.b = true` beside `a.b.c = true`.
    out += left_out ? "# " + quoted(id) + " is unknown\n"
                    : quoted(id) + " = " + value_toml(fact, line.second) + "\n";
  }
  return out;
}

}  // namespace lawful
