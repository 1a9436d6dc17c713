#pragma once
// The other engines (bench/peers) on the rules of the law that they can say, in turns with ours.

#include "bench/report.h"
#include "compile/compiled_law.h"

namespace lawful::bench {

// Adds a figure for each engine that is installed, and says on standard output which is not.
void race_peers(Report& report, const CompiledLaw& law);

}  // namespace lawful::bench
