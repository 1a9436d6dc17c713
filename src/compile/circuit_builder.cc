#include "compile/circuit_builder.h"

#include <algorithm>
#include <chrono>

#include "base/check.h"
#include "rules/facts.h"

namespace lawful {

namespace {

constexpr std::size_t at(Stage stage) { return static_cast<std::size_t>(stage); }

}  // namespace

CircuitBuilder::CircuitBuilder(const Law& law, const Readings& readings, ActKind kind, Date day,
                               const Layout& layout, const Given* given)
    : law_(law), readings_(readings), kind_(kind), day_(day), layout_(layout), given_(given) {
  for (auto& memo : exprs_) memo.resize(law.exprs.size());
  for (auto& memo : released_) memo.resize(law.groups.size());
  for (std::uint32_t i = 0; i < law.rules.size(); ++i) {
    const Rule& rule = law.rules[i];
    if (!rule.in_force.contains(day)) continue;
    if (rule.sort == Sort::kPresume) presumptions_[rule.presumed_fact].push_back(i);
    if (rule.sort == Sort::kServe) term_rules_[rule.presumed_fact].serves.push_back(rule.when);
    if (rule.sort == Sort::kSettle) term_rules_[rule.presumed_fact].settles.push_back(rule.when);
  }
}

Ref CircuitBuilder::at_least(FactId fact, std::int64_t cut) {
  const BitTest test = layout_.at_least(fact, cut);
  if (!live(fact)) return constant_ref(test.value(given_->bits));
  const auto [place, added] = known_tests_.try_emplace({fact, TestKind::kAtLeast, cut});
  if (added) {
    place->second = circuit_.test(static_cast<std::uint32_t>(tests_.size()));
    tests_.push_back({fact, test, false, {}});
  }
  return place->second;
}

Ref CircuitBuilder::ordered_test(FactId fact, const ValueSet& set) {
  if (set.empty()) return kNoRef;
  std::vector<Ref> parts;
  if (set.low() != ValueSet::kLowest) parts.push_back(at_least(fact, set.low()));
  if (set.high() != ValueSet::kHighest) parts.push_back(!at_least(fact, set.high() + 1));
  return circuit_.and_of(std::move(parts));
}

Ref CircuitBuilder::discrete_test(FactId fact, const ValueSet& set) {
  const std::uint64_t all = law_.vocabulary[fact].all().mask();
  if ((set.mask() & all) == 0) return kNoRef;
  if ((set.mask() & all) == all) return kYesRef;
  const BitTest test = layout_.within(fact, set);
  if (!live(fact)) return constant_ref(test.value(given_->bits));
  // A set and its complement are one test. The smaller mask stands for both.
  if (const std::uint64_t other = all & ~set.mask(); other < set.mask())
    return !discrete_test(fact, ValueSet::of_mask(other));
  const auto [place, added] =
      known_tests_.try_emplace({fact, TestKind::kWithin, static_cast<std::int64_t>(set.mask())});
  if (added) {
    place->second = circuit_.test(static_cast<std::uint32_t>(tests_.size()));
    tests_.push_back({fact, test, false, {}});
  }
  return place->second;
}

Ref CircuitBuilder::open_test(FactId fact, const ValueSet& set) {
  if (!live(fact))
    return !layout_.known(given_->bits, fact) && layout_.possible(given_->bits, fact, set) ? kYesRef
                                                                                           : kNoRef;
  const auto [place, added] =
      known_tests_.try_emplace({fact, TestKind::kOpen, static_cast<std::int64_t>(set.mask())});
  if (added) {
    place->second = circuit_.test(static_cast<std::uint32_t>(tests_.size()));
    tests_.push_back({fact, {}, true, set});
  }
  return place->second;
}

Ref CircuitBuilder::presumed_test(Ref known, FactId fact, const ValueSet& set) {
  const auto found = presumptions_.find(fact);
  if (found == presumptions_.end()) return known;
  std::vector<Presumption> presumptions;
  for (const std::uint32_t index : found->second) {
    const Rule& rule = law_.rules[index];
    presumptions.push_back({expr(rule.when, Stage::kKnown), open_test(fact, rule.presumed_value),
                            rule.presumed_value.within(set) == Tri::kYes});
  }
  return circuit_.presumed(known, presumptions);
}

Ref CircuitBuilder::answers(const std::vector<ExprId>& conditions, Stage stage) {
  std::vector<Ref> any;
  for (const ExprId condition : conditions) any.push_back(expr(condition, stage));
  return circuit_.or_of(std::move(any));
}

// Instruments have said already what they say on what is known; what they say after presumptions
// is told apart only where it is something else.
Ref CircuitBuilder::served_test(Ref leaf, FactId term) {
  const auto found = term_rules_.find(term);
  if (found == term_rules_.end()) return leaf;
  const auto& [serves, settles] = found->second;
  const Ref now = answers(serves, Stage::kPresumed);
  const Ref all = answers(settles, Stage::kPresumed);
  if (now == answers(serves, Stage::kKnown) && all == answers(settles, Stage::kKnown)) return leaf;
  return circuit_.served(leaf, now, all);
}

Ref CircuitBuilder::fact_test(FactId fact, const ValueSet& set, Stage stage) {
  if (fact == kActKind)
    return constant_ref(ValueSet::of_mask(std::uint64_t{1} << static_cast<int>(kind_)).within(set));
  if (fact == kActDate) {
    const std::int64_t day = std::chrono::sys_days{day_}.time_since_epoch().count();
    return constant_ref(ValueSet::of_interval(day, day).within(set));
  }
  if (set.is_interval()) return ordered_test(fact, set);
  const Ref known = discrete_test(fact, set);
  if (stage == Stage::kKnown) return known;
  const Ref presumed = presumed_test(known, fact, set);
  // Terms are yes-no: a test of one is whether it is yes, or the negation of that.
  if (!term_rules_.contains(fact)) return presumed;
  const bool asks_yes = (set.mask() & ValueSet::kYesBit) != 0;
  const Ref is_yes = served_test(asks_yes ? presumed : !presumed, fact);
  return asks_yes ? is_yes : !is_yes;
}

Ref CircuitBuilder::violated(GroupId group) {
  for (const LayerBreach& each : layer_)
    if (each.group == group) return each.assumable ? circuit_.assumed(each.breach) : each.breach;
  return kNoRef;  // not in force, or left out
}

// `assumed` of an `or` is the `or` of what is assumed, in one step.
Ref CircuitBuilder::breached() {
  std::vector<Ref> surely;
  std::vector<Ref> assumable;
  for (const LayerBreach& each : layer_) {
    const Rule& rule = law_.rules[law_.groups[each.group].versions.front()];
    if (law_.packs[rule.pack].law == speaker_)
      (each.assumable ? assumable : surely).push_back(each.breach);
  }
  surely.push_back(circuit_.assumed(circuit_.or_of(std::move(assumable))));
  return circuit_.or_of(std::move(surely));
}

Ref CircuitBuilder::leaf(const Expr& expr, Stage stage) {
  switch (expr.op) {
    case Op::kConst:
      return constant_ref(expr.constant);
    case Op::kTest:
      return fact_test(expr.fact, expr.set, stage);
    case Op::kTestParam: {
      const auto value = law_.param_at(expr.index, day_);
      CHECK(value.has_value());  // the loader refuses a rule without its parameter
      const ComparedSet test = compared_set(expr.compare, *value);
      const Ref within = fact_test(expr.fact, test.set, stage);
      return test.negated ? !within : within;
    }
    case Op::kReading:
      return readings_[expr.index] == expr.choice ? kYesRef : kNoRef;
    case Op::kOutcome:
      return circuit_.outcome(expr.outcomes);
    case Op::kViolated:
      return violated(expr.index);
    case Op::kBreached:
      return breached();
    default:
      CHECK(false);
      return kUnknownRef;
  }
}

Ref CircuitBuilder::expr(ExprId id, Stage stage) {
  std::optional<Ref>& memo = exprs_[at(stage)][id];
  if (memo) return *memo;
  const Expr& expr = law_.exprs[id];
  Ref out;
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr: {
      std::vector<Ref> kids;
      for (const ExprId kid : expr.kids) kids.push_back(this->expr(kid, stage));
      out =
          expr.op == Op::kAnd ? circuit_.and_of(std::move(kids)) : circuit_.or_of(std::move(kids));
      break;
    }
    case Op::kNot:
      out = !this->expr(expr.kids.front(), stage);
      break;
    case Op::kDefine:
    case Op::kHolds:
      out = body(expr.index, stage);
      break;
    default:
      out = leaf(expr, stage);
  }
  return *(memo = out);
}

