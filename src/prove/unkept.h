#pragma once
// Rules that no act keeps all: for each pack whose every act is in breach of some rule that
// decides, the rules that cannot all be kept, and the act that breaches the fewest.

#include <vector>

#include "prove/flaw_claims.h"
#include "prove/flaws.h"

namespace lawful {

// A subset of `all` that cannot be true together, under `given`, and can as soon as any one of it
// is left out. In the order of `all`; `all` cannot be true together (CHECKed).
std::vector<Lit> unkept(std::vector<Lit> all, const std::vector<Lit>& given, Solver& solver);

// A flaw for each pack with acts of this kind in its scope, all of which are unlawful on this day.
// Left out: a pack under a law for which that is so too, and one that is among `told` for this
// kind.
std::vector<Flaw> unsatisfiable_packs(const Law& law, const Claims& claims, ActKind kind, Date day,
                                      Encoding& encoding, Solver& solver,
                                      const std::vector<Flaw>& told);

}  // namespace lawful
