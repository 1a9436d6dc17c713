#include "rules/reasons.h"

#include <utility>

#include "rules/interpreter.h"
#include "rules/serve.h"

namespace lawful {

namespace {

class Collector {
 public:
  explicit Collector(const Law& law) : law_(law) {}

  // The facts that make `step` yes or no, or keep it unknown: an operand that did not decide is
  // left out.
  void step(const Step& step) {
    const Expr& expr = law_.exprs[step.expr];
    if (step.kids.empty()) {
      if (expr.op == Op::kTest || expr.op == Op::kTestParam) leaf(expr, step.value);
      return;
    }
    for (const Step& kid : step.kids)
      if (expr.op == Op::kNot || kid.value == step.value || expr.op == Op::kDefine ||
          expr.op == Op::kHolds)
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

void read(const Law& law, const std::vector<ExceptionResult>& results, std::set<FactId>& out) {
  for (const ExceptionResult& result : results) {
    facts_read(law, result.when, out);
    read(law, result.exceptions, out);
  }
}

using ReadingSet = std::set<std::uint32_t>;

void merge(ReadingSet& into, const ReadingSet& from) { into.insert(from.begin(), from.end()); }

// Readings among operands of which one alone is enough: none when some operand stands without a
// reading.
ReadingSet any_of(const std::vector<ReadingSet>& operands) {
  ReadingSet all;
  for (const ReadingSet& operand : operands) {
    if (operand.empty()) return {};
    merge(all, operand);
  }
  return all;
}

// The readings without which `step` might have another value.
ReadingSet readings_of(const Law& law, const Step& step) {
  const Expr& expr = law.exprs[step.expr];
  if (expr.op == Op::kReading) return {expr.index};
  const bool one_is_enough = (expr.op == Op::kAnd && step.value == Tri::kNo) ||
                             (expr.op == Op::kOr && step.value == Tri::kYes);
  std::vector<ReadingSet> deciding;
  ReadingSet all;
  for (const Step& kid : step.kids) {
    const bool decides = expr.op == Op::kNot || kid.value == step.value;
    if (!decides) continue;
    deciding.push_back(readings_of(law, kid));
    merge(all, deciding.back());
  }
  return one_is_enough ? any_of(deciding) : all;
}

ReadingSet exception_readings(const Law& law, const std::vector<ExceptionResult>& results,
                              Tri value) {
  std::vector<ReadingSet> deciding;
  ReadingSet all;
  for (const ExceptionResult& result : results) {
    if (value == Tri::kYes && result.value != Tri::kYes) continue;
    ReadingSet own = readings_of(law, result.when);
    merge(own, exception_readings(law, result.exceptions, Tri::kUnknown));
    merge(all, own);
    deciding.push_back(std::move(own));
  }
  return value == Tri::kYes ? any_of(deciding) : all;
}

ReadingSet requirement_readings(const Law& law, const RuleResult& result) {
  if (result.then) return readings_of(law, *result.then);
  std::vector<ReadingSet> deciding;
  ReadingSet all;
  for (const RuleResult& ground : result.grounds) {
    if (ground.trigger != result.requirement) continue;
    ReadingSet own = readings_of(law, ground.when);
    merge(own, exception_readings(law, ground.exceptions, Tri::kUnknown));
    merge(all, own);
    deciding.push_back(std::move(own));
  }
  return result.requirement == Tri::kYes ? any_of(deciding) : all;
}

}  // namespace

std::set<std::uint32_t> deciding_readings(const Law& law, const RuleResult& result) {
  switch (result.status) {
    case Status::kNotTriggered:
      return readings_of(law, result.when);
    case Status::kMet:
      return requirement_readings(law, result);
    case Status::kExcepted:
      return exception_readings(law, result.exceptions, Tri::kYes);
    case Status::kViolated:
    case Status::kOpen:
    case Status::kAssumed:
      break;
  }
  ReadingSet all = readings_of(law, result.when);
  merge(all, requirement_readings(law, result));
  merge(all, exception_readings(law, result.exceptions, Tri::kUnknown));
  return all;
}

void facts_read(const Law& law, const Step& step, std::set<FactId>& out) {
  const Expr& expr = law.exprs[step.expr];
  if (expr.op == Op::kTest || expr.op == Op::kTestParam) out.insert(expr.fact);
  for (const Step& kid : step.kids) facts_read(law, kid, out);
}

std::set<FactId> facts_read(const Law& law, const RuleResult& result) {
  std::set<FactId> out;
  facts_read(law, result.when, out);
  if (result.then) facts_read(law, *result.then, out);
  read(law, result.exceptions, out);
  for (const RuleResult& ground : result.grounds) out.merge(facts_read(law, ground));
  return out;
}

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
    case Status::kExcepted:
      collect.exceptions(result.exceptions, Tri::kYes);
      break;
    case Status::kOpen:
    case Status::kAssumed:
      if (result.trigger == Tri::kUnknown) collect.step(result.when);
      if (result.requirement == Tri::kUnknown) requirement(collect, result);
      if (result.exception == Tri::kUnknown) collect.exceptions(result.exceptions, Tri::kUnknown);
      if (result.trigger == Tri::kYes) collect.step(result.when);
      if (result.requirement == Tri::kNo) requirement(collect, result);
      break;
    case Status::kNotTriggered:
      collect.step(result.when);
      break;
  }
  return collect.take();
}

Reasons reasons_of(const Law& law, const Step& step) {
  Collector collect(law);
  collect.step(step);
  return collect.take();
}

std::set<FactId> through_instruments(const Law& law, const Facts& facts, const Readings& readings,
                                     const std::set<FactId>& missing) {
  std::set<FactId> out;
  std::set<FactId> seen;
  std::vector<FactId> next(missing.begin(), missing.end());
  Interpreter interpreter(law, facts, readings, facts.day());
  while (!next.empty()) {
    const FactId fact = next.back();
    next.pop_back();
    if (!seen.insert(fact).second) continue;
    const std::vector<std::uint32_t> serving = law.vocabulary[fact].open_term
                                                   ? serving_rules(law, fact, facts.day())
                                                   : std::vector<std::uint32_t>{};
    if (serving.empty() || !is_settled(law, facts, readings, fact)) out.insert(fact);
    for (const std::uint32_t index : serving) {
      const Step step = interpreter.step(law.rules[index].when);
      if (step.value != Tri::kUnknown) continue;
      Collector collect(law);
      collect.step(step);
      for (const FactId below : collect.take().missing) next.push_back(below);
    }
  }
  return out;
}

Reasons reasons_of(const Law& law, const PackScope& scope) {
  Collector collect(law);
  for (const RuleResult& each : scope.scopes)
    if (each.requirement == scope.in_scope) collect.step(each.when);
  return collect.take();
}

}  // namespace lawful
