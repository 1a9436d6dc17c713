#pragma once
// A loaded law as text, statement by statement: what the transcripts of the loader show, and what
// must not differ between two ways of writing one law.

#include <array>
#include <string>
#include <vector>

#include "rules/expr_text.h"
#include "rules/law.h"

namespace lawful::testing {

inline std::string days_of(const DayInterval& days) {
  return format_date(days.from) + ".." + (days.until ? format_date(*days.until) : "");
}

inline std::string names_of(const Law& law, const std::vector<GroupId>& groups) {
  std::string out;
  for (const GroupId group : groups) out += " " + law.groups[group].id;
  return out;
}

inline std::string timing_text(const Law& law, const Timing& timing) {
  std::string out = std::string("  ") + to_string(timing.kind);
  if (timing.span) {
    const bool param = timing.span->param.has_value();
    out += " " + (param ? law.params[*timing.span->param].id
                        : std::to_string(timing.span->number) + " " + timing.span->unit);
    if (timing.from) out += timing.before ? " before" : " after";
  }
  if (timing.from) out += " " + law.vocabulary[*timing.from].id;
  if (timing.month > 0)
    out += " " + std::to_string(timing.month) + "-" + std::to_string(timing.day);
  return out + "\n";
}

inline std::string schedule_lines(const Law& law, const Schedule& schedule) {
  std::string out;
  if (schedule.route) out += "  of " + law.groups[*schedule.route].id + "\n";
  for (const Timing& timing : schedule.timings) out += timing_text(law, timing);
  for (const Text& document : schedule.documents) out += "  document " + document.en + "\n";
  if (schedule.done) out += "  done " + expr_source(law, *schedule.done) + "\n";
  return out;
}

inline std::string rule_line(const Law& law, const Rule& rule) {
  std::string out = std::string(to_string(rule.sort)) + " " + rule.id;
  for (const Provision& cite : rule.cites) out += " [" + to_string(cite) + "]";
  out += " " + days_of(rule.in_force) + " " + to_string(rule.mark) + "\n";
  if (rule.sort == Sort::kGround) out += "  of " + law.groups[rule.entitlement].id + "\n";
  if (!rule.targets.empty()) out += "  to" + names_of(law, rule.targets) + "\n";
  if (rule.sort == Sort::kServe || rule.sort == Sort::kSettle)
    out += "  of " + law.vocabulary[rule.presumed_fact].id + "\n";
  if (rule.schedule) out += schedule_lines(law, *rule.schedule);
  if (rule.sort == Sort::kPresume)
    out += "  " + law.vocabulary[rule.presumed_fact].id + " = " +
           value_source(law, rule.presumed_fact, rule.presumed_value) + "\n";
  out += "  when " + expr_source(law, rule.when) + "\n";
  const bool decides = rule.sort == Sort::kCondition || rule.sort == Sort::kProhibition ||
                       rule.sort == Sort::kObligation || rule.sort == Sort::kDerived;
  if (decides) out += "  then " + expr_source(law, rule.then) + "\n";
  for (const Provision& place : rule.consequence) out += "  consequence " + to_string(place) + "\n";
  for (const Overlap& overlap : rule.overlaps)
    out += "  overlaps " + law.groups[overlap.rule].id + ": " + overlap.why.en + "\n";
  return out;
}

inline std::string literal_text(const Law& law, const Literal& literal) {
  std::string out = literal.negated ? "not " : "";
  out += law.vocabulary[literal.fact].id + " ";
  if (!literal.param) return out + value_source(law, literal.fact, literal.set);
  constexpr std::array<const char*, 6> kCompares = {"<", "<=", ">", ">=", "=", "!="};
  return out + kCompares[static_cast<std::size_t>(literal.compare)] + " " +
         law.params[*literal.param].id;
}

inline std::string implication_line(const Law& law, const Implication& implication) {
  std::string out = "imply";
  for (const Literal& literal : implication.antecedents)
    out +=
        (&literal == &implication.antecedents.front() ? " " : " and ") + literal_text(law, literal);
  out += " => " + literal_text(law, implication.consequent) + " " + days_of(implication.in_force);
  for (const Provision& cite : implication.cites) out += " [" + to_string(cite) + "]";
  return out + "\n";
}

inline std::string example_line(const Law& law, const Example& example) {
  std::string out = "example " + law.groups[example.group].id + " " + example.status + ":";
  for (const auto& [fact, set] : example.facts)
    out += " " + law.vocabulary[fact].id + " " + value_source(law, fact, set) + ";";
  for (const auto& [reading, choice] : example.readings)
    out +=
        " " + law.readings[reading].name + " " + law.readings[reading].choices[choice].name + ";";
  return out + " at " + (example.date ? format_date(*example.date) : "") + "\n";
}

inline std::string pack_lines(const Pack& pack) {
  std::string out = "pack " + pack.law + "@" + pack.version + " " + to_string(pack.status) + " " +
                    days_of(pack.in_force) + " by " + to_string(pack.in_force_by) + " mark " +
                    to_string(pack.mark) + (pack.under.empty() ? "" : " under " + pack.under) +
                    "\n";
  for (const auto& [first, last] : pack.covers)
    out += "  covers " + to_string(first) + " to " + to_string(last) + "\n";
  for (const Paragraph& paragraph : pack.paragraphs)
    out += "  " + to_string(paragraph.provision) + " items " + std::to_string(paragraph.items) +
           (paragraph.sha256.empty() ? " unavailable" : "") +
           (paragraph.not_encoded ? " not encoded: " + paragraph.not_encoded->en : "") + "\n";
  for (const Successor& successor : pack.successors) {
    out += "  " + to_string(successor.from) + " becomes";
    for (const Provision& place : successor.to) out += " " + to_string(place);
    out += successor.change.en.empty() ? "\n" : ": " + successor.change.en + "\n";
  }
  for (const auto& [number, article] : pack.articles)
    out += "  article " + std::to_string(number) + ": " + article.gist.zh + " / " +
           article.gist.en + "\n";
  return out;
}

// What the vocabulary says of cures.
inline std::string cure_words(const Vocabulary& words) {
  std::string out;
  for (const Fact& fact : words.facts)
    if (fact.effort > 0) out += "effort " + fact.id + " " + std::to_string(fact.effort) + "\n";
  for (std::size_t kind = 0; kind < words.actors.size(); ++kind)
    if (words.actors[kind] != Control::kHandler)
      out += std::string("actor ") + to_string(words.actors[kind]) + " of " +
             to_string(static_cast<ActKind>(kind)) + "\n";
  for (const CureStep& step : words.steps) {
    out += "step " + step.name + ":";
    for (const std::string& stem : step.stems) out += " " + stem;
    out += "\n";
  }
  return out;
}

inline std::string law_text(const Law& law) {
  std::string out;
  for (const Pack& pack : law.packs) out += pack_lines(pack);
  for (const OpenTerm& term : law.open_terms)
    out += "open " + law.vocabulary[term.fact].id + " by " + to_string(term.left_by) + "\n";
  for (const Param& param : law.params)
    for (const ParamValue& value : param.values)
      out += "param " + param.id + " " + days_of(value.in_force) + " = " +
             std::to_string(value.value) + " " + param.unit + "\n";
  for (const Reading& reading : law.readings) {
    out += "reading " + reading.name + ":";
    for (const Choice& choice : reading.choices) out += " " + choice.name;
    out += ", default " + reading.choices[reading.default_choice].name + "\n";
  }
  out += cure_words(law.vocabulary);
  for (const Rule& rule : law.rules)
    if (rule.id != "demo.reads_every_fact") out += rule_line(law, rule);
  for (const Implication& implication : law.implications) out += implication_line(law, implication);
  for (const Example& example : law.examples) out += example_line(law, example);
  return out;
}

}  // namespace lawful::testing
