#pragma once
// The questions of an interview as people read them, in one language or in both.

#include <string>
#include <vector>

#include "app/interview.h"
#include "rules/law.h"

namespace lawful {

// The languages of an interview, Chinese first where there are two.
using Langs = std::vector<Lang>;

// A sentence in each language: on lines of its own, or side by side.
std::string lines_of(const Langs& langs, const std::string& indent, const Text& text);
std::string beside(const Langs& langs, const Text& text);

// The question, how many may follow, and its numbered choices. `number` counts from 1.
std::string question_page(const Law& law, const Question& question, std::size_t number,
                          const Langs& langs);

// The numbered choices of a one-of fact.
std::string choice_lines(const Fact& fact, const ValueSet& possible, const Langs& langs);

// What the fact means, what to judge it by, in whose hands it lies, and which rules hang on it on
// `day`.
std::string why_page(const Law& law, const Question& question, Date day, const Langs& langs);

// What one may type, whatever the question.
std::string keys_page(const Langs& langs);

// Withheld facts that could decide the answer, with who could say.
std::string deciding_page(const Law& law, const std::vector<FactId>& facts, const Langs& langs);

}  // namespace lawful
