#include "app/flaw_text.h"

#include <chrono>
#include <utility>

#include "app/act_file.h"

namespace lawful {

namespace {

std::string quoted_id(const std::string& id) { return "`" + id + "`"; }

// `a`, `b` and `c`.
std::string listed(const std::vector<std::string>& items, const char* last = " and ") {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i)
    out += (i == 0 ? "" : i + 1 == items.size() ? last : ", ") + items[i];
  return out;
}

std::string rules(const Law& law, const std::vector<GroupId>& groups) {
  std::vector<std::string> ids;
  for (const GroupId group : groups) ids.push_back(quoted_id(law.groups[group].id));
  return listed(ids);
}

std::string kinds(const Flaw& flaw) {
  if (flaw.kinds.size() == static_cast<std::size_t>(kActKindCount)) return "any kind";
  std::vector<std::string> names;
  for (const ActKind kind : flaw.kinds) names.push_back(quoted_id(to_string(kind)));
  return "kind " + listed(names, " or ");
}

const Rule& first_rule(const Law& law, const Flaw& flaw) {
  if (!flaw.rules.empty()) return law.rules[flaw.rules.front()];
  return law.rules[law.groups[flaw.groups.front()].versions.front()];
}

std::string places(const Law& law, const Flaw& flaw) {
  std::vector<std::string> at;
  for (const std::size_t i : flaw.implications) at.push_back(to_string(law.implications[i].at));
  for (const std::uint32_t i : flaw.rules) at.push_back(quoted_id(law.rules[i].id));
  return listed(at);
}

std::string never_triggered(const Rule& rule) {
  const std::string what = quoted_id(rule.id);
  if (rule.sort == Sort::kGround) return what + " never holds: no act makes its `when` yes";
  return what +
         (rule.sort == Sort::kPresume || rule.sort == Sort::kServe || rule.sort == Sort::kSettle
              ? " never applies: no act makes its `when` yes"
              : " is never triggered: no act within its scope makes its `when` yes");
}

// What is said of it, and what would mend it.
struct Said {
  std::string message;
  std::string advice;
};

std::string pack_name(const Pack& pack) { return quoted_id(pack.law + "@" + pack.version); }

Said of_one_rule(const Law& law, const Flaw& flaw) {
  const Rule& rule = first_rule(law, flaw);
  switch (flaw.sort) {
    case FlawSort::kNeverInScope:
      return {"no act is in the scope of " + pack_name(law.packs[rule.pack]) +
                  ": no act makes each of its scopes yes",
              "require less"};
    case FlawSort::kNeverReleases:
      return {quoted_id(rule.id) + " never releases " + rules(law, flaw.groups) +
                  ": no act makes its `when` yes and triggers what it releases",
              "mend one of the conditions, or take the exception out"};
    case FlawSort::kAlwaysReleases:
      return {quoted_id(rule.id) + " releases " + rules(law, flaw.groups) +
                  " whenever that would be breached: nobody can breach it",
              "narrow the exception"};
    default:
      return {never_triggered(rule), "mend its condition, or take it out"};
  }
}

Said of_two_rules(const Law& law, const Flaw& flaw) {
  const std::string name = quoted_id(first_rule(law, flaw).id);
  const std::string other = rules(law, {flaw.groups[1]});
  if (flaw.sort == FlawSort::kNoOverlap)
    return {name + " says that it overlaps " + other + ", and some act breaches it alone",
            "take `overlaps` out"};
  return {name + " is redundant: who breaches it breaches " + other + " too",
          "take it out, or say why it stands: `overlaps " + law.groups[flaw.groups[1]].id +
              " zh \"…\" en \"…\"`"};
}

Said of_values(const Law& law, const Flaw& flaw) {
  const Rule& rule = first_rule(law, flaw);
  const std::string fact = quoted_id(law.vocabulary[rule.presumed_fact].id);
  const char* advice = "let only one of them apply";
  if (flaw.sort == FlawSort::kTwoValues)
    return {quoted_id(rule.id) + " and " + quoted_id(law.rules[flaw.rules[1]].id) +
                " presume different values of " + fact +
                " for one act: the one that is read first would win",
            advice};
  return {quoted_id(rule.id) + " says that " + fact + " is " +
              (rule.sort == Sort::kServe ? "yes" : "no") + " for an act of which " +
              to_string(law.implications[flaw.implications.front()].at) +
              " says the opposite: such an act is refused",
          advice};
}

Said said_of(const Law& law, const Flaw& flaw) {
  switch (flaw.sort) {
    case FlawSort::kNeverInScope:
    case FlawSort::kNeverTriggered:
    case FlawSort::kNeverReleases:
    case FlawSort::kAlwaysReleases:
      return of_one_rule(law, flaw);
    case FlawSort::kRedundant:
    case FlawSort::kNoOverlap:
      return of_two_rules(law, flaw);
    case FlawSort::kTwoValues:
    case FlawSort::kGainsaid:
      return of_values(law, flaw);
    case FlawSort::kImpossible:
      return {"no act of " + kinds(flaw) + " can be: whatever the facts, " + places(law, flaw) +
                  " contradict one another",
              "let one of them say less"};
    case FlawSort::kUnsatisfiable:
      return {"no act of " + kinds(flaw) + " within the scope of " +
                  pack_name(law.packs[flaw.pack]) + " can be lawful: nobody can keep " +
                  (flaw.groups.size() == 1 ? "" : "together ") + rules(law, flaw.groups),
              "let one of them require less"};
  }
  return {};
}

std::string value_text(const Fact& fact, const ValueSet& value) {
  if (fact.type == FactType::kDate)
    return format_date(Date{std::chrono::sys_days{std::chrono::days{value.low()}}});
  if (value.is_interval()) return std::to_string(value.low());
  if (fact.type == FactType::kYesNo) return value.mask() == ValueSet::kYesBit ? "yes" : "no";
  for (std::size_t i = 0; i < fact.values.size(); ++i)
    if ((value.mask() >> i & 1) != 0) return fact.values[i].name;
  return "";
}

std::string readings_of(const Law& law, const Witness& witness, const char* before,
                        const char* between) {
  std::string out;
  for (std::size_t r = 0; r < witness.readings.size(); ++r) {
    const Reading& reading = law.readings[r];
    if (witness.readings[r] != reading.default_choice)
      out += before + reading.name + between + reading.choices[witness.readings[r]].name;
  }
  return out;
}

}  // namespace

