#include "app/act_cures.h"

#include <algorithm>

#include "base/check.h"

namespace lawful {
namespace {

// Each holds a copy of the law as clauses.
constexpr std::size_t kCuresHeldMax = 16;

bool reads_the_day(const Law& law) {
  const auto is_day = [](const Literal& literal) { return literal.fact == kActDate; };
  return std::ranges::any_of(law.exprs,
                             [](const Expr& expr) {
                               return (expr.op == Op::kTest || expr.op == Op::kTestParam) &&
                                      expr.fact == kActDate;
                             }) ||
         std::ranges::any_of(law.implications, [&](const Implication& rule) {
           return is_day(rule.consequent) || std::ranges::any_of(rule.antecedents, is_day);
         });
}

bool is_lawful(const Decision& decision, const Act& act, Date day) {
  const auto found = evaluate(*decision.law, act, decision.readings, day);
  return found && found->outcome == Outcome::kLawful;
}

}  // namespace

ValueSet stated_value(const Decision& decision, FactId fact) {
  for (const StatedFact& stated : decision.act.facts)
    if (stated.fact == fact) return stated.value;
  return decision.law->vocabulary[fact].all();
}

Cures& ActCures::cures_for(const Decision& decision) {
  const Law& law = *decision.law;
  const Date day = decision.evaluation.day;
  Key key{&law, decision.readings, decision.act.kind, law.next_change(day), std::nullopt};
  if (reads_the_day(law)) std::get<4>(key) = day;
  const auto found = cures_.find(key);
  if (found != cures_.end()) return found->second;
  if (cures_.size() == kCuresHeldMax) cures_.clear();
  return cures_.try_emplace(key, law, decision.readings, decision.act.kind, day).first->second;
}

ActCure ActCures::of(const Decision& decision) {
  ActCure out;
  if (decision.outcome == Outcome::kLawful || decision.outcome == Outcome::kOutOfScope) return out;
  out.needed = true;
  auto answer = cures_for(decision).smallest(decision.act);
  CHECK(answer.has_value());  // facts that contradict one another have no decision
  out.answer = std::move(*answer);
  std::erase_if(out.answer.cures, [&](const Cure& cure) {
    const Act act = cured(decision.act, cure);
    for (const Segment& side : decision.segments) {
      if (is_lawful(decision, act, side.from)) continue;
      out.fails_on = side.from;
      return true;
    }
    return false;
  });
  if (!out.answer.cures.empty()) out.fails_on.reset();
  return out;
}

}  // namespace lawful
