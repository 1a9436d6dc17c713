#pragma once
// Mistakes of a law that show only when all acts are thought of at once: docs/law-language.md,
// "What a solver finds". Each comes with a witness, a case that `decide` judges as the flaw says.
//
// Every flaw holds for all days, kinds and readings, or is shown on one of them. Days are the first
// of the law and those on which something that it reads changes (proof_days); between two of them
// no rule can tell one day from another.
//
// Invariants
//   1. No witness is given that the reference interpreter does not confirm (flaw_claims.h).
//   2. One mistake, one flaw: what is bound to fail because something else does is not told.
//   3. The same law gives the same flaws in the same order: by the rule at fault, packs last.

#include <functional>
#include <vector>

#include "prove/witness.h"
#include "rules/law.h"

namespace lawful {

enum class FlawSort {
  kImpossible,      // no act at all: implications contradict one another whatever the facts
  kNeverInScope,    // rules: a scope that keeps every act out
  kNeverTriggered,  // rules: one that no act within its scope triggers
  kNeverReleases,   // rules: an exception; groups: what it never releases
  kAlwaysReleases,  // rules: an exception; groups: what nobody can breach because of it
  kRedundant,       // groups: the one that is redundant, the one that is breached whenever it is
  kNoOverlap,       // groups: one that says that it overlaps the other, and does not
  kTwoValues,       // rules: two presumptions of one fact
  kGainsaid,        // rules: one that serves or settles a term; implications: the one against it
  kUnsatisfiable,   // groups: rules that no act in the scope of `pack` keeps all
};

struct Flaw {
  FlawSort sort = FlawSort::kNeverTriggered;
  std::vector<std::uint32_t> rules;
  std::vector<GroupId> groups;
  std::vector<std::size_t> implications;
  std::uint32_t pack = 0;
  std::vector<ActKind> kinds;  // kImpossible and kUnsatisfiable: for which it is so
  Witness witness;
  std::vector<FactId> refused;    // these facts of the witness contradict one another
  std::vector<GroupId> breached;  // kUnsatisfiable: the fewest that an act can breach
};

// Called with what is done, of how much: days times kinds.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

std::vector<Flaw> find_flaws(const Law& law, const Progress& progress);

// The first day of the law, and each later one on which a pack, rule, implication or parameter
// begins or ends, or a test of the day of the act changes its answer.
std::vector<Date> proof_days(const Law& law);

}  // namespace lawful
