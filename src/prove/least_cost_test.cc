#include "prove/least_cost.h"

#include <algorithm>
#include <random>

#include "gtest/gtest.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

TEST(Wishes, CostNothingWhereTheyCanAllBeHad) {
  Solver solver;
  const Lit a = solver.fresh();
  const Lit b = solver.fresh();
  solver.add({a, b});
  Wishes wishes(solver, {}, {{-a, 3}});
  ASSERT_TRUE(wishes.settle(0));
  EXPECT_EQ(wishes.cost(), 0);
  EXPECT_TRUE(solver.value(b));
}

TEST(Wishes, BreakTheCheaperOfTwo) {
  Solver solver;
  const Lit a = solver.fresh();
  const Lit b = solver.fresh();
  solver.add({a, b});
  Wishes wishes(solver, {}, {{-a, 3}, {-b, 2}});
  EXPECT_FALSE(wishes.settle(1));
  ASSERT_TRUE(wishes.settle(2));
  EXPECT_EQ(wishes.cost(), 2);
  EXPECT_FALSE(solver.value(a));
}

TEST(Wishes, FindNothingWhereThereIsNoModel) {
  Solver solver;
  const Lit a = solver.fresh();
  solver.add({a});
  Wishes wishes(solver, {-a}, {{-a, 1}});
  EXPECT_FALSE(wishes.settle(100));
}

// Random clauses over few literals, and every assignment tried by hand. The models under the
// assumptions are counted by excluding one after another.
TEST(Wishes, HaveExactlyTheModelsOfLeastCost) {
  const std::uint64_t seed = testing::property_seed();
  constexpr int kLits = 8;
  int dear = 0;
  for (std::uint64_t i = 0; i < 300; ++i) {
    std::mt19937_64 random(seed + i);
    std::vector<std::vector<int>> clauses(6 + random() % 14);
    for (std::vector<int>& clause : clauses)
      for (int k = 0; k < 3; ++k)
        clause.push_back(static_cast<int>(random() % kLits + 1) * (random() % 4 == 0 ? -1 : 1));
    std::vector<int> prices;
    for (int k = 0; k < kLits; ++k) prices.push_back(static_cast<int>(1 + random() % 4));
    int best = -1;
    int models = 0;
    for (unsigned bits = 0; bits < 1U << kLits; ++bits) {
      const auto is_true = [&](int lit) {
        return ((bits >> (std::abs(lit) - 1) & 1) != 0) == (lit > 0);
      };
      if (!std::ranges::all_of(clauses, [&](const std::vector<int>& clause) {
            return std::ranges::any_of(clause, is_true);
          }))
        continue;
      int cost = 0;
      for (int k = 0; k < kLits; ++k)
        if (is_true(k + 1)) cost += prices[static_cast<std::size_t>(k)];
      if (best < 0 || cost < best) models = 0;
      if (best < 0 || cost < best) best = cost;
      if (cost == best) ++models;
    }
    Solver solver;
    std::vector<Lit> lits;
    std::vector<Wish> wishes;
    for (int k = 0; k < kLits; ++k) {
      lits.push_back(solver.fresh());
      wishes.push_back({-lits.back(), prices[static_cast<std::size_t>(k)]});
    }
    for (const std::vector<int>& clause : clauses) {
      std::vector<Lit> out;
      for (const int lit : clause) {
        const Lit mine = lits[static_cast<std::size_t>(std::abs(lit) - 1)];
        out.push_back(lit > 0 ? mine : -mine);
      }
      solver.add(out);
    }
    Wishes found(solver, {}, wishes);
    ASSERT_EQ(found.settle(1000), best >= 0) << "seed " << seed + i;
    if (best < 0) continue;
    EXPECT_EQ(found.cost(), best) << "seed " << seed + i;
    dear += best > 4;
    int counted = 0;
    while (solver.solve(found.assumptions())) {
      ++counted;
      std::vector<Lit> other;
      for (const Lit lit : lits) other.push_back(solver.value(lit) ? -lit : lit);
      solver.add(other);
    }
    EXPECT_EQ(counted, models) << "seed " << seed + i;
  }
  EXPECT_GT(dear, 20);
}

}  // namespace
}  // namespace lawful
