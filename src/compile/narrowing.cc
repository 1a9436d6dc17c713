#include "compile/narrowing.h"

#include <algorithm>
#include <chrono>

#include "rules/facts.h"

namespace lawful {

namespace {

Tri fixed_value(const ComparedSet& test, FactId fact, ActKind kind, Date day) {
  const std::int64_t number = std::chrono::sys_days{day}.time_since_epoch().count();
  const ValueSet now = fact == kActKind
                           ? ValueSet::of_mask(std::uint64_t{1} << static_cast<int>(kind))
                           : ValueSet::of_interval(number, number);
  const Tri within = now.within(test.set);
  return test.negated ? tri_not(within) : within;
}

constexpr Mask kAlways{0, 0};
constexpr Mask kNever{0, ~std::uint64_t{0}};  // no word of an act that stands has every bit set

NarrowLiteral literal_over(const Layout& layout, FactId fact, const ComparedSet& test) {
  NarrowLiteral out{fact, test.set, test.negated, {kAlways, kNever}, {kNever, kAlways}};
  if (!test.set.is_interval()) {
    out.from = layout.within(fact, test.set);
    return out;
  }
  if (test.set.empty()) out.from = {kNever, kAlways};
  if (test.set.empty()) return out;
  if (test.set.low() != ValueSet::kLowest) out.from = layout.at_least(fact, test.set.low());
  if (test.set.high() != ValueSet::kHighest) out.to = layout.at_least(fact, test.set.high() + 1);
  return out;
}

}  // namespace

Tri NarrowLiteral::value(const Bits& bits) const {
  const Tri within = tri_and(from.value(bits), tri_not(to.value(bits)));
  return negated ? tri_not(within) : within;
}

namespace {

// Both may hold, since these bits stand for what may happen, not for what does.
bool can_be(const NarrowLiteral& literal, bool yes, const Bits& may) {
  const bool within = literal.from.yes.holds(may) && literal.to.no.holds(may);
  const bool outside = literal.from.no.holds(may) || literal.to.yes.holds(may);
  return yes == literal.negated ? outside : within;
}

}  // namespace

bool Narrowing::can_reach(const NarrowRule& rule, const NarrowLiteral* antecedent,
                          const Bits& may) {
  for (const NarrowLiteral& each : rule.antecedents)
    if (&each != antecedent && !can_be(each, true, may)) return false;
  return antecedent == nullptr || !rule.consequent || can_be(*rule.consequent, false, may);
}

bool Narrowing::can_fire(const NarrowRule& rule, const Bits& may) {
  if (can_reach(rule, nullptr, may)) return true;
  return std::ranges::any_of(
      rule.antecedents, [&](const NarrowLiteral& each) { return can_reach(rule, &each, may); });
}

Narrowing::Narrowing(const Law& law, ActKind kind, Date day, const Layout& layout)
    : layout_(layout), about_(law.vocabulary.facts.size()) {
  for (const Implication& implication : law.implications) {
    if (!implication.in_force.contains(day)) continue;
    NarrowRule rule;
    bool can_fire = true;
    const auto is_fixed = [](FactId fact) { return fact == kActKind || fact == kActDate; };
    for (const Literal& each : implication.antecedents) {
      const ComparedSet test = literal_test(law, each, day);
      if (!is_fixed(each.fact))
        rule.antecedents.push_back(literal_over(layout, each.fact, test));
      else
        can_fire &= fixed_value(test, each.fact, kind, day) == Tri::kYes;
    }
    const Literal& last = implication.consequent;
    const ComparedSet test = literal_test(law, last, day);
    if (!is_fixed(last.fact))
      rule.consequent = literal_over(layout, last.fact, test);
    else
      can_fire &= fixed_value(test, last.fact, kind, day) == Tri::kNo;
    if (!can_fire) continue;
    const auto index = static_cast<std::uint32_t>(rules_.size());
    const auto watch = [&](FactId fact) {
      if (about_[fact].empty() || about_[fact].back() != index) about_[fact].push_back(index);
    };
    for (const NarrowLiteral& each : rule.antecedents) watch(each.fact);
    if (rule.consequent) watch(rule.consequent->fact);
    rules_.push_back(std::move(rule));
  }
}

Narrowing::Outcome Narrowing::make(Bits& bits, const NarrowLiteral& literal, bool to) const {
  const bool changed = literal.negated == to ? layout_.drop(bits, literal.fact, literal.set)
                                             : layout_.keep(bits, literal.fact, literal.set);
  if (!changed) return {};
  if (layout_.contradicts(bits, literal.fact)) return {Effect::kContradiction, literal.fact};
  return {Effect::kNarrowed, literal.fact};
}

Narrowing::Outcome Narrowing::apply(Bits& bits, const NarrowRule& rule) const {
  const NarrowLiteral* open = nullptr;  // the only antecedent that is not yes
  int not_yes = 0;
  for (const NarrowLiteral& each : rule.antecedents) {
    if (each.value(bits) == Tri::kYes) continue;
    if (++not_yes > 1) return {};
    open = &each;
  }
  if (not_yes == 0) {
    if (rule.consequent) return make(bits, *rule.consequent, true);
    return {Effect::kContradiction, rule.antecedents.empty() ? 0 : rule.antecedents.front().fact};
  }
  if (rule.consequent && rule.consequent->value(bits) != Tri::kNo) return {};
  return make(bits, *open, false);
}

std::optional<FactId> Narrowing::run(Bits& bits, std::vector<FactId>& changed) const {
  while (!changed.empty()) {
    const FactId fact = changed.back();
    changed.pop_back();
    for (const std::uint32_t index : about_[fact]) {
      const Outcome outcome = apply(bits, rules_[index]);
      if (outcome.effect == Effect::kContradiction) return outcome.fact;
      if (outcome.effect == Effect::kNarrowed) changed.push_back(outcome.fact);
    }
  }
  return std::nullopt;
}

std::optional<Bits> Narrowing::base() const {
  Bits bits(layout_.words(), 0);
  std::vector<FactId> changed;
  for (const NarrowRule& rule : rules_) {
    const Outcome outcome = apply(bits, rule);
    if (outcome.effect == Effect::kContradiction) return std::nullopt;
    if (outcome.effect == Effect::kNarrowed) changed.push_back(outcome.fact);
  }
  if (run(bits, changed)) return std::nullopt;
  return bits;
}

}  // namespace lawful
