#pragma once
// What the law's rules read, as pages for people: facts, readings, parameters, open terms.

#include <string>

#include "rules/law.h"

namespace lawful {

// One fact: meaning, question, values, in whose hands it lies, what follows from what, and the
// rules that read it.
std::string fact_page(const Law& law, FactId fact, Lang lang);
std::string family_page(const Law& law, const Family& family, Lang lang);
std::string reading_page(const Law& law, std::uint32_t reading, Lang lang);
std::string param_page(const Law& law, std::uint32_t param, Lang lang);
std::string open_term_page(const Law& law, const OpenTerm& term, Lang lang);

// In whose hands a fact lies: `the handler`.
const Text& control_words(Control control);
// What a judgement goes by.
std::string evaluative_words(const Fact& fact, Lang lang);
// `individual.under_14 => not consent.given`: an implication as a pack writes it.
std::string implication_source(const Law& law, const Implication& implication);
// A value of a parameter with its unit in words.
std::string param_value_words(const Law& law, std::uint32_t param, std::int64_t value, Lang lang);

// Every fact in short, grouped by the first part of its name.
std::string vocabulary_page(const Law& law, Lang lang);

}  // namespace lawful
