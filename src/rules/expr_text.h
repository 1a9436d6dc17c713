#pragma once
// Expressions and facts in words, for people: the pages of the law, explanations of rules,
// explained decisions.

#include <string>

#include "rules/law.h"

namespace lawful {

// `individual.age < 14 years and not (consent.given or …)`: the expression as a pack writes it,
// parentheses where needed. Defines, grounds and parameters are shown by name.
std::string expr_source(const Law& law, ExprId id);

// `1,000,000`
std::string number_text(std::int64_t number);

// One value set of a fact in words: `yes`, `a company or other business`, `at least 14 years`,
// `2021-11-01 or later`.
std::string value_text(const Law& law, FactId fact, const ValueSet& set, Lang lang);
// The same as a pack or an act file writes it: `yes`, `business`, `>= 14 years`.
std::string value_source(const Law& law, FactId fact, const ValueSet& set);

// A unit as it stands behind a number: ` years`, `周岁（年）`.
std::string unit_word(const std::string& unit, Lang lang);

// A fact with its value as question and answer: `Did the individual agree to this handling? no`.
std::string fact_text(const Law& law, FactId fact, const ValueSet& set, Lang lang);

}  // namespace lawful
