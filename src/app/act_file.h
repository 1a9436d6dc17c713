#pragma once
// An act as the file that `decide` reads.

#include <string>
#include <vector>

#include "rules/act.h"

namespace lawful {

// TOML that reads back as `act`: the same name, kind, actors, day and facts, so that the decision
// is the same, byte for byte. Each fact stands below its question in `lang`. `unknown` lists facts
// that nobody could say; the file says so, or, for counts and dates, leaves them out with a
// comment.
std::string act_toml(const Law& law, const Act& act, const std::vector<FactId>& unknown, Lang lang);

}  // namespace lawful
