#pragma once
// The facts that a table of an act file states: dotted keys, nested tables and any-of lists all
// lead to facts.
//
//   consent.given = false                  consent.given
//   consent = { given = false }            consent.given
//   notice.told = { purpose = true }       notice.told.purpose
//   information.kinds = ["face"]           information.kinds.face

#include <map>
#include <string>

#include "base/document.h"
#include "base/result.h"
#include "rules/act.h"

namespace lawful {

// By id. A fact stated as unknown is in it with all its values, so that a second statement of it is
// noticed.
using StatedFacts = std::map<FactId, StatedFact>;

// Adds what `entry` states, whose key with the tables around it is `name`. Errors: kInvalid,
// `file:line:column: …`; a fact that `facts` holds already is one.
Result<void> read_facts(const Law& law, const std::string& name, const Entry& entry,
                        StatedFacts& facts);

// `common` overlaid with `own`. Errors: kInvalid for a fact that both state, but differently.
Result<StatedFacts> merge_facts(const Law& law, const StatedFacts& common, StatedFacts own);

}  // namespace lawful
