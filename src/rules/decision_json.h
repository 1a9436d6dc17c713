#pragma once
// A decision for programs: schema 1, one object an act, on one line. docs/formats/decision.md
// describes every member.

#include <string>

#include "rules/decision.h"

namespace lawful {

// One line of JSON without the newline. Members stand in the order of the document; equal decisions
// give equal bytes.
std::string to_json(const Decision& decision);

// The SHA-256, in hex, of what a decision is a function of: act, packs, vocabulary, readings and
// period.
std::string decision_id(const Decision& decision);

}  // namespace lawful
