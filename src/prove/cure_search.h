#pragma once
// The search for the smallest cures of one act after another, over one copy of the law as clauses.

#include <map>
#include <optional>
#include <vector>

#include "prove/cure.h"
#include "prove/cure_goal.h"
#include "prove/encoding.h"
#include "prove/known.h"
#include "prove/least_cost.h"
#include "prove/solver.h"

namespace lawful {

class Cures::Workspace {
 public:
  Workspace(const Law& law, const Readings& readings, ActKind kind, Date day);

  // Without the obstacle.
  CureAnswer smallest(const Act& act);
  // Of the act that was asked about last, which has no cure. It hangs on what was learned from
  // earlier acts, so to be asked of a new workspace.
  Obstacle obstacle();

 private:
  std::vector<bool> tellable() const;
  // cure_search.cc
  void open(const Act& act);
  std::vector<Wish> wishes() const;
  Cure next(Lit cheapest);
  std::vector<FactId> told_in_model() const;
  std::vector<FactId> first_told(std::vector<Lit>& fixed);
  void first_values(const std::vector<FactId>& told, std::vector<Lit>& fixed);
  // cure_values.cc
  bool is_lawful(Cure& cure) const;
  void refute(const Cure& cure);
  void exclude(const Cure& cure);
  void widen(Cure& cure, Lit cheapest);
  std::vector<ValueSet> other_values(const Cure& cure, std::size_t change,
                                     std::vector<Lit> assumed);
  bool try_values(Cure& cure, std::size_t change, const ValueSet& to) const;
  // cure_obstacle.cc
  struct Part;
  std::vector<Part> parts() const;
  bool clash(const std::vector<const Part*>& parts);

  const Law& law_;
  Readings readings_;
  ActKind kind_;
  Date day_;
  Solver solver_{Solver::Guess::kNo};  // told, known: only where there is a reason
  Encoding encoding_;
  Facts nothing_;  // known but the kind and the day
  Known known_;
  std::vector<CureGoal> goals_;
  Lit wanted_ = 0;             // all goals
  std::vector<FactId> order_;  // of what can be told: by step, then by id

  // Of the act that is being asked about.
  const Act* act_ = nullptr;
  Lit asked_ = 0;  // assumed for this act alone
  std::map<FactId, ValueSet> stated_;
};

}  // namespace lawful
