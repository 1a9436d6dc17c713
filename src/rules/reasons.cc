#include "rules/reasons.h"

#include <utility>

namespace lawful {

namespace {

class Collector {
 public:
  explicit Collector(const Law& law) : law_(law) {}

  // The facts that make `step` yes or no, or keep it unknown: an operand that did not decide is left out.
  void step(const Step& step) {
    const Expr& expr = law_.exprs[step.expr];
    if (step.kids.empty()) {
      if (expr.op == Op::kTest || expr.op == Op::kTestParam) leaf(expr, step.value);
      return;
    }
    for (const Step& kid : step.kids)
      if (expr.op == Op::kNot || kid.value == step.value || expr.op == Op::kDefine || expr.op == Op::kHolds)
        this->step(kid);
  }

  void exceptions(const std::vector<ExceptionResult>& results, Tri value) {
    for (const ExceptionResult& result : results) {
      if (result.value != value) continue;
      if (value == Tri::kYes) out_.exceptions.insert(result.rule);
      step(result.when);
      for (const ExceptionResult& inner : result.exceptions)
        if (inner.value == Tri::kUnknown) step(inner.when);
    }
  }

  Reasons take() { return std::move(out_); }

 private:
  void leaf(const Expr& expr, Tri value) {
    // The kind is what was asked about, so it is no reason.
    if (expr.fact == kActKind) return;
    (value == Tri::kUnknown ? out_.missing : out_.known).insert(expr.fact);
  }

  const Law& law_;
  Reasons out_;
};

void requirement(Collector& collect, const RuleResult& result) {
  if (result.then) collect.step(*result.then);
  for (const RuleResult& ground : result.grounds) {
    if (ground.trigger != result.requirement) continue;
    collect.step(ground.when);
    if (ground.trigger == Tri::kUnknown) collect.exceptions(ground.exceptions, Tri::kUnknown);
  }
}

}  // namespace

Reasons reasons_of(const Law& law, const RuleResult& result) {
  Collector collect(law);
  switch (result.status) {
    case Status::kViolated:
      collect.step(result.when);
      requirement(collect, result);
      break;
    case Status::kMet:
      if (result.trigger == Tri::kYes) collect.step(result.when);
      requirement(collect, result);
      break;
    case Status::kExcepted: collect.exceptions(result.exceptions, Tri::kYes); break;
    case Status::kOpen:
    case Status::kAssumed:
      if (result.trigger == Tri::kUnknown) collect.step(result.when);
      if (result.requirement == Tri::kUnknown) requirement(collect, result);
      if (result.exception == Tri::kUnknown) collect.exceptions(result.exceptions, Tri::kUnknown);
      if (result.trigger == Tri::kYes) collect.step(result.when);
      if (result.requirement == Tri::kNo) requirement(collect, result);
      break;
    case Status::kNotTriggered: break;
  }
  return collect.take();
}

Reasons reasons_of(const Law& law, const PackScope& scope) {
  Collector collect(law);
  for (const RuleResult& each : scope.scopes)
    if (each.requirement == scope.in_scope) collect.step(each.when);
  return collect.take();
}

}  // namespace lawful
