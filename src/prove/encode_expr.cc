// Expressions, defines, grounds and exceptions as literals: what interpreter.cc computes, said once
// for all completions. Each is encoded once and used wherever it is named.

#include "base/check.h"
#include "prove/encoding.h"
#include "rules/facts.h"

namespace lawful {

Lit Encoding::leaf(const Expr& expr) {
  switch (expr.op) {
    case Op::kConst:
      CHECK(expr.constant != Tri::kUnknown);  // the language has no word for it
      return solver_.constant(expr.constant == Tri::kYes);
    case Op::kTest:
      return atoms_.within(expr.fact, expr.set);
    case Op::kTestParam: {
      const auto value = law_.param_at(expr.index, day_);
      CHECK(value.has_value());  // the loader refuses a rule without its parameter
      const ComparedSet test = compared_set(expr.compare, *value);
      const Lit within = atoms_.within(expr.fact, test.set);
      return test.negated ? -within : within;
    }
    case Op::kReading:
      return choices_[expr.index][expr.choice];
    default:
      CHECK(false && "the first layer reads no outcome");
      return solver_.constant(false);
  }
}

Lit Encoding::expr(ExprId id) {
  if (exprs_[id] != 0) return exprs_[id];
  const Expr& expr = law_.exprs[id];
  std::vector<Lit> kids;
  for (const ExprId kid : expr.kids) kids.push_back(this->expr(kid));
  Lit lit = 0;
  switch (expr.op) {
    case Op::kAnd:
      lit = solver_.all_of(kids);
      break;
    case Op::kOr:
      lit = solver_.any_of(kids);
      break;
    case Op::kNot:
      lit = -kids.front();
      break;
    case Op::kDefine:
    case Op::kHolds:
      lit = body(expr.index);
      break;
    default:
      lit = leaf(expr);
  }
  exprs_[id] = lit;
  return lit;
}

Lit Encoding::body(GroupId group) {
  if (bodies_[group] != 0) return bodies_[group];
  const Rule* rule = law_.at(group, day_);
  Lit lit = solver_.constant(false);  // where no version is in force
  if (rule != nullptr) {
    lit = expr(rule->when);
    if (rule->sort == Sort::kGround) lit = solver_.all_of({lit, -released(group)});
  }
  bodies_[group] = lit;
  return lit;
}

Lit Encoding::released(GroupId group) {
  if (released_[group] != 0) return released_[group];
  std::vector<Lit> any;
  for (const GroupId id : law_.groups[group].exceptions)
    if (const Rule* version = law_.at(id, day_))
      any.push_back(solver_.all_of({expr(version->when), -released(id)}));
  released_[group] = solver_.any_of(any);
  return released_[group];
}

}  // namespace lawful
