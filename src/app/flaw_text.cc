#include "app/flaw_text.h"

#include <chrono>

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
  if (flaw.sort == FlawSort::kImpossible) {
    out.at = flaw.implications.empty() ? law.rules[flaw.rules.front()].at
                                       : law.implications[flaw.implications.front()].at;
    out.message = "no act of " + kinds(flaw) + " can be: whatever the facts, " + places(law, flaw) +
                  " contradict one another";
    out.advice = "let one of them say less";
    return out;
  }
  const Rule& rule = first_rule(law, flaw);
  const std::string name = quoted_id(rule.id);
  out.at = rule.at;
  switch (flaw.sort) {
    case FlawSort::kNeverInScope: {
      const Pack& pack = law.packs[rule.pack];
      out.message = "no act is in the scope of " + quoted_id(pack.law + "@" + pack.version) +
                    ": no act makes each of its scopes yes";
      out.advice = "require less";
      break;
    }
    case FlawSort::kNeverTriggered:
      out.message = never_triggered(rule);
      out.advice = "mend its condition, or take it out";
      break;
    case FlawSort::kNeverReleases:
      out.message = name + " never releases " + rules(law, flaw.groups) +
                    ": no act makes its `when` yes and triggers what it releases";
      out.advice = "mend one of the conditions, or take the exception out";
      break;
    case FlawSort::kAlwaysReleases:
      out.message = name + " releases " + rules(law, flaw.groups) +
                    " whenever that would be breached: nobody can breach it";
      out.advice = "narrow the exception";
      break;
    case FlawSort::kRedundant:
      out.message =
          name + " is redundant: who breaches it breaches " + rules(law, {flaw.groups[1]}) + " too";
      out.advice = "take it out, or say why it stands: `overlaps " + law.groups[flaw.groups[1]].id +
                   " zh \"…\" en \"…\"`";
      break;
    case FlawSort::kNoOverlap:
      out.message = name + " says that it overlaps " + rules(law, {flaw.groups[1]}) +
                    ", and some act breaches it alone";
      out.advice = "take `overlaps` out";
      break;
    case FlawSort::kTwoValues:
      out.message = name + " and " + quoted_id(law.rules[flaw.rules[1]].id) +
                    " presume different values of " +
                    quoted_id(law.vocabulary[rule.presumed_fact].id) +
                    " for one act: the one that is read first would win";
      out.advice = "let only one of them apply";
      break;
    case FlawSort::kGainsaid:
      out.message = name + " says that " + quoted_id(law.vocabulary[rule.presumed_fact].id) +
                    " is " + (rule.sort == Sort::kServe ? "yes" : "no") + " for an act of which " +
                    to_string(law.implications[flaw.implications.front()].at) +
                    " says the opposite: such an act is refused";
      out.advice = "let only one of them apply";
      break;
    case FlawSort::kUnsatisfiable: {
      const Pack& pack = law.packs[flaw.pack];
      out.message = "no act of " + kinds(flaw) + " within the scope of " +
                    quoted_id(pack.law + "@" + pack.version) + " can be lawful: nobody can keep " +
                    (flaw.groups.size() == 1 ? "" : "together ") + rules(law, flaw.groups);
      out.advice = "let one of them require less";
      break;
    }
    case FlawSort::kImpossible:
      break;
  }
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
