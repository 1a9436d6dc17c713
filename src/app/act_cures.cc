#include "app/act_cures.h"

#include <algorithm>
#include <ranges>

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

// The first side of the period on which the act is not lawful. Where the law does not speak to the
// act as it is stated, it need not do so to the act as it is cured.
std::optional<Date> first_failing(const Decision& decision, const Act& act) {
  for (const Segment& side : decision.segments) {
    if (side.outcome == Outcome::kOutOfScope) continue;
    const auto found = evaluate(*decision.law, act, decision.readings, side.from);
    if (!found || found->outcome != Outcome::kLawful) return side.from;
  }
  return std::nullopt;
}

}  // namespace

ValueSet stated_value(const Decision& decision, FactId fact) {
  for (const StatedFact& stated : decision.act.facts)
    if (stated.fact == fact) return stated.value;
  return decision.law->vocabulary[fact].all();
}

Cures& ActCures::cures_for(const Decision& decision, Date day) {
  const Law& law = *decision.law;
  Key key{&law, decision.readings, decision.act.kind, law.next_change(day), std::nullopt};
  if (reads_the_day(law)) std::get<4>(key) = day;
  const auto found = cures_.find(key);
  if (found != cures_.end()) return found->second;
  if (cures_.size() == kCuresHeldMax) cures_.clear();
  return cures_.try_emplace(key, law, decision.readings, decision.act.kind, day).first->second;
}

CureAnswer ActCures::smallest(const Decision& decision, Date day) {
  auto answer = cures_for(decision, day).smallest(decision.act);
  CHECK(answer.has_value());  // facts that contradict one another have no decision
  return std::move(*answer);
}

ActCure ActCures::of(const Decision& decision) {
  ActCure out;
  if (decision.outcome == Outcome::kLawful || decision.outcome == Outcome::kOutOfScope) return out;
  out.needed = true;
  for (const Segment& side : std::views::reverse(decision.segments)) {
    if (side.outcome == Outcome::kOutOfScope) continue;
    CureAnswer answer = smallest(decision, side.from);
    if (answer.cures.empty()) {  // then there is none for all sides either
      out.answer = std::move(answer);
      out.fails_on.reset();
      return out;
    }
    std::erase_if(answer.cures, [&](const Cure& cure) {
      const auto fails = first_failing(decision, cured(decision.act, cure));
      if (fails) out.fails_on = fails;
      return fails.has_value();
    });
    if (answer.cures.empty()) continue;
    out.answer = std::move(answer);
    out.fails_on.reset();
    return out;
  }
  return out;
}

}  // namespace lawful
