#pragma once
// The tree of why, for people: each line one operand with its mark (✓ yes, ✗ no, ? unknown).

#include <string>

#include "rules/evaluation.h"

namespace lawful {

// One expression and everything below it, two spaces a level from `depth` on.
std::string step_text(const Law& law, const Facts& facts, const Step& step, Lang lang, int depth);

// A whole rule: when it applies, what it requires, the grounds of an entitlement, and its
// exceptions.
std::string result_text(const Law& law, const Facts& facts, const RuleResult& result, Lang lang,
                        int depth);

}  // namespace lawful
