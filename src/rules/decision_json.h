#pragma once
// A decision for programs: schema 1, one object an act, on one line. docs/formats/decision.md
// describes every member. Include this header in .cc files only: it is heavy.

#include <string>

#include "base/json.h"
#include "rules/decision.h"

namespace lawful {

// One line of JSON without the newline. Members stand in the order of the document; equal decisions
// give equal bytes. `cures` are the members that speak of cures, which the caller works out; an
// empty list where it does not.
std::string to_json(const Decision& decision, const JsonObject& cures = {{"cures", JsonArray{}}});

// One fact's possible values as an act file writes them: true, "business", 13, {"at_least":14}.
JsonValue value_json(const Law& law, FactId id, const ValueSet& set);

// The SHA-256, in hex, of what a decision is a function of: act, packs, vocabulary, readings and
// period.
std::string decision_id(const Decision& decision);

}  // namespace lawful
