#pragma once
// What the loaded instruments say of the terms that a law leaves open (docs/law-language.md,
// Semantics 11).
//
//   A serving rule whose `when` is yes makes its term yes. Where a settling rule is yes too, the
//   instruments say all there is: the term is no once every serving rule is no. Otherwise the term
//   stays as unknown as it was.
//
// Invariant: serving only narrows, so it ends, and its result does not depend on the order.

#include <vector>

#include "rules/evaluation.h"
#include "rules/facts.h"
#include "rules/law.h"

namespace lawful {

// The facts of an act under one choice of readings: stated, narrowed by every implication and by
// every rule that serves an open term, until nothing changes.
struct ServedFacts {
  Facts facts;
  std::vector<Served> served;  // term by term, each in the order of its rules
  Used used;
};
tl::expected<ServedFacts, Contradiction> serve(const Law& law, Facts facts,
                                               const Readings& readings);

// Serves once more what presumptions now let the instruments say. Presumed facts are not carried on
// by implications, and what the act states stands.
void serve_presumed(const Law& law, ServedFacts& facts, const Readings& readings);

// The serving rules of `term` in force on `day`; empty where nothing serves it.
std::vector<std::uint32_t> serving_rules(const Law& law, FactId term, Date day);
// Does a settling rule of `term`, whose `when` is not no, say that nothing else serves it?
bool is_settled(const Law& law, const Facts& facts, const Readings& readings, FactId term);

}  // namespace lawful
