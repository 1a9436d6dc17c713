#pragma once
// Random acts of a big law, whose facts do not contradict one another: stated at random, nearly all
// facts of a law with hundreds of implications would.

#include <algorithm>
#include <numeric>
#include <vector>

#include "rules/cut_points.h"
#include "rules/facts.h"
#include "rules/random_law_test.h"

namespace lawful::testing {

// A value that the fact may have: one, or now and then several. A count or date lies at or beside a
// cut point.
inline ValueSet random_value(const Fact& fact, const std::vector<std::int64_t>& cuts,
                             RandomLaw& random) {
  if (fact.type == FactType::kYesNo) return ValueSet::of_mask(random.chance(0.5) ? 1 : 2);
  if (fact.type == FactType::kOneOf) {
    const auto bit = [&] { return std::uint64_t{1} << random.below(std::ssize(fact.values)); };
    return ValueSet::of_mask(random.chance(0.8) ? bit() : bit() | bit() | bit());
  }
  const std::int64_t near =
      cuts.empty()
          ? 18'000
          : cuts[static_cast<std::size_t>(random.below(std::ssize(cuts)))] + random.below(3) - 1;
  const std::int64_t low = fact.type == FactType::kCount ? std::max<std::int64_t>(near, 0) : near;
  return ValueSet::of_interval(low, random.chance(0.7) ? low : low + random.below(100'000));
}

// About `known` of the facts are stated; what implications forbid is left out.
inline Act random_act(const Law& law, ActKind kind, Date day, RandomLaw& random, double known) {
  Act act;
  act.kind = kind;
  act.in_order = random.chance(0.2);
  const CutPoints cuts = cut_points(law, day);
  Facts facts(law, kind, day);
  std::vector<FactId> order(law.vocabulary.facts.size());
  std::iota(order.begin(), order.end(), FactId{0});
  std::shuffle(order.begin(), order.end(), random.random());
  for (const FactId id : order) {
    if (id == kActKind || id == kActDate || !random.chance(known)) continue;
    std::vector<std::int64_t> of;
    if (const auto found = cuts.find(id); found != cuts.end())
      of.assign(found->second.begin(), found->second.end());
    const ValueSet value = random_value(law.vocabulary[id], of, random);
    Facts next = facts;
    if (next.state(id, value) || next.propagate()) continue;
    facts = std::move(next);
    act.facts.push_back({id, value, {}});
  }
  std::sort(act.facts.begin(), act.facts.end(),
            [](const StatedFact& a, const StatedFact& b) { return a.fact < b.fact; });
  return act;
}

}  // namespace lawful::testing
