#include "prove/atoms.h"

#include <algorithm>
#include <chrono>

#include "base/check.h"
#include "rules/facts.h"

namespace lawful {

Atoms::Atoms(const Law& law, ActKind kind, Date day, const CutPoints& cuts, Solver& solver)
    : law_(law), solver_(solver), lits_(law.vocabulary.facts.size()) {
  const auto number = std::chrono::sys_days{day}.time_since_epoch().count();
  kind_ = ValueSet::of_mask(std::uint64_t{1} << static_cast<int>(kind));
  day_ = ValueSet::of_interval(number, number);
  for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id) {
    const Fact& fact = law.vocabulary[id];
    switch (fact.type) {
      case FactType::kYesNo:
        lits_[id].push_back(solver_.fresh());
        break;
      case FactType::kOneOf:
        make_one_of(id, fact.values.size());
        break;
      case FactType::kCount:
      case FactType::kDate:
        if (const auto found = cuts.find(id); found != cuts.end()) make_ordered(id, found->second);
        break;
    }
  }
}

void Atoms::make_one_of(FactId fact, std::size_t values) {
  std::vector<Lit>& lits = lits_[fact];
  for (std::size_t i = 0; i < values; ++i) lits.push_back(solver_.fresh());
  solver_.add(lits);
  for (std::size_t i = 0; i < values; ++i)
    for (std::size_t k = i + 1; k < values; ++k) solver_.add({-lits[i], -lits[k]});
}

void Atoms::make_ordered(FactId fact, const std::set<std::int64_t>& cuts) {
  const bool count = law_.vocabulary[fact].type == FactType::kCount;
  std::vector<Lit>& lits = lits_[fact];
  for (const std::int64_t each : cuts) {
    cuts_[fact].push_back(each);
    const Lit lit = solver_.fresh();
    if (count && each <= 0) solver_.add({lit});
    if (!lits.empty()) solver_.add({-lit, lits.back()});
    lits.push_back(lit);
  }
}

Lit Atoms::at_least(FactId fact, std::int64_t value) const {
  if (value == ValueSet::kLowest) return solver_.yes();
  const std::vector<std::int64_t>& cuts = cuts_.at(fact);
  const auto found = std::lower_bound(cuts.begin(), cuts.end(), value);
  CHECK(found != cuts.end() && *found == value);
  return lits_[fact][static_cast<std::size_t>(found - cuts.begin())];
}

Lit Atoms::within(FactId fact, const ValueSet& set) {
  if (fact == kActKind) return solver_.constant(set.contains(kind_));
  if (fact == kActDate) return solver_.constant(set.contains(day_));
  if (set.empty()) return solver_.constant(false);
  if (set.is_interval()) {
    std::vector<Lit> both{at_least(fact, set.low())};
    if (set.high() != ValueSet::kHighest) both.push_back(-at_least(fact, set.high() + 1));
    return solver_.all_of(both);
  }
  const std::vector<Lit>& lits = lits_[fact];
  if (law_.vocabulary[fact].type == FactType::kYesNo) {
    if (set == law_.vocabulary[fact].all()) return solver_.constant(true);
    return set.mask() == ValueSet::kYesBit ? lits.front() : -lits.front();
  }
  std::vector<Lit> some;
  for (std::size_t i = 0; i < lits.size(); ++i)
    if ((set.mask() >> i & 1) != 0) some.push_back(lits[i]);
  return some.size() == lits.size() ? solver_.constant(true) : solver_.any_of(some);
}

std::vector<Lit> Atoms::stated(FactId fact, const ValueSet& set) const {
  CHECK(!set.empty());
  std::vector<Lit> out;
  if (fact == kActKind || fact == kActDate) return out;
  const std::vector<Lit>& lits = lits_[fact];
  if (law_.vocabulary[fact].type == FactType::kYesNo) {
    if (set.single()) out.push_back(set.mask() == ValueSet::kYesBit ? lits.front() : -lits.front());
    return out;
  }
  if (!set.is_interval()) {
    for (std::size_t i = 0; i < lits.size(); ++i)
      if ((set.mask() >> i & 1) == 0) out.push_back(-lits[i]);
    return out;
  }
  const auto found = cuts_.find(fact);
  if (found == cuts_.end()) return out;
  for (std::size_t i = 0; i < lits.size(); ++i) {
    if (found->second[i] <= set.low()) out.push_back(lits[i]);
    if (found->second[i] > set.high()) out.push_back(-lits[i]);
  }
  return out;
}

ValueSet Atoms::in_model(FactId fact) const {
  if (fact == kActKind) return kind_;
  if (fact == kActDate) return day_;
  const std::vector<Lit>& lits = lits_[fact];
  const Fact& about = law_.vocabulary[fact];
  if (about.type == FactType::kYesNo)
    return ValueSet::of_mask(solver_.value(lits.front()) ? ValueSet::kYesBit : ValueSet::kNoBit);
  if (about.type == FactType::kOneOf) {
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < lits.size(); ++i)
      if (solver_.value(lits[i])) mask |= std::uint64_t{1} << i;
    return ValueSet::of_mask(mask);
  }
  std::int64_t low = about.type == FactType::kCount ? 0 : ValueSet::kLowest;
  std::int64_t high = ValueSet::kHighest;
  for (std::size_t i = 0; i < lits.size(); ++i) {
    const std::int64_t edge = cuts_.at(fact)[i];
    if (solver_.value(lits[i]))
      low = std::max(low, edge);
    else
      high = std::min(high, edge - 1);
  }
  return ValueSet::of_interval(low, high);
}

}  // namespace lawful
