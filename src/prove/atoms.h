#pragma once
// Facts as literals of a solver, for acts of one kind on one day.
//
//   yes-no   one literal
//   one-of   one literal a value, exactly one of them true
//   count    one literal `at least c` for each cut point c, ordered: at least 14 implies at least
//   10 date     the same over days
//
// A cut point is a number at which some test or implication of the law changes its answer on that
// day. Between two cut points no rule can tell values apart, so a region between them stands for
// each of its values. A count is never below zero, as act files have it. The kind and the day of
// the act are constants.

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "prove/solver.h"
#include "rules/cut_points.h"
#include "rules/law.h"

namespace lawful {

class Atoms {
 public:
  Atoms(const Law& law, ActKind kind, Date day, const CutPoints& cuts, Solver& solver);

  // True when the fact lies within `set`, which begins and ends at cut points (CHECKed).
  Lit within(FactId fact, const ValueSet& set);
  // What must be assumed so that the fact lies within any `set`, exactly: the regions that hold a
  // value of it stay possible. Empty where it says nothing.
  std::vector<Lit> stated(FactId fact, const ValueSet& set) const;
  // The literals that tell the values of a fact apart, in the same order for every Atoms of the
  // same law, day and cut points. None for the kind and the day.
  const std::vector<Lit>& of(FactId fact) const { return lits_[fact]; }
  // The value, or the region of values, that the solver's model gives a fact. Only after a solve()
  // that was true.
  ValueSet in_model(FactId fact) const;

 private:
  void make_one_of(FactId fact, std::size_t values);
  void make_ordered(FactId fact, const std::set<std::int64_t>& cuts);
  Lit at_least(FactId fact, std::int64_t cut) const;

  const Law& law_;
  Solver& solver_;
  std::vector<std::vector<Lit>> lits_;
  std::map<FactId, std::vector<std::int64_t>> cuts_;  // beside lits_
  ValueSet kind_;
  ValueSet day_;
};

}  // namespace lawful
