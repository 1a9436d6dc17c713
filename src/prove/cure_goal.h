#pragma once
// What a cure is after, as literals: that no rule that decides is breached, and that what must be
// known for a lawful act is surely known.

#include <optional>
#include <vector>

#include "prove/encoding.h"
#include "prove/known.h"

namespace lawful {

struct CureGoal {
  enum class Kind {
    kScope,    // the act is surely in scope
    kReached,  // some rule that decides surely speaks to it
    kRule      // this rule is not violated, and an entitlement is surely held where it is needed
  };
  Kind kind = Kind::kRule;
  std::uint32_t rule = 0;
  std::vector<Lit> lits;  // all of them
};

// Scope and reach first, then the rules in the order of the law.
std::vector<CureGoal> goals_of(const Law& law, ActKind kind, Date day, const Encoding& encoding,
                               Known& known, Solver& solver);

}  // namespace lawful