// A define or a ground by its version in force; no where there is none.
Ref CircuitBuilder::body(GroupId group, Stage stage) {
  const Rule* rule = law_.at(group, day_);
  if (rule == nullptr) return kNoRef;
  const Ref holds = expr(rule->when, stage);
  if (rule->sort != Sort::kGround) return holds;
  return circuit_.and_of({holds, !released(group, stage)});
}

Ref CircuitBuilder::released(GroupId group, Stage stage) {
  if (const auto& memo = released_[at(stage)][group]) return *memo;
  std::vector<Ref> any;
  for (const GroupId id : law_.groups[group].exceptions)
    if (const Rule* version = law_.at(id, day_))
      any.push_back(circuit_.and_of({expr(version->when, stage), !released(id, stage)}));
  const Ref out = circuit_.or_of(std::move(any));
  released_[at(stage)][group] = out;
  return out;
}

Ref CircuitBuilder::requirement(const Rule& rule) {
  if (rule.sort != Sort::kEntitlement) return expr(rule.then, Stage::kPresumed);
  std::vector<Ref> any;
  for (const GroupId id : law_.groups[rule.group].grounds)
    any.push_back(body(id, Stage::kPresumed));
  return circuit_.or_of(std::move(any));
}

std::vector<TermSlot> CircuitBuilder::terms() {
  std::vector<TermSlot> out;
  for (const auto& [fact, rules] : term_rules_)
    out.push_back(
        {fact, answers(rules.serves, Stage::kKnown), answers(rules.settles, Stage::kKnown)});
  return out;
}

