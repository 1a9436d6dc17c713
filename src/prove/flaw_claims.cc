#include "prove/flaw_claims.h"

#include <algorithm>

#include "rules/interpreter.h"
#include "rules/serve.h"

namespace lawful {

namespace {

// In force on no day.
void repeal(Rule& rule) { rule.in_force.until = rule.in_force.from; }

// One evaluation, asked about rules of every sort.
class Shown {
 public:
  Shown(const Law& law, const Evaluation& evaluation, const Readings& readings)
      : law_(law),
        evaluation_(evaluation),
        interpreter_(law, evaluation.facts, readings, evaluation.day) {}

  Tri in_scope(const Rule& rule) const { return evaluation_.scopes[rule.pack].in_scope; }
  Tri within_scope(const Rule& rule) const {
    return is_read_in_scope(rule.sort) ? in_scope(rule) : Tri::kYes;
  }
  Tri when(std::uint32_t index) {
    if (law_.rules[index].sort != Sort::kDerived)
      return interpreter_.step(law_.rules[index].when).value;
    const RuleResult* result = result_of(index);
    return result == nullptr ? Tri::kNo : result->trigger;
  }
  Tri triggered(std::uint32_t index) {
    return tri_and(within_scope(law_.rules[index]), when(index));
  }
  // Of what is triggered. Grounds, scopes and exceptions require nothing.
  bool unmet(std::uint32_t index) const {
    const Sort sort = law_.rules[index].sort;
    if (sort != Sort::kDerived && !is_first_layer(sort)) return true;
    const RuleResult* result = result_of(index);
    return result != nullptr && result->requirement == Tri::kNo;
  }
  bool releases(std::uint32_t exception, std::uint32_t target) {
    if (const RuleResult* result = result_of(target)) return releases(exception, *result);
    if (law_.rules[target].sort == Sort::kDerived) return false;
    return releases(exception, interpreter_.rule(target));
  }

 private:
  const RuleResult* result_of(std::uint32_t index) const {
    const auto found = std::ranges::find(evaluation_.rules, index, &RuleResult::rule);
    return found == evaluation_.rules.end() ? nullptr : &*found;
  }
  static bool releases(std::uint32_t exception, const RuleResult& target) {
    return std::ranges::any_of(target.exceptions, [&](const ExceptionResult& each) {
      return each.rule == exception && each.value == Tri::kYes;
    });
  }

