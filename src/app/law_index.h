#pragma once
// Everything a law holds, for programs: packs, rules, readings, parameters, open terms. The pages
// docs/rules.md and docs/readings.md are written from it.

#include <string>

#include "rules/law.h"

namespace lawful {

// One JSON object, indented, ends with a newline.
std::string law_index(const Law& law);

}  // namespace lawful