namespace {

// Marks every fact that `id` reads, through definitions, grounds and their exceptions.
class FactsRead {
 public:
  FactsRead(const Law& law, Date day) : law_(law), day_(day), exprs_(law.exprs.size()) {}

  void expr(ExprId id) {
    if (exprs_[id]) return;
    exprs_[id] = true;
    const Expr& expr = law_.exprs[id];
    for (const ExprId kid : expr.kids) this->expr(kid);
    if (expr.op == Op::kTest || expr.op == Op::kTestParam) facts.push_back(expr.fact);
    if (expr.op != Op::kDefine && expr.op != Op::kHolds) return;
    if (const Rule* rule = law_.at(expr.index, day_)) body(*rule);
  }

  std::vector<FactId> facts;

 private:
  void body(const Rule& rule) {
    expr(rule.when);
    if (rule.sort != Sort::kGround && rule.sort != Sort::kException) return;
    for (const GroupId id : law_.groups[rule.group].exceptions)
      if (const Rule* version = law_.at(id, day_)) body(*version);
  }

  const Law& law_;
  Date day_;
  std::vector<bool> exprs_;
};

}  // namespace

Result<void> CircuitBuilder::check() const {
  const auto name = [&](FactId fact) { return "`" + law_.vocabulary[fact].id + "`"; };
  for (const auto& [fact, rules] : presumptions_) {
    if (rules.size() > Circuit::kMostPresumptions)
      return fail(Code::kInvalid, "more than 32 presumptions of " + name(fact));
    for (const std::uint32_t index : rules)
      if (law_.rules[index].presumed_value.is_interval() ||
          !law_.rules[index].presumed_value.single())
        return fail(Code::kInvalid,
                    "a presumption of several values, or of a count or date: " + name(fact));
  }
  // A term that leads back to itself through what serves it.
  std::map<FactId, std::vector<FactId>> reads;
  for (const auto& [term, rules] : term_rules_) {
    FactsRead read(law_, day_);
    for (const ExprId condition : rules.serves) read.expr(condition);
    for (const ExprId condition : rules.settles) read.expr(condition);
    for (const FactId fact : read.facts)
      if (term_rules_.contains(fact)) reads[term].push_back(fact);
  }
  for (std::size_t round = 0; round <= term_rules_.size() && !reads.empty(); ++round)
    std::erase_if(reads, [&](const auto& each) {
      return std::none_of(each.second.begin(), each.second.end(),
                          [&](FactId fact) { return reads.contains(fact); });
    });
  if (reads.empty()) return {};
  return fail(Code::kInvalid,
              "terms that serve one another in a circle: " + name(reads.begin()->first));
}

}  // namespace lawful
