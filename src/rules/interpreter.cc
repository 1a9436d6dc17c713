#include "rules/interpreter.h"

#include "base/check.h"

namespace lawful {

Tri Interpreter::breached() const {
  Tri any = Tri::kNo;
  for (const auto& [group, value] : layer_->breaches) {
    const Rule& rule = law_.rules[law_.groups[group].versions.front()];
    if (law_.packs[rule.pack].law == speaker_) any = tri_or(any, value);
  }
  return any;
}

Tri Interpreter::leaf(const Expr& expr) {
  switch (expr.op) {
    case Op::kConst:
      return expr.constant;
    case Op::kTest:
      return facts_[expr.fact].within(expr.set);
    case Op::kTestParam: {
      used_.params.insert(expr.index);
      const auto value = law_.param_at(expr.index, day_);
      CHECK(value.has_value());
      const ComparedSet test = compared_set(expr.compare, *value);
      const Tri within = facts_[expr.fact].within(test.set);
      return test.negated ? tri_not(within) : within;
    }
    case Op::kReading:
      return tri(readings_[expr.index] == expr.choice);
    case Op::kOutcome:
      CHECK(layer_ != nullptr);
      // An undetermined outcome may still turn out to be any other.
      if (layer_->outcome == Outcome::kUndetermined) return Tri::kUnknown;
      return tri((expr.outcomes >> static_cast<int>(layer_->outcome) & 1) != 0);
    case Op::kViolated:
      CHECK(layer_ != nullptr);
      return layer_->violated(expr.index);
    case Op::kBreached:
      CHECK(layer_ != nullptr);
      return breached();
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot:
    case Op::kDefine:
    case Op::kHolds:
      break;
  }
  CHECK(false);
  return Tri::kUnknown;
}

// A define or a ground by its version in force, if there is one.
std::optional<Step> Interpreter::body_of(GroupId group) {
  const Rule* body = law_.at(group, day_);
  if (body == nullptr) return std::nullopt;
  Step inner = step(body->when);
  if (body->sort == Sort::kGround) {
    std::vector<ExceptionResult> unused;
    inner.value = tri_and(inner.value, tri_not(exceptions(group, unused)));
  }
  return inner;
}

Step Interpreter::step(ExprId id) {
  const Expr& expr = law_.exprs[id];
  Step out{id, Tri::kUnknown, {}};
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr:
      out.value = expr.op == Op::kAnd ? Tri::kYes : Tri::kNo;
      for (ExprId kid : expr.kids) {
        out.kids.push_back(step(kid));
        const Tri value = out.kids.back().value;
        out.value = expr.op == Op::kAnd ? tri_and(out.value, value) : tri_or(out.value, value);
      }
      return out;
    case Op::kNot:
      out.kids.push_back(step(expr.kids.front()));
      out.value = tri_not(out.kids.front().value);
      return out;
    case Op::kDefine:
    case Op::kHolds:
      out.value = Tri::kNo;  // where no version is in force
      if (auto body = body_of(expr.index)) {
        out.value = body->value;
        out.kids.push_back(std::move(*body));
      }
      return out;
    default:
      out.value = leaf(expr);
      return out;
  }
}

ExceptionResult Interpreter::exception(std::uint32_t index) {
  const Rule& rule = law_.rules[index];
  ExceptionResult out;
  out.rule = index;
  out.when = step(rule.when);
  const Tri released = exceptions(rule.group, out.exceptions);
  out.value = tri_and(out.when.value, tri_not(released));
  return out;
}

// The `or` of the exceptions to `group` that are in force.
Tri Interpreter::exceptions(GroupId group, std::vector<ExceptionResult>& out) {
  Tri any = Tri::kNo;
  for (GroupId id : law_.groups[group].exceptions) {
    const Rule* version = law_.at(id, day_);
    if (version == nullptr) continue;
    out.push_back(exception(static_cast<std::uint32_t>(version - law_.rules.data())));
    any = tri_or(any, out.back().value);
  }
  return any;
}

namespace {

Status status_of(Tri trigger, Tri requirement, Tri exception) {
  if (trigger == Tri::kNo) return Status::kNotTriggered;
  if (exception == Tri::kYes) return Status::kExcepted;
  if (requirement == Tri::kYes) return Status::kMet;
  const bool breached = trigger == Tri::kYes && requirement == Tri::kNo && exception == Tri::kNo;
  return breached ? Status::kViolated : Status::kOpen;
}

}  // namespace

RuleResult Interpreter::rule(std::uint32_t index) {
  const Rule& rule = law_.rules[index];
  RuleResult out;
  out.rule = index;
  out.when = step(rule.when);
  out.trigger = out.when.value;
  out.exception = exceptions(rule.group, out.exceptions);
  switch (rule.sort) {
    case Sort::kEntitlement:
      out.requirement = Tri::kNo;
      for (GroupId id : law_.groups[rule.group].grounds) {
        const Rule* ground = law_.at(id, day_);
        if (ground == nullptr) continue;
        RuleResult held = this->rule(static_cast<std::uint32_t>(ground - law_.rules.data()));
        out.requirement = tri_or(out.requirement, held.trigger);
        out.grounds.push_back(std::move(held));
      }
      break;
    case Sort::kGround:
    case Sort::kScope:
      out.trigger = tri_and(out.trigger, tri_not(out.exception));
      out.requirement = out.trigger;
      return out;
    default:
      out.then = step(rule.then);
      out.requirement = out.then->value;
  }
  out.status = status_of(out.trigger, out.requirement, out.exception);
  return out;
}

}  // namespace lawful
