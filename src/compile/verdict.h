#pragma once
// What a fast evaluator answers: the outcome and which rules are violated and open, without
// reasons. The reference (rules/decision.h) gives the reasons.

#include <cstdint>
#include <vector>

#include "rules/law.h"

namespace lawful {

// A set of rules of a compiled law: bit i for slot i, see CompiledLaw::rules().
class RuleSet {
 public:
  RuleSet() = default;
  explicit RuleSet(std::size_t slots) : words_((slots + 63) / 64) {}

  bool contains(std::size_t slot) const { return (words_[slot / 64] >> slot % 64 & 1) != 0; }
  void insert(std::size_t slot) { words_[slot / 64] |= std::uint64_t{1} << slot % 64; }
  std::size_t size() const;
  // The slots that are in the set, rising.
  std::vector<std::uint32_t> slots() const;

  std::vector<std::uint64_t>& words() { return words_; }
  const std::vector<std::uint64_t>& words() const { return words_; }

 private:
  std::vector<std::uint64_t> words_;
};

struct Verdict {
  Outcome outcome = Outcome::kUndetermined;
  bool reached = false;  // some rule that decides surely speaks to the act
  RuleSet violated;
  RuleSet open;     // what is assumed under `in-order` is not open
  RuleSet assumed;  // empty without `in-order`
};

}  // namespace lawful
