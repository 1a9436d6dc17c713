#include "prove/cure_search.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"

namespace lawful {

Cures::Workspace::Workspace(const Law& law, const Readings& readings, ActKind kind, Date day)
    : law_(law),
      readings_(readings),
      kind_(kind),
      day_(day),
      encoding_(law, readings, kind, day, solver_),
      nothing_(law, kind, day),
      known_(law, readings_, nothing_, encoding_, tellable(), solver_) {
  goals_ = goals_of(law, kind, day, encoding_, known_, solver_);
  known_.obey_presumptions();
  known_.finish();
  wanted_ = solver_.fresh();
  for (const CureGoal& goal : goals_)
    for (const Lit lit : goal.lits) solver_.add({-wanted_, lit});
  solver_.add({-wanted_, encoding_.outcome(Outcome::kLawful)});
  const Vocabulary& words = law.vocabulary;
  for (FactId fact = 0; fact < words.facts.size(); ++fact)
    if (known_.told(fact) != -solver_.yes()) order_.push_back(fact);
  std::stable_sort(order_.begin(), order_.end(), [&](FactId a, FactId b) {
    return std::tuple(words.step_of(a), a) < std::tuple(words.step_of(b), b);
  });
}

std::vector<bool> Cures::Workspace::tellable() const {
  std::vector<bool> out;
  for (FactId fact = 0; fact < law_.vocabulary.facts.size(); ++fact)
    out.push_back(law_.vocabulary.effort_of(fact, kind_).has_value());
  return out;
}

// From here on `asked_` stands for what the act says, and for what is found out about its cures.
void Cures::Workspace::open(const Act& act) {
  act_ = &act;
  stated_.clear();
  for (const StatedFact& each : act.facts) {
    const ValueSet all = law_.vocabulary[each.fact].all();
    if (each.value != all) stated_[each.fact] = each.value;
  }
  asked_ = solver_.fresh();
  for (FactId fact = kActDate + 1; fact < law_.vocabulary.facts.size(); ++fact) {
    const auto found = stated_.find(fact);
    const std::vector<Lit> said =
        found == stated_.end() ? std::vector<Lit>{} : encoding_.stated(fact, found->second);
    for (const Lit atom : known_.atoms(fact)) {
      const bool says = std::find(said.begin(), said.end(), atom) != said.end();
      solver_.add({-asked_, says ? known_.says(atom) : -known_.says(atom)});
    }
    // To tell what is not said gains nothing where no reason is wanted.
    if (said.empty() && !known_.is_reason(fact)) solver_.add({-asked_, -known_.told(fact)});
  }
}

std::vector<Wish> Cures::Workspace::wishes() const {
  std::vector<Wish> out;
  for (const FactId fact : order_)
    if (stated_.contains(fact) || known_.is_reason(fact))
      out.push_back({-known_.told(fact), *law_.vocabulary.effort_of(fact, kind_)});
  return out;
}

CureAnswer Cures::Workspace::smallest(const Act& act) {
  constexpr int kEffortOfAllMax = static_cast<int>(kChangesMax) * kEffortMax;
  open(act);
  Wishes wishes(solver_, {asked_, wanted_}, this->wishes());
  CureAnswer out;
  while (wishes.settle(out.cures.empty() ? kEffortOfAllMax : out.cures.front().effort)) {
    // One literal for all that the cheapest models obey: to assume it is quicker.
    const Lit cheapest = solver_.fresh();
    for (const Lit lit : wishes.assumptions()) solver_.add({-cheapest, lit});
    Cure cure = next(cheapest);
    if (cure.changes.size() > kChangesMax) break;
    cure.effort = wishes.cost();
    if (!is_lawful(cure)) {
      refute(cure);
      continue;
    }
    if (out.cures.size() == kCuresMax) {
      out.more = true;
      break;
    }
    widen(cure, cheapest);
    exclude(cure);
    out.cures.push_back(std::move(cure));
  }
  out.too_large = out.cures.empty() && solver_.solve({asked_, wanted_});
  solver_.add({-asked_});
  return out;
}

std::vector<FactId> Cures::Workspace::told_in_model() const {
  std::vector<FactId> out;
  for (const FactId fact : order_)
    if (solver_.value(known_.told(fact))) out.push_back(fact);
  return out;
}

// Of the facts that a cheapest model tells, the set that comes first: the earlier a fact in the
// order, the more it is preferred. Whatever model the solver finds, the answer is the same.
std::vector<FactId> Cures::Workspace::first_told(std::vector<Lit>& fixed) {
  CHECK(solver_.solve(fixed));
  std::vector<FactId> told = told_in_model();
  auto from = order_.begin();
  for (std::size_t i = 0; i < told.size(); ++i) {
    while (true) {
      const auto to = std::find(from, order_.end(), told[i]);
      if (from == to) break;
      const Lit earlier = solver_.fresh();
      std::vector<Lit> clause{-earlier};
      for (auto fact = from; fact != to; ++fact) clause.push_back(known_.told(*fact));
      solver_.add(clause);
      std::vector<Lit> assumed = fixed;
      assumed.push_back(earlier);
      const bool found = solver_.solve(assumed);
      if (found) told = told_in_model();
      solver_.add({-earlier});
      if (!found) break;
    }
    fixed.push_back(known_.told(told[i]));
    from = std::find(from, order_.end(), told[i]) + 1;
  }
  return told;
}

// Likewise their values: no before yes, the first of several, the lower region of a count.
void Cures::Workspace::first_values(const std::vector<FactId>& told, std::vector<Lit>& fixed) {
  for (const FactId fact : told) {
    const bool one_of = law_.vocabulary[fact].type == FactType::kOneOf;
    // What is told of a fact of which one of two values was said can only be the other.
    if (law_.vocabulary[fact].type == FactType::kYesNo && stated_.contains(fact)) continue;
    for (const Lit lit : encoding_.atoms().of(fact)) {
      const Lit wanted = one_of ? lit : -lit;
      fixed.push_back(wanted);
      const bool possible = solver_.solve(fixed);
      if (!possible) fixed.back() = -wanted;
      if (possible && one_of) break;
    }
  }
  CHECK(solver_.solve(fixed));
}

// The first of the cheapest models as a cure; it stays the model of the solver.
Cure Cures::Workspace::next(Lit cheapest) {
  std::vector<Lit> fixed{cheapest};
  const std::vector<FactId> told = first_told(fixed);
  first_values(told, fixed);
  Cure out;
  for (const FactId fact : told) {
    const auto found = stated_.find(fact);
    out.changes.push_back({fact,
                           found == stated_.end() ? law_.vocabulary[fact].all() : found->second,
                           encoding_.atoms().in_model(fact)});
  }
  return out;
}

}  // namespace lawful
