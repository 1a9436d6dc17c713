// A candidate put to the test, and the other values that would do as well.
#include <algorithm>

#include "prove/cure_search.h"

namespace lawful {
namespace {

ValueSet joined(const ValueSet& a, const ValueSet& b) {
  if (!a.is_interval()) return ValueSet::of_mask(a.mask() | b.mask());
  return ValueSet::of_interval(std::min(a.low(), b.low()), std::max(a.high(), b.high()));
}

}  // namespace

// Asks the reference interpreter; notes what is still open.
bool Cures::Workspace::is_lawful(Cure& cure) const {
  const EvaluationResult found = evaluate(law_, cured(*act_, cure), readings_, day_);
  if (!found || found->outcome != Outcome::kLawful) return false;
  cure.assumed.clear();
  for (const RuleResult& result : found->rules)
    if (result.counting && result.status == Status::kAssumed) cure.assumed.push_back(result.rule);
  return true;
}

// The model took for known what is not, or left something open that presumptions decide. Neither
// must come again.
void Cures::Workspace::refute(const Cure& cure) {
  std::vector<std::vector<Lit>> loops;
  if (const EvaluationResult found = evaluate(law_, cured(*act_, cure), readings_, day_))
    loops = known_.unfounded(found->facts);
  std::vector<Lit> clause{-asked_};
  std::vector<bool> told(law_.vocabulary.facts.size(), false);
  for (const Change& change : cure.changes) {
    told[change.fact] = true;
    clause.push_back(-known_.told(change.fact));
    for (const Lit atom : encoding_.stated(change.fact, change.to)) clause.push_back(-atom);
  }
  for (const FactId fact : order_)
    if (!told[fact]) clause.push_back(known_.told(fact));
  solver_.add(clause);
  for (const std::vector<Lit>& loop : loops) known_.require_reasons(loop);
}

// A cure is listed once, whichever of its values a model has.
void Cures::Workspace::exclude(const Cure& cure) {
  std::vector<Lit> clause{-asked_};
  for (const Change& change : cure.changes) {
    clause.push_back(-known_.told(change.fact));
    for (const Lit atom : encoding_.stated(change.fact, change.to)) clause.push_back(-atom);
  }
  solver_.add(clause);
}

// Values of one changed fact with which a cheapest lawful completion is left: of a count or a date
// those next to its region, the nearest first.
std::vector<ValueSet> Cures::Workspace::other_values(const Cure& cure, std::size_t change,
                                                     std::vector<Lit> assumed) {
  for (std::size_t i = 0; i < cure.changes.size(); ++i) {
    const Change& each = cure.changes[i];
    assumed.push_back(known_.told(each.fact));
    if (i == change) continue;
    for (const Lit atom : encoding_.stated(each.fact, each.to)) assumed.push_back(atom);
  }
  const FactId fact = cure.changes[change].fact;
  const Fact& about = law_.vocabulary[fact];
  std::vector<ValueSet> out;
  const auto possible = [&](const ValueSet& value) {
    std::vector<Lit> with = assumed;
    for (const Lit atom : encoding_.stated(fact, value)) with.push_back(atom);
    return solver_.solve(with);
  };
  const ValueSet& now = cure.changes[change].to;
  const std::int64_t lowest = about.type == FactType::kCount ? 0 : ValueSet::kLowest;
  if (about.type == FactType::kOneOf) {
    for (std::size_t i = 0; i < about.values.size(); ++i) {
      const ValueSet value = ValueSet::of_mask(std::uint64_t{1} << i);
      if (now.disjoint(value) && possible(value)) out.push_back(value);
    }
  } else if (now.is_interval()) {
    for (ValueSet up = now; up.high() < ValueSet::kHighest;) {
      if (!possible(ValueSet::of_interval(up.high() + 1, up.high() + 1))) break;
      out.push_back(up = encoding_.atoms().in_model(fact));
    }
    for (ValueSet down = now; down.low() > lowest;) {
      if (!possible(ValueSet::of_interval(down.low() - 1, down.low() - 1))) break;
      out.push_back(down = encoding_.atoms().in_model(fact));
    }
  }
  return out;
}

bool Cures::Workspace::try_values(Cure& cure, std::size_t change, const ValueSet& to) const {
  Cure wider = cure;
  wider.changes[change].to = to;
  if (!is_lawful(wider)) return false;
  cure = std::move(wider);
  return true;
}

// More values of each change, as long as the act stays lawful whichever of them it has.
void Cures::Workspace::widen(Cure& cure, Lit cheapest) {
  for (std::size_t i = 0; i < cure.changes.size(); ++i) {
    const std::vector<ValueSet> others = other_values(cure, i, {cheapest});
    if (others.empty()) continue;
    ValueSet all = cure.changes[i].to;
    for (const ValueSet& value : others) all = joined(all, value);
    if (try_values(cure, i, all)) continue;
    for (const ValueSet& value : others) {
      const ValueSet wider = joined(cure.changes[i].to, value);
      try_values(cure, i, wider);
    }
  }
}

}  // namespace lawful
