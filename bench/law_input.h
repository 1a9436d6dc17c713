#pragma once
// What bench_law decides: the law built in, the published cases, random acts of which everything is
// known, and a declared activity as a shop would have it. Random input is made from a seed and says
// so; no line of it is about anybody.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "compile/compiled_law.h"
#include "compile/residue.h"
#include "rules/act.h"

namespace lawful::bench {

// The packs built into the program, read and checked.
Law built_in_law();

// Every act of tests/cases, with the day on which it is decided: its last, or 2021-11-01 where it
// is older than the law. Empty where the folder is not there: run from the root of the repository.
struct DatedAct {
  Act act;
  Date day;
};
std::vector<DatedAct> published_acts(const Law& law);

// Facts of `kind` drawn at random until each fact that can still be told has a value: no fact is
// unknown but terms that the law leaves open.
PreparedFacts everything_known(const CompiledLaw& law, ActKind kind, std::mt19937_64& random);

// Marketing of a shop by telephone, with what differs from customer to customer: consent given,
// withdrawn, of whom. Declared in twelve lines; the rest is unknown and taken to be in order.
Activity shop_activity(const Law& law);
// The same with everything declared that can be without settling what differs: values under which
// it is lawful, made up by a solver.
Activity full_shop_activity(const CompiledLaw& law);

}  // namespace lawful::bench
