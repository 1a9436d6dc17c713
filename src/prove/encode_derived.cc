// What derived rules read, and exceptions one by one. Derived rules alone can be neither yes nor no
// on a completion: an outcome that stays undetermined may still be any other
// (rules/interpreter.cc). So each of their expressions has two literals: it is surely yes, it is
// surely no.

#include "prove/encoding.h"

namespace lawful {

// Some rule of `law` that stands in the first layer is violated.
Lit Encoding::breached(std::string_view law) {
  std::vector<Lit> any;
  for (const GroupId group : groups_) {
    const Rule& rule = law_.rules[law_.groups[group].versions.front()];
    if (law_.packs[rule.pack].law == law) any.push_back(violated_[group]);
  }
  return solver_.any_of(any);
}

Lit Encoding::surely(ExprId id, bool value, std::string_view speaker) {
  const Expr& expr = law_.exprs[id];
  const auto with_sign = [value](Lit lit) { return value ? lit : -lit; };
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr: {
      std::vector<Lit> kids;
      for (const ExprId kid : expr.kids) kids.push_back(surely(kid, value, speaker));
      return (expr.op == Op::kAnd) == value ? solver_.all_of(kids) : solver_.any_of(kids);
    }
    case Op::kNot:
      return surely(expr.kids.front(), !value, speaker);
    case Op::kOutcome: {
      std::vector<Lit> any;
      for (int i = 0; i < 4; ++i) {
        const auto outcome = static_cast<Outcome>(i);
        if (outcome != Outcome::kUndetermined && ((expr.outcomes >> i & 1) != 0) == value)
          any.push_back(this->outcome(outcome));
      }
      return solver_.any_of(any);
    }
    case Op::kViolated:
      return with_sign(violated_[expr.index]);
    case Op::kBreached:
      return with_sign(breached(speaker));
    default:
      return with_sign(this->expr(id));  // nothing else reads an outcome
  }
}

Lit Encoding::when(const Rule& rule) {
  if (rule.sort == Sort::kDerived) return surely(rule.when, true, law_.packs[rule.pack].law);
  return expr(rule.when);
}

Lit Encoding::unmet(const Rule& rule) {
  if (rule.sort == Sort::kDerived) return surely(rule.then, false, law_.packs[rule.pack].law);
  return is_first_layer(rule.sort) ? -requirement(rule) : solver_.yes();
}

Lit Encoding::releases(const Rule& exception) {
  return solver_.all_of({expr(exception.when), -released(exception.group)});
}

}  // namespace lawful
