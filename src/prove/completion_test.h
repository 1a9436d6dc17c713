#pragma once
// Random completions of a law for property tests: a value for every fact, such that no implication
// is broken and no instrument gainsaid; and instruments for random laws.

#include <algorithm>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

#include "prove/atoms.h"
#include "rules/act.h"
#include "rules/facts.h"
#include "rules/serve.h"

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

// States a value that contradicts nothing; false where there is none.
inline bool fill(Facts& known, FactId id, const CutPoints& cuts, std::mt19937_64& random) {
  const auto found = cuts.find(id);
  std::vector<ValueSet> values = values_of(
      known.law().vocabulary[id], found == cuts.end() ? std::set<std::int64_t>{} : found->second);
  std::shuffle(values.begin(), values.end(), random);
  for (const ValueSet& value : values) {
    Facts next = known;
    if (next.state(id, value) || next.propagate()) continue;
    known = std::move(next);
    return true;
  }
  return false;
}

// Fills in what `known` leaves open, in random order, open terms last, as the instruments have it;
// nothing where that runs into a contradiction.
inline std::optional<Facts> random_completion(Facts known, const Readings& readings,
                                              const CutPoints& cuts, std::mt19937_64& random) {
  const Law& law = known.law();
  if (known.propagate()) return std::nullopt;
  std::set<FactId> terms;
  for (const Rule& rule : law.rules)
    if (rule.sort == Sort::kServe || rule.sort == Sort::kSettle) terms.insert(rule.presumed_fact);
  std::vector<FactId> order(law.vocabulary.facts.size());
  std::iota(order.begin(), order.end(), FactId{0});
  std::shuffle(order.begin(), order.end(), random);
  for (const FactId id : order)
    if (!terms.contains(id) && !known.known(id) && !fill(known, id, cuts, random))
      return std::nullopt;
  for (const FactId id : terms) {
    auto served = serve(law, known, readings);
    if (!served) return std::nullopt;
    known = std::move(served->facts);
    if (!known.known(id) && !fill(known, id, cuts, random)) return std::nullopt;
  }
  // Once more, for what the last term gainsays.
  auto served = serve(law, std::move(known), readings);
  if (!served) return std::nullopt;
  return std::move(served->facts);
}

// The act that states every fact of a completion.
inline Act act_of(const Facts& facts) {
  Act act;
  act.kind = facts.kind();
  for (FactId id = kActDate + 1; id < facts.law().vocabulary.facts.size(); ++id)
    act.facts.push_back({id, facts[id], {}});
  return act;
}

// A random law with instruments: a fact as open term that one rule serves and another settles, and
// a pack that implements the law. Their conditions are those of rules that the law has already.
inline Law with_instruments(Law law) {
  const auto add = [&](Sort sort, std::uint32_t pack, std::size_t like, FactId term) {
    Rule rule = law.rules[like];
    rule.id = "r.instrument" + std::to_string(law.groups.size());
    rule.group = static_cast<GroupId>(law.groups.size());
    rule.sort = sort;
    rule.pack = pack;
    rule.presumed_fact = term;
    law.groups.push_back({rule.id, {static_cast<std::uint32_t>(law.rules.size())}, {}, {}});
    law.rules.push_back(std::move(rule));
  };
  Pack pack;
  pack.law = "i";
  pack.under = "r";
  pack.status = PackStatus::kInstrument;
  pack.in_force = law.packs.front().in_force;
  law.packs.push_back(std::move(pack));
  constexpr FactId kTerm = kActDate + 1;
  add(Sort::kServe, 1, 1, kTerm);
  add(Sort::kSettle, 1, 4, kTerm);
  add(Sort::kScope, 1, 5, 0);
  add(Sort::kCondition, 1, 6, 0);
  return law;
}

}  // namespace lawful::testing
