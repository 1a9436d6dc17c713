#include "prove/least_cost.h"

#include <algorithm>

#include "base/check.h"

namespace lawful {

Wishes::Wishes(Solver& solver, std::vector<Lit> given, const std::vector<Wish>& wishes)
    : solver_(solver), given_(std::move(given)) {
  for (const Wish& each : wishes) {
    CHECK(each.price > 0);
    wish(each.lit, each.price);
  }
}

std::vector<Lit> Wishes::assumptions() const {
  std::vector<Lit> out = given_;
  for (const auto& [lit, price] : prices_)
    if (price > 0) out.push_back(lit);
  return out;
}

bool Wishes::settle(int most) {
  while (!solver_.solve(assumptions())) {
    std::vector<Lit> refused;
    for (const auto& [lit, price] : prices_)
      if (price > 0 && solver_.failed(lit)) refused.push_back(lit);
    if (refused.empty()) return false;
    pay(refused);
    if (cost_ > most) return false;
  }
  return true;
}

void Wishes::pay(const std::vector<Lit>& refused) {
  int least = prices_.at(refused.front());
  for (const Lit lit : refused) least = std::min(least, prices_.at(lit));
  cost_ += least;
  std::vector<Lit> broken;
  for (const Lit lit : refused) {
    prices_.at(lit) -= least;
    broken.push_back(-lit);
    const auto output = outputs_.find(lit);
    if (output == outputs_.end()) continue;
    // One more of those counted may be broken now; wish that it stays at that.
    const auto [counter, place] = output->second;
    if (place + 1 == counters_[counter].at_least.size()) continue;
    const Lit next = -counters_[counter].at_least[place + 1];
    outputs_[next] = {counter, place + 1};
    wish(next, least);
  }
  if (broken.size() == 1) return;
  const std::size_t counter = count(broken);
  const Lit next = -counters_[counter].at_least[1];
  outputs_[next] = {counter, 1};
  wish(next, least);
}

// A totalizer, of which only the direction from the literals to their number is needed: where more
// than k of them are true, at_least[k] is.
std::size_t Wishes::count(const std::vector<Lit>& lits) {
  std::vector<std::vector<Lit>> sums;
  for (const Lit lit : lits) sums.push_back({lit});
  for (std::size_t i = 0; i + 1 < sums.size(); i += 2) {
    const std::vector<Lit> a = sums[i];
    const std::vector<Lit> b = sums[i + 1];
    std::vector<Lit> sum;
    for (std::size_t k = 0; k < a.size() + b.size(); ++k) sum.push_back(solver_.fresh());
    for (std::size_t m = 0; m <= a.size(); ++m)
      for (std::size_t n = 0; n <= b.size(); ++n) {
        if (m + n == 0) continue;
        std::vector<Lit> clause{sum[m + n - 1]};
        if (m > 0) clause.push_back(-a[m - 1]);
        if (n > 0) clause.push_back(-b[n - 1]);
        solver_.add(clause);
      }
    sums.push_back(std::move(sum));
  }
  counters_.push_back({sums.back()});
  return counters_.size() - 1;
}

}  // namespace lawful
