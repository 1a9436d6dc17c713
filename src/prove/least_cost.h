#pragma once
// The models of least cost: wishes that may be broken at a price.
//
//   Wishes wishes(solver, given, {{-a, 1}, {-b, 2}});
//   wishes.settle(16)              is there a model under `given` that costs at most 16?
//   wishes.cost()                  what the cheapest models cost
//   wishes.assumptions()           exactly the cheapest models obey them, and `given`
//
// Built up from what cannot be had: while the wishes are refused together, those that clash are
// replaced by the wish that no more than one of them is broken, and the cost rises by the least of
// their prices. So the work grows with the cost, not with the number of wishes.
//
// Clauses may be added to the solver between two calls of settle(); the cost then only rises.

#include <cstddef>
#include <map>
#include <vector>

#include "prove/solver.h"

namespace lawful {

struct Wish {
  Lit lit = 0;
  int price = 1;
};

class Wishes {
 public:
  Wishes(Solver& solver, std::vector<Lit> given, const std::vector<Wish>& wishes);

  // False where every model costs more than `most`, or there is none at all. Afterwards a model of
  // the solver is one of the cheapest.
  bool settle(int most);
  int cost() const { return cost_; }
  std::vector<Lit> assumptions() const;

 private:
  // How many of some literals are true: at_least[k] is true when more than k are.
  struct Counter {
    std::vector<Lit> at_least;
  };

  void pay(const std::vector<Lit>& refused);
  std::size_t count(const std::vector<Lit>& lits);
  void wish(Lit lit, int price) { prices_[lit] += price; }

  Solver& solver_;
  std::vector<Lit> given_;
  std::map<Lit, int> prices_;  // what is still wished for
  std::vector<Counter> counters_;
  std::map<Lit, std::pair<std::size_t, std::size_t>> outputs_;  // wish -> counter, place in it
  int cost_ = 0;
};

}  // namespace lawful
