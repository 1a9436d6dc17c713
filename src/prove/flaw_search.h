#pragma once
// One walk over every day and kind of a law with a free encoding of each: which goals are reached,
// and what fails on one day alone.

#include <vector>

#include "prove/flaw_claims.h"
#include "prove/flaw_goals.h"
#include "prove/flaws.h"

namespace lawful {

struct Searched {
  std::vector<Goal> goals;
  std::vector<bool> reached;  // beside goals
  std::vector<Flaw> flaws;    // kImpossible, kGainsaid and kUnsatisfiable; in no order
};

Searched search(const Law& law, const std::vector<Date>& days, const Progress& progress);

// A pair of presumptions that can both apply and presume different values.
std::vector<Flaw> two_values(const Law& law, const Claims& claims, const std::vector<Date>& days);

// A witness of what `lits` asks for, on the first of `days` and kind where there is one. The kind
// handling comes first.
using Wanted = std::function<std::vector<Lit>(Date day, Encoding& encoding, Solver& solver)>;
std::optional<Witness> first_witness(const Law& law, const std::vector<Date>& days,
                                     const Wanted& wanted);

}  // namespace lawful
