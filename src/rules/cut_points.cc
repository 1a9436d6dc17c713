#include "rules/cut_points.h"

#include <vector>

#include "rules/facts.h"

namespace lawful {

namespace {

// A test of `set` changes its answer at its first value and after its last.
void cut(std::set<std::int64_t>& cuts, const ValueSet& set) {
  if (set.empty()) return;
  if (set.low() != ValueSet::kLowest) cuts.insert(set.low());
  if (set.high() != ValueSet::kHighest) cuts.insert(set.high() + 1);
}

}  // namespace

CutPoints cut_points(const Law& law, Date day) {
  CutPoints cuts;
  for (const Expr& expr : law.exprs) {
    if (expr.op == Op::kTest && expr.set.is_interval()) cut(cuts[expr.fact], expr.set);
    if (expr.op != Op::kTestParam) continue;
    // A parameter without a value on this day is read by no rule in force.
    if (const auto value = law.param_at(expr.index, day))
      cut(cuts[expr.fact], compared_set(expr.compare, *value).set);
  }
  for (const Implication& rule : law.implications) {
    if (!rule.in_force.contains(day)) continue;
    std::vector<Literal> literals = rule.antecedents;
    literals.push_back(rule.consequent);
    for (const Literal& literal : literals) {
      const ValueSet set = literal_test(law, literal, day).set;
      if (set.is_interval()) cut(cuts[literal.fact], set);
    }
  }
  return cuts;
}

}  // namespace lawful
