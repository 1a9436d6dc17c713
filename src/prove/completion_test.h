#pragma once
// Random completions of a law for property tests: a value for every fact, such that no implication
// is broken.

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

#include "prove/atoms.h"
#include "rules/act.h"
#include "rules/facts.h"

namespace lawful::testing {

// Values of a fact that stand for all others: each value of a discrete fact, and one of each region
// between the cut points of a count or date.
inline std::vector<ValueSet> values_of(const Fact& fact, const std::set<std::int64_t>& cuts) {
  std::vector<ValueSet> out;
  if (fact.type == FactType::kYesNo || fact.type == FactType::kOneOf) {
    const std::uint64_t all = fact.all().mask();
    for (std::uint64_t bit = 1; bit != 0 && bit <= all; bit <<= 1)
      if ((all & bit) != 0) out.push_back(ValueSet::of_mask(bit));
    return out;
  }
  std::set<std::int64_t> values = cuts;
  if (!cuts.empty()) values.insert(*cuts.begin() - 1);
  if (fact.type == FactType::kCount) values.insert(0);
  if (values.empty()) values.insert(18'000);
  for (const std::int64_t value : values)
    if (fact.type == FactType::kDate || value >= 0)
      out.push_back(ValueSet::of_interval(value, value));
  return out;
}

// Fills in what `known` leaves open, in random order; nothing where that runs into a contradiction.
inline std::optional<Facts> random_completion(Facts known, const CutPoints& cuts,
                                              std::mt19937_64& random) {
  const Law& law = known.law();
  if (known.propagate()) return std::nullopt;
  std::vector<FactId> order(law.vocabulary.facts.size());
  std::iota(order.begin(), order.end(), FactId{0});
  std::shuffle(order.begin(), order.end(), random);
  for (const FactId id : order) {
    if (known.known(id)) continue;
    const auto found = cuts.find(id);
    std::vector<ValueSet> values = values_of(
        law.vocabulary[id], found == cuts.end() ? std::set<std::int64_t>{} : found->second);
    std::shuffle(values.begin(), values.end(), random);
    bool stated = false;
    for (const ValueSet& value : values) {
      Facts next = known;
      if (next.state(id, value) || next.propagate()) continue;
      known = std::move(next);
      stated = true;
      break;
    }
    if (!stated) return std::nullopt;
  }
  return known;
}

// The act that states every fact of a completion.
inline Act act_of(const Facts& facts) {
  Act act;
  act.kind = facts.kind();
  for (FactId id = kActDate + 1; id < facts.law().vocabulary.facts.size(); ++id)
    act.facts.push_back({id, facts[id], {}});
  return act;
}

}  // namespace lawful::testing