  const Law& law_;
  const Evaluation& evaluation_;
  Interpreter interpreter_;
};

EvaluationResult judged(const Law& law, const Witness& witness) {
  return evaluate(law, witness.act, witness.readings, witness.day());
}

std::uint32_t version(const Law& law, GroupId group, Date day) {
  return static_cast<std::uint32_t>(law.at(group, day) - law.rules.data());
}

}  // namespace

Claims::Claims(const Law& law) : law_(law), words_(law) {
  words_.implications.clear();
  for (Rule& rule : words_.rules)
    if (rule.sort == Sort::kServe || rule.sort == Sort::kSettle || rule.sort == Sort::kPresume)
      repeal(rule);
}

std::vector<FactId> Claims::refused(const Witness& witness) const {
  const EvaluationResult result = judged(law_, witness);
  return result ? std::vector<FactId>{} : result.error().facts;
}

bool Claims::reached_in_words(const Goal& goal, const Witness& witness) const {
  const EvaluationResult result = judged(words_, witness);
  if (!result || refused(witness).empty()) return false;
  Shown shown(words_, *result, witness.readings);
  const Rule& rule = law_.rules[goal.rule];
  if (goal.sort == GoalSort::kInScope) return shown.in_scope(rule) == Tri::kYes;
  if (goal.sort == GoalSort::kTriggered) return shown.triggered(goal.rule) == Tri::kYes;
  const std::uint32_t target = version(law_, goal.other, witness.day());
  return shown.triggered(target) == Tri::kYes && shown.when(goal.rule) == Tri::kYes;
}

bool Claims::near(const Goal& goal, const Witness& witness) const {
  const EvaluationResult result = judged(law_, witness);
  if (!result) return false;
  Shown shown(law_, *result, witness.readings);
  const Rule& rule = law_.rules[goal.rule];
  if (goal.sort == GoalSort::kInScope) return shown.in_scope(rule) == Tri::kNo;
  const Tri when = shown.when(goal.rule);
  if (goal.sort == GoalSort::kTriggered)
    return shown.within_scope(rule) == Tri::kYes &&
           (when == Tri::kNo || (when == Tri::kUnknown && rule.sort == Sort::kDerived));
  const std::uint32_t target = version(law_, goal.other, witness.day());
  return shown.triggered(target) == Tri::kYes && when == Tri::kNo;
}

bool Claims::releases_unmet(const Goal& goal, const Witness& witness) const {
  const EvaluationResult result = judged(law_, witness);
  if (!result) return false;
  Shown shown(law_, *result, witness.readings);
  const std::uint32_t target = version(law_, goal.other, witness.day());
  return shown.triggered(target) == Tri::kYes && shown.unmet(target) &&
         shown.releases(goal.rule, target);
}

bool Claims::violated(const std::vector<GroupId>& groups, const Witness& witness) const {
  const EvaluationResult result = judged(law_, witness);
  if (!result) return false;
  return std::ranges::all_of(groups, [&](GroupId group) {
    return std::ranges::any_of(result->rules, [&](const RuleResult& rule) {
      const Rule& breached = law_.rules[rule.rule];
      return breached.group == group && rule.status == Status::kViolated &&
             result->scopes[breached.pack].in_scope == Tri::kYes;
    });
  });
}

bool Claims::breached_alone(GroupId one, GroupId other, const Witness& witness) const {
  if (!violated({one}, witness)) return false;
  const EvaluationResult result = judged(law_, witness);
  return std::ranges::none_of(result->rules, [&](const RuleResult& rule) {
    return law_.rules[rule.rule].group == other &&
           (rule.status == Status::kViolated || rule.status == Status::kOpen);
  });
}

bool Claims::violates_only(const std::vector<GroupId>& groups, const Witness& witness) const {
  const EvaluationResult result = judged(law_, witness);
  if (!result || result->outcome != Outcome::kUnlawful) return false;
  std::vector<GroupId> breached;
  for (const RuleResult& rule : result->rules) {
    if (!rule.counting) continue;
    if (rule.status == Status::kOpen) return false;
    if (rule.status == Status::kViolated) breached.push_back(law_.rules[rule.rule].group);
  }
  return breached == groups;
}

bool Claims::both_presume(std::uint32_t one, std::uint32_t other, const Witness& witness) const {
  Facts facts(law_, witness.act.kind, witness.day());
  for (const StatedFact& stated : witness.act.facts)
    if (facts.state(stated.fact, stated.value)) return false;
  const auto served = serve(law_, std::move(facts), witness.readings);
  if (!served) return false;
  Interpreter interpreter(law_, served->facts, witness.readings, witness.day());
  const auto applies = [&](std::uint32_t index) {
    const Rule& rule = law_.rules[index];
    return interpreter.step(rule.when).value == Tri::kYes &&
           !served->facts.known(rule.presumed_fact) &&
           !served->facts[rule.presumed_fact].disjoint(rule.presumed_value);
  };
  return applies(one) && applies(other);
}

Law Claims::unheard(FactId term) const {
  Law out = law_;
  for (Rule& rule : out.rules)
    if ((rule.sort == Sort::kServe || rule.sort == Sort::kSettle) && rule.presumed_fact == term)
      repeal(rule);
  return out;
}

bool Claims::gainsaid(std::uint32_t rule, const Law& unheard, const Witness& witness) const {
  if (refused(witness).empty()) return false;
  const FactId term = law_.rules[rule].presumed_fact;
  if (std::ranges::find(witness.act.facts, term, &StatedFact::fact) != witness.act.facts.end())
    return false;
  const EvaluationResult result = judged(unheard, witness);
  if (!result || !result->facts.known(term)) return false;
  const bool serves = law_.rules[rule].sort == Sort::kServe;
  const bool is_yes = result->facts[term].mask() == ValueSet::kYesBit;
  return serves != is_yes && Shown(unheard, *result, witness.readings).when(rule) == Tri::kYes;
}

}  // namespace lawful
