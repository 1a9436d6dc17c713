#pragma once
// A SAT solver behind a wall: clauses go in, models or failed assumptions come out. One solver is
// asked many times under changing assumptions, so that what it learns stays.
//
// A literal is a number that is not 0, and -l is its negation. Literals belong to the solver that
// made them.
//
// Invariants
//   1. value() is asked only after solve() was true, failed() only after it was false, and before
//   anything is added (CHECKed by the solver itself).
//   2. Nothing is random: the same calls give the same answers.

#include <memory>
#include <vector>

namespace CaDiCaL {
class Solver;
}

namespace lawful {

using Lit = int;

class Solver {
 public:
  // What is tried first of a literal that nothing decides.
  enum class Guess { kYes, kNo };
  explicit Solver(Guess guess = Guess::kYes);
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  // The literal that is always true.
  Lit yes() const { return 1; }
  Lit constant(bool value) const { return value ? yes() : -yes(); }
  Lit fresh() { return ++last_; }

  // One of `clause` is true.
  void add(const std::vector<Lit>& clause);

  // A literal that is true exactly when all, or any, of `parts` are.
  Lit all_of(const std::vector<Lit>& parts);
  Lit any_of(const std::vector<Lit>& parts);

  bool solve(const std::vector<Lit>& assumptions);
  bool value(Lit lit) const;
  // Was this assumption needed to find that there is no model?
  bool failed(Lit assumption) const;

 private:
  std::unique_ptr<CaDiCaL::Solver> solver_;
  Lit last_ = 0;
};

}  // namespace lawful
