#pragma once
// What became of each paragraph of a law: encoded by which rules, excused for which reason, only
// its text held, or not even that; and whether the examples prove both sides of each rule and of
// each exception.

#include <map>
#include <string>
#include <vector>

#include "rules/law.h"

namespace lawful {

struct CoveredRule {
  GroupId group = 0;
  std::size_t passing = 0;  // examples
  std::size_t failing = 0;
};

// kTextOnly has only its hash; kTextUnavailable not even that. A paragraph that is encoded or
// excused may be without its text too: Paragraph::sha256 is empty.
enum class LawCoverage { kEncoded, kExcused, kTextOnly, kTextUnavailable };
const char* to_string(LawCoverage coverage);  // `text-only`

struct ParagraphCoverage {
  const Paragraph* paragraph = nullptr;
  std::uint32_t pack = 0;
  LawCoverage coverage = LawCoverage::kTextOnly;
  std::vector<CoveredRule> rules;  // that cite it, without defines and presumptions
  std::vector<std::string>
      others;  // ids of defines, presumptions, readings, parameters, open terms that cite it
  bool implied = false;  // an implication cites it
};

// Every paragraph of every pack, in the order of the law.
std::vector<ParagraphCoverage> coverage_of(const Law& law);

// Rules and exceptions without an example on one of their sides.
std::size_t unproved(const std::vector<ParagraphCoverage>& coverage);

}  // namespace lawful
