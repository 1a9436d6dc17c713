#pragma once
// The cures of an act for programs: docs/formats/cure.md describes every member. Include this
// header in .cc files only: it is heavy.

#include <string>

#include "app/act_cures.h"
#include "base/json.h"

namespace lawful {

// One line of `lawful cure --json`, without its newline.
std::string cure_json(const Decision& decision, const ActCure& cure);

// The members of a decision that speak of cures: `cures`, and where they apply `cures_more` and
// `no_cure`.
JsonObject cure_members(const Decision& decision, const ActCure& cure);

// A decision as JSON with its cures.
std::string decision_with_cures(const Decision& decision, ActCures& cures);

}  // namespace lawful
