// Why there is no cure: goals and unchangeable facts that cannot all be had.
#include <algorithm>

#include "prove/cure_search.h"

namespace lawful {

// Either a goal or a fact.
struct Cures::Workspace::Part {
  const CureGoal* goal = nullptr;
  FactId fact = 0;
  std::vector<Lit> lits;
};

// The facts come last: what comes first is kept where either would do.
std::vector<Cures::Workspace::Part> Cures::Workspace::parts() const {
  std::vector<Part> out;
  for (const CureGoal& goal : goals_) out.push_back({&goal, 0, goal.lits});
  for (FactId fact = kActDate + 1; fact < law_.vocabulary.facts.size(); ++fact) {
    if (known_.told(fact) != -solver_.yes()) continue;
    const auto found = stated_.find(fact);
    if (found == stated_.end() && !known_.is_reason(fact)) continue;
    const std::vector<Lit> said =
        found == stated_.end() ? std::vector<Lit>{} : encoding_.stated(fact, found->second);
    Part part{nullptr, fact, {}};
    for (const Lit atom : known_.atoms(fact)) {
      const bool says = std::find(said.begin(), said.end(), atom) != said.end();
      part.lits.push_back(says ? known_.says(atom) : -known_.says(atom));
    }
    if (!part.lits.empty()) out.push_back(std::move(part));
  }
  return out;
}

bool Cures::Workspace::clash(const std::vector<const Part*>& parts) {
  std::vector<Lit> assumed;
  for (const Part* part : parts)
    assumed.insert(assumed.end(), part->lits.begin(), part->lits.end());
  return !solver_.solve(assumed);
}

// The last part that is needed for a clash is found by halving; then the one before it, until those
// found clash by themselves. Which parts these are does not depend on how the solver works.
Obstacle Cures::Workspace::obstacle() {
  const std::vector<Part> all = parts();
  std::vector<const Part*> needed;
  std::size_t end = all.size();
  while (!clash(needed)) {
    const auto clashes_with = [&](std::size_t count) {
      std::vector<const Part*> some = needed;
      for (std::size_t i = 0; i < count; ++i) some.push_back(&all[i]);
      return clash(some);
    };
    if (!clashes_with(end)) return {};  // only its candidates one by one were refuted
    std::size_t few = 0;
    for (std::size_t many = end; many - few > 1;) {
      const std::size_t half = few + (many - few) / 2;
      (clashes_with(half) ? many : few) = half;
    }
    end = few;
    needed.push_back(&all[end]);
  }
  Obstacle out;
  for (const Part* part : needed) {
    if (part->goal == nullptr) {
      out.facts.push_back(part->fact);
    } else if (part->goal->kind == CureGoal::Kind::kRule) {
      out.rules.push_back(part->goal->rule);
    } else {
      (part->goal->kind == CureGoal::Kind::kScope ? out.scope : out.reached) = true;
    }
  }
  std::sort(out.rules.begin(), out.rules.end());
  std::sort(out.facts.begin(), out.facts.end());
  return out;
}

}  // namespace lawful