Diagnostic flaw_message(const Law& law, const Flaw& flaw) {
  Diagnostic out;
  out.at = flaw.sort == FlawSort::kImpossible && !flaw.implications.empty()
               ? law.implications[flaw.implications.front()].at
               : first_rule(law, flaw).at;
  Said said = said_of(law, flaw);
  out.message = std::move(said.message);
  out.advice = std::move(said.advice);
  return out;
}

std::string witness_name(const Law& law, const Flaw& flaw) {
  const auto with_id = [&](const char* what) { return first_rule(law, flaw).id + "-" + what; };
  switch (flaw.sort) {
    case FlawSort::kImpossible:
      return "no-act";
    case FlawSort::kNeverInScope:
      return with_id("never-in-scope");
    case FlawSort::kNeverTriggered:
      return with_id("never-triggered");
    case FlawSort::kNeverReleases:
      return with_id("never-releases");
    case FlawSort::kAlwaysReleases:
      return with_id("always-releases");
    case FlawSort::kRedundant:
      return with_id("redundant");
    case FlawSort::kNoOverlap:
      return with_id("no-overlap");
    case FlawSort::kTwoValues:
      return with_id("two-values");
    case FlawSort::kGainsaid:
      return with_id("gainsaid");
    case FlawSort::kUnsatisfiable:
      return law.packs[flaw.pack].law + "-no-lawful-" + to_string(flaw.kinds.front());
  }
  return "";
}

std::string witness_shows(const Law& law, const Flaw& flaw) {
  if (!flaw.refused.empty()) {
    std::vector<std::string> facts;
    for (const FactId fact : flaw.refused) facts.push_back(quoted_id(law.vocabulary[fact].id));
    return "refused: " + listed(facts) + " cannot be so" + (facts.size() > 1 ? " together" : "");
  }
  switch (flaw.sort) {
    case FlawSort::kNeverInScope:
      return "out of scope";
    case FlawSort::kNeverTriggered:
      return "in scope, and " + quoted_id(first_rule(law, flaw).id) + " is not triggered";
    case FlawSort::kNeverReleases:
      return rules(law, {flaw.groups.front()}) + " is triggered, and the exception is no";
    case FlawSort::kAlwaysReleases:
      return rules(law, {flaw.groups.front()}) + " is excepted";
    case FlawSort::kRedundant:
      return "both are violated";
    case FlawSort::kNoOverlap:
      return rules(law, {flaw.groups.front()}) + " is violated, and " +
             rules(law, {flaw.groups[1]}) + " is not";
    case FlawSort::kTwoValues:
      return "both apply, and the answer lists the first";
    case FlawSort::kUnsatisfiable:
      return "unlawful by " + rules(law, flaw.breached) + ", the fewest that an act can breach";
    case FlawSort::kImpossible:
    case FlawSort::kGainsaid:
      break;
  }
  return "";
}

std::string witness_line(const Law& law, const Flaw& flaw) {
  const Act& act = flaw.witness.act;
  std::string out = std::string("kind = ") + to_string(act.kind);
  for (const StatedFact& stated : act.facts) {
    const Fact& fact = law.vocabulary[stated.fact];
    out += "; " + fact.id + " = " + value_text(fact, stated.value);
  }
  out += readings_of(law, flaw.witness, "; reading ", " = ");
  return out + "; at = " + format_date(flaw.witness.day());
}

std::string witness_file(const Law& law, const Flaw& flaw, const std::string& replay,
                         const std::string& path) {
  Act act = flaw.witness.act;
  act.name = witness_name(law, flaw);
  // What is excepted, a page for people leaves out.
  const char* form = flaw.sort == FlawSort::kAlwaysReleases ? " --json" : "";
  return "# " + replay + form + readings_of(law, flaw.witness, " --reading ", "=") + " " + path +
         "\n" + "# " + witness_shows(law, flaw) + "\n\n" + act_toml(law, act, {}, Lang::kEn);
}

}  // namespace lawful
