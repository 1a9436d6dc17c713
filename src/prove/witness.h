#pragma once
// A case that shows something of a law: found by a solver, verified and made small by the reference
// interpreter.
//
// Invariants
//   1. The facts of a witness are single values, by id; its act has a day.
//   2. smallest() keeps what is claimed true, and no one fact can then be left out.

#include <functional>
#include <optional>
#include <vector>

#include "prove/encoding.h"
#include "prove/solver.h"
#include "rules/act.h"
#include "rules/evaluation.h"

namespace lawful {

struct Witness {
  Act act;
  Readings readings;

  Date day() const { return act.at->from; }
};

// A witness that makes all of `lits` true, with the default of every reading that the solver does
// not need otherwise; none where there is none. `encoding` is free, of this kind and day.
std::optional<Witness> witness_of(const Law& law, const Encoding& encoding, ActKind kind, Date day,
                                  Solver& solver, std::vector<Lit> lits);

// What must be so of a witness; asked many times.
using Claim = std::function<bool(const Witness&)>;

// Leaves out every fact that `claim`, which is so of `witness`, does not need, and takes the
// default of every reading that it does not need otherwise.
Witness smallest(const Law& law, Witness witness, const Claim& claim);

}  // namespace lawful
