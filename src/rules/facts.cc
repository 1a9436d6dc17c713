#include "rules/facts.h"

#include <algorithm>
#include <chrono>

#include "base/check.h"

namespace lawful {

namespace {

std::int64_t day_number(Date day) { return std::chrono::sys_days{day}.time_since_epoch().count(); }

}  // namespace

ComparedSet literal_test(const Law& law, const Literal& literal, Date day) {
  if (!literal.param) return {literal.set, literal.negated};
  const auto value = law.param_at(*literal.param, day);
  CHECK(value.has_value());  // the loader refuses an implication without its parameter
  ComparedSet compared = compared_set(literal.compare, *value);
  compared.negated = compared.negated != literal.negated;
  return compared;
}

ComparedSet compared_set(Compare compare, std::int64_t value) {
  constexpr std::int64_t kLow = ValueSet::kLowest;
  constexpr std::int64_t kHigh = ValueSet::kHighest;
  switch (compare) {
    case Compare::kLess:
      return {value == kLow ? ValueSet::of_interval(1, 0) : ValueSet::of_interval(kLow, value - 1),
              false};
    case Compare::kLessEqual:
      return {ValueSet::of_interval(kLow, value), false};
    case Compare::kGreater:
      return {
          value == kHigh ? ValueSet::of_interval(1, 0) : ValueSet::of_interval(value + 1, kHigh),
          false};
    case Compare::kGreaterEqual:
      return {ValueSet::of_interval(value, kHigh), false};
    case Compare::kEqual:
      return {ValueSet::of_interval(value, value), false};
    case Compare::kNotEqual:
      return {ValueSet::of_interval(value, value), true};
  }
  CHECK(false);
  return {};
}

Facts::Facts(const Law& law, ActKind kind, Date day) : law_(&law), kind_(kind), day_(day) {
  const std::size_t count = law.vocabulary.facts.size();
  values_.reserve(count);
  for (const Fact& fact : law.vocabulary.facts) values_.push_back(fact.all());
  stated_.resize(count, false);
  causes_.resize(count);
  values_[kActKind] = ValueSet::of_mask(std::uint64_t{1} << static_cast<int>(kind));
  values_[kActDate] = ValueSet::of_interval(day_number(day), day_number(day));
  stated_[kActKind] = stated_[kActDate] = true;
}

std::optional<Contradiction> Facts::state(FactId id, const ValueSet& set) {
  stated_[id] = true;
  values_[id] = values_[id].intersect(set);
  if (values_[id].empty()) return Contradiction{{id}, {}};
  return std::nullopt;
}

std::optional<Contradiction> Facts::derive(FactId id, const ValueSet& set,
                                           const std::vector<FactId>& causes,
                                           const std::vector<Provision>& cites) {
  const ValueSet next = values_[id].intersect(set);
  if (next.empty()) {
    std::vector<bool> seen(values_.size(), false);
    Contradiction found{{}, cites};
    trace(id, seen, found.facts);
    for (FactId cause : causes) trace(cause, seen, found.facts);
    std::sort(found.facts.begin(), found.facts.end());
    if (found.facts.empty()) found.facts.push_back(id);
    return found;
  }
  if (next == values_[id]) return std::nullopt;
  values_[id] = next;
  causes_[id].insert(causes_[id].end(), causes.begin(), causes.end());
  return std::nullopt;
}

bool Facts::presume(FactId id, const ValueSet& set) {
  const ValueSet next = values_[id].intersect(set);
  if (known(id) || next.empty()) return false;
  values_[id] = next;
  return true;
}

Tri Facts::value_of(const Literal& literal) const {
  const ComparedSet test = literal_test(*law_, literal, day_);
  const Tri value = values_[literal.fact].within(test.set);
  return test.negated ? tri_not(value) : value;
}

bool Facts::narrow(const Literal& literal, bool to, const Implication& by, bool& changed) {
  const ComparedSet test = literal_test(*law_, literal, day_);
  const ValueSet& now = values_[literal.fact];
  const ValueSet next = test.negated == to ? now.without(test.set) : now.intersect(test.set);
  if (next == now) return true;
  if (next.empty()) return false;
  values_[literal.fact] = next;
  changed = true;
  std::vector<FactId>& causes = causes_[literal.fact];
  for (const Literal& other : by.antecedents)
    if (other.fact != literal.fact) causes.push_back(other.fact);
  if (by.consequent.fact != literal.fact) causes.push_back(by.consequent.fact);
  return true;
}

void Facts::trace(FactId id, std::vector<bool>& seen, std::vector<FactId>& stated) const {
  if (seen[id]) return;
  seen[id] = true;
  if (stated_[id]) stated.push_back(id);
  for (FactId cause : causes_[id]) trace(cause, seen, stated);
}

std::vector<FactId> Facts::sources(FactId id) const {
  if (stated_[id]) return {id};
  std::vector<bool> seen(values_.size(), false);
  std::vector<FactId> out;
  trace(id, seen, out);
  if (out.empty()) out.push_back(id);
  std::sort(out.begin(), out.end());
  return out;
}

Contradiction Facts::contradiction(FactId id, const Implication& by) const {
  std::vector<bool> seen(values_.size(), false);
  Contradiction found;
  trace(id, seen, found.facts);
  for (const Literal& literal : by.antecedents) trace(literal.fact, seen, found.facts);
  trace(by.consequent.fact, seen, found.facts);
  std::sort(found.facts.begin(), found.facts.end());
  if (found.facts.empty()) found.facts.push_back(id);
  found.cites = by.cites;
  return found;
}

std::optional<Contradiction> Facts::propagate() {
  bool changed = true;
  while (changed) {
    changed = false;
    for (const Implication& rule : law_->implications) {
      if (!rule.in_force.contains(day_)) continue;
      const Literal* open = nullptr;  // the only antecedent that is not yes
      int not_yes = 0;
      for (const Literal& literal : rule.antecedents) {
        if (value_of(literal) == Tri::kYes) continue;
        ++not_yes;
        open = &literal;
      }
      if (not_yes == 0 && !narrow(rule.consequent, true, rule, changed))
        return contradiction(rule.consequent.fact, rule);
      if (not_yes == 1 && value_of(rule.consequent) == Tri::kNo &&
          !narrow(*open, false, rule, changed))
        return contradiction(open->fact, rule);
    }
  }
  return std::nullopt;
}

}  // namespace lawful
