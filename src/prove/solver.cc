#include "prove/solver.h"

#include <algorithm>
#include <cadical.hpp>

#include "base/check.h"

namespace lawful {

namespace {

constexpr int kSatisfiable = 10;
constexpr int kUnsatisfiable = 20;

}  // namespace

Solver::Solver(Guess guess) : solver_(std::make_unique<CaDiCaL::Solver>()) {
  // Many small questions: the work that pays off in one hard one would only delay each answer.
  CHECK(solver_->configure("plain"));
  CHECK(solver_->set("phase", guess == Guess::kYes ? 1 : 0));
  add({fresh()});
}

Solver::~Solver() = default;

void Solver::add(const std::vector<Lit>& clause) {
  for (const Lit lit : clause) solver_->add(lit);
  solver_->add(0);
}

Lit Solver::all_of(const std::vector<Lit>& parts) {
  std::vector<Lit> kept;
  for (const Lit part : parts) {
    if (part == -yes()) return -yes();
    if (part != yes() && std::find(kept.begin(), kept.end(), part) == kept.end())
      kept.push_back(part);
  }
  if (kept.empty()) return yes();
  if (kept.size() == 1) return kept.front();
  const Lit all = fresh();
  std::vector<Lit> some_not{all};
  for (const Lit part : kept) {
    add({-all, part});
    some_not.push_back(-part);
  }
  add(some_not);
  return all;
}

Lit Solver::any_of(const std::vector<Lit>& parts) {
  std::vector<Lit> negated;
  negated.reserve(parts.size());
  for (const Lit part : parts) negated.push_back(-part);
  return -all_of(negated);
}

bool Solver::solve(const std::vector<Lit>& assumptions) {
  for (const Lit lit : assumptions) solver_->assume(lit);
  const int result = solver_->solve();
  CHECK(result == kSatisfiable || result == kUnsatisfiable);
  return result == kSatisfiable;
}

bool Solver::value(Lit lit) const { return solver_->val(lit) > 0; }

bool Solver::failed(Lit assumption) const { return solver_->failed(assumption); }

}  // namespace lawful
