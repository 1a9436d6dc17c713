#pragma once
// Everything a law holds, for programs: packs, rules, readings, parameters, open terms, and the
// numbers that it tests with the examples on their edges. The pages docs/rules.md,
// docs/readings.md and docs/law-in-force.md are written from it.

#include <string>

#include "rules/law.h"

namespace lawful {

// One JSON object, indented, ends with a newline.
std::string law_index(const Law& law);

}  // namespace lawful
