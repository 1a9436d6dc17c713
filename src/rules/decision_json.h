#pragma once
// A decision for programs: schema 1, one object an act. docs/formats/decision.md describes every member.

#include "base/json.h"
#include "rules/decision.h"

namespace lawful {

// Members stand in the order of the document; write compactly for newline-delimited output.
boost::json::object to_json(const Decision& decision);

// One fact's possible values as an act file writes them: true, "business", 13, {"at_least":14}.
boost::json::value value_json(const Law& law, FactId fact, const ValueSet& set);

}  // namespace lawful
