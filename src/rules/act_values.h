#pragma once
// What one value of an act file says about one fact: the values that are still possible once it is
// believed. The forms stand in docs/law-language.md, Acts.
//
// Errors are kInvalid and read `file:line:column: …`. They name facts, units and the values that
// would be right, never what was written: it may be personal information.

#include <string>
#include <vector>

#include "base/document.h"
#include "base/result.h"
#include "rules/act.h"

namespace lawful {

// `file:line:column: message`.
tl::unexpected<Error> fail_at(const Position& at, const std::string& message);

// `a`, `b` and `c`, each in backticks.
std::string listed(const std::vector<std::string>& words);

// The value of a fact. A set that is not empty and lies within fact.all(); `"unknown"` is
// fact.all() itself.
Result<ValueSet> read_value(const Fact& fact, const Node& node);

// The members of an any-of fact that a list (`["face", "phone"]`: yes) or a table (`{ face = true
// }`) states, each with its place.
Result<std::vector<StatedFact>> read_members(const Vocabulary& vocabulary, const Family& family,
                                             const Node& node);

// Reads `at` of an act: a date, or text that parse_period reads.
Result<Period> read_period(const Node& node);

}  // namespace lawful
