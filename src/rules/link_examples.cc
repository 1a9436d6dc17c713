#include "rules/link_examples.h"

#include <algorithm>

#include "base/clock.h"
#include "rules/link_expr.h"

namespace lawful {
namespace {

bool has(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class ExampleLinker {
 public:
  ExampleLinker(Linking& linking, const ExampleDecl& decl, const SourcePack& pack)
      : linking_(linking), decl_(decl) {
    context_.law = pack.law;
    context_.unit_optional = true;
  }

  void link() {
    if (!link_rule() || !check_status() || !link_date()) return;
    example_.at = linking_.messages.position(decl_.at);
    example_.status = std::string(decl_.status.text);
    bool good = true;
    for (const ExprNode& fact : decl_.facts) good = link_fact_value(fact) && good;
    for (const auto& [reading, choice] : decl_.readings)
      good = link_reading(reading, choice) && good;
    if (!good || !set_kind()) return;
    std::sort(example_.facts.begin(), example_.facts.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    linking_.law.examples.push_back(std::move(example_));
  }

 private:
  bool error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
    return false;
  }

  Sort sort() const {
    return linking_.law.rules[linking_.law.groups[example_.group].versions.front()].sort;
  }

  bool link_rule() {
    const std::string id = linking_.id_of(decl_.rule.text, context_.law);
    const auto found = linking_.groups.find(id);
    if (found != linking_.groups.end()) {
      example_.group = found->second;
      return true;
    }
    std::vector<std::string> names;
    for (const auto& [known, group] : linking_.groups) names.push_back(known);
    return error(decl_.rule.at, "unknown rule " + quoted(decl_.rule.text),
                 did_you_mean_id(linking_, decl_.rule.text, context_.law, names));
  }

  bool check_status() {
    const StatusWords words = status_words(sort());
    if (words.passing.empty())
      return error(decl_.rule.at, with_article(noun_of(sort())) + " has no examples",
                   "it is shown by the examples of the rules that it serves");
    std::string all;
    for (const auto* list : {&words.passing, &words.failing, &words.others}) {
      if (has(*list, decl_.status.text)) return true;
      for (const std::string_view word : *list)
        all += (all.empty() ? "" : ", ") + std::string(word);
    }
    return error(decl_.status.at,
                 with_article(noun_of(sort())) + " is never " + quoted(decl_.status.text),
                 "its statuses are " + all);
  }

  // Without `at` an example is of the first day on which the rule is in force.
  bool link_date() {
    const RuleGroup& group = linking_.law.groups[example_.group];
    example_.date = decl_.date.value_or(linking_.law.rules[group.versions.front()].in_force.from);
    context_.in_force = {*example_.date,
                         Date{std::chrono::sys_days(*example_.date) + std::chrono::days(1)}};
    if (linking_.law.at(example_.group, *example_.date)) return true;
    return error(decl_.date_at,
                 "`" + group.id + "` is not in force on " + format_date(*example_.date));
  }

  bool link_fact_value(const ExprNode& node) {
    const std::optional<Literal> literal = link_literal(linking_, node, context_);
    if (!literal) return false;
    if (literal->param) return error(node.at, "an example states a number, not a parameter");
    if (literal->negated)
      return error(node.at, "an example states a value or an interval, not what it is not");
    if (literal->fact == kActDate)
      return error(node.at, "the day of an example is given by `at`", "write `at = 2020-01-31`");
    for (auto& [fact, set] : example_.facts) {
      if (fact != literal->fact) continue;
      set = set.intersect(literal->set);
      if (!set.empty()) return true;
      return error(node.at, "contradictory values of `" + linking_.law.vocabulary[fact].id + "`");
    }
    if (literal->set.empty())
      return error(node.at,
                   "no value is left of `" + linking_.law.vocabulary[literal->fact].id + "`");
    example_.facts.emplace_back(literal->fact, literal->set);
    return true;
  }

  bool link_reading(const Word& name, const Word& choice) {
    const auto found = linking_.readings.find(name.text);
    if (found == linking_.readings.end()) {
      std::vector<std::string> names;
      for (const auto& [known, index] : linking_.readings) names.push_back(known);
      return error(name.at, "unknown reading " + quoted(name.text), did_you_mean(name.text, names));
    }
    std::vector<std::string> names;
    const std::vector<Choice>& choices = linking_.law.readings[found->second].choices;
    for (std::uint32_t i = 0; i < choices.size(); ++i) {
      names.push_back(choices[i].name);
      if (choices[i].name != choice.text) continue;
      for (const auto& [reading, before] : example_.readings)
        if (reading == found->second && before != i)
          return error(choice.at, "two choices of one reading");
      example_.readings.emplace_back(found->second, i);
      return true;
    }
    return error(choice.at,
                 "reading " + quoted(name.text) + " has no choice " + quoted(choice.text),
                 did_you_mean(choice.text, names));
  }

  // An act is of one kind; a handling where nothing else is said.
  bool set_kind() {
    for (const auto& [fact, set] : example_.facts) {
      if (fact != kActKind) continue;
      return set.single() || error(decl_.at, "an example is of one kind of act");
    }
    example_.facts.emplace_back(
        kActKind, ValueSet::of_mask(std::uint64_t{1} << static_cast<unsigned>(ActKind::kHandling)));
    return true;
  }

  Linking& linking_;
  const ExampleDecl& decl_;
  ExprContext context_;
  Example example_;
};

}  // namespace

StatusWords status_words(Sort sort) {
  switch (sort) {
    case Sort::kEntitlement:
    case Sort::kCondition:
    case Sort::kProhibition:
    case Sort::kObligation:
    case Sort::kDerived:
      return {{"met", "excepted", "not-triggered"}, {"violated"}, {"open"}};
    case Sort::kGround:
      return {{"holds"}, {"fails"}, {"open"}};
    case Sort::kScope:
      return {{"in"}, {"out"}, {"open"}};
    case Sort::kException:
    case Sort::kPresume:
    case Sort::kServe:
    case Sort::kSettle:
    case Sort::kDue:
    case Sort::kRoute:
      return {{"applies"}, {"not"}, {"open"}};
    case Sort::kDefine:
      return {};
  }
  return {};
}

void link_examples(Linking& linking) {
  for (const SourcePack* pack : linking.packs)
    for (const ParsedFile* file : pack->files)
      for (const ExampleDecl& decl : file->examples) ExampleLinker(linking, decl, *pack).link();
}

void check_examples(Linking& linking) {
  std::vector<bool> passing(linking.law.groups.size());
  std::vector<bool> failing(linking.law.groups.size());
  for (const SourcePack* pack : linking.packs) {
    for (const ParsedFile* file : pack->files) {
      for (const ExampleDecl& decl : file->examples) {
        const auto found = linking.groups.find(linking.id_of(decl.rule.text, pack->law));
        if (found == linking.groups.end()) continue;
        const RuleGroup& group = linking.law.groups[found->second];
        const StatusWords words = status_words(linking.law.rules[group.versions.front()].sort);
        if (has(words.passing, decl.status.text)) passing[found->second] = true;
        if (has(words.failing, decl.status.text)) failing[found->second] = true;
      }
    }
  }
  for (GroupId id = 0; id < linking.law.groups.size(); ++id) {
    const RuleGroup& group = linking.law.groups[id];
    const std::uint32_t first = group.versions.front();
    // A presumption may have examples, but the rules that rest on it prove it too.
    const Sort sort = linking.law.rules[first].sort;
    if (sort == Sort::kPresume || sort == Sort::kSettle) continue;
    const StatusWords words = status_words(linking.law.rules[first].sort);
    const Site& at = linking.rule_decls[first]->name.at;
    const auto warn = [&](std::string_view side, const std::vector<std::string_view>& statuses) {
      std::string advice = "write one with ";
      for (const std::string_view status : statuses)
        advice += (status == statuses.front() ? "`" : " or `") + std::string(status) + "`";
      linking.messages.warning(at, "`" + group.id + "` has no " + std::string(side) + " example",
                               advice);
    };
    if (!words.passing.empty() && !passing[id]) warn("passing", words.passing);
    if (!words.failing.empty() && !failing[id]) warn("failing", words.failing);
  }
}

}  // namespace lawful
