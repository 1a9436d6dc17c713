#include "prove/witness.h"

#include <algorithm>

#include "base/check.h"

namespace lawful {

namespace {

// One value for a region of them: the one at its edge, where a reader sees the law's own number.
ValueSet one_of(const ValueSet& set) {
  if (!set.is_interval()) return set;
  const std::int64_t value = set.low() != ValueSet::kLowest ? set.low() : set.high();
  return ValueSet::of_interval(value, value);
}

Act act_in_model(const Law& law, const Encoding& encoding, ActKind kind, Date day) {
  Act act;
  act.kind = kind;
  act.at = Period{day, day};
  for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id)
    if (!encoding.atoms().of(id).empty())  // else no rule tells its values apart
      act.facts.push_back({id, one_of(encoding.atoms().in_model(id)), {}});
  return act;
}

// Tries to leave out `size` facts at a time; did any go?
bool drop(Witness& witness, std::size_t size, const Claim& claim) {
  bool dropped = false;
  for (std::size_t start = 0; start < witness.act.facts.size();) {
    Witness less = witness;
    std::vector<StatedFact>& facts = less.act.facts;
    const auto from = facts.begin() + static_cast<std::ptrdiff_t>(start);
    const auto count = std::min(size, facts.size() - start);
    facts.erase(from, from + static_cast<std::ptrdiff_t>(count));
    if (claim(less)) {
      witness = std::move(less);
      dropped = true;
    } else {
      start += size;
    }
  }
  return dropped;
}

}  // namespace

std::optional<Witness> witness_of(const Law& law, const Encoding& encoding, ActKind kind, Date day,
                                  Solver& solver, std::vector<Lit> lits) {
  const std::size_t wanted = lits.size();
  const Readings defaults = default_readings(law);
  for (std::size_t r = 0; r < defaults.size(); ++r) lits.push_back(encoding.choice(r, defaults[r]));
  while (!solver.solve(lits)) {
    // The defaults that stood in the way go, all at once.
    const auto first = lits.begin() + static_cast<std::ptrdiff_t>(wanted);
    const auto kept =
        std::remove_if(first, lits.end(), [&](Lit lit) { return solver.failed(lit); });
    if (kept == lits.end()) return std::nullopt;
    lits.erase(kept, lits.end());
  }
  Witness out{act_in_model(law, encoding, kind, day), defaults};
  for (std::size_t r = 0; r < defaults.size(); ++r)
    for (std::uint32_t choice = 0; choice < law.readings[r].choices.size(); ++choice)
      if (solver.value(encoding.choice(r, choice))) out.readings[r] = choice;
  return out;
}

Witness smallest(const Law& law, Witness witness, const Claim& claim) {
  CHECK(claim(witness));
  for (std::size_t size = (witness.act.facts.size() + 1) / 2; size > 1; size = (size + 1) / 2) {
    drop(witness, size, claim);
    if (size == 2) break;
  }
  while (drop(witness, 1, claim)) continue;
  for (std::size_t r = 0; r < witness.readings.size(); ++r) {
    Witness plain = witness;
    plain.readings[r] = law.readings[r].default_choice;
    if (claim(plain)) witness = std::move(plain);
  }
  return witness;
}

}  // namespace lawful
