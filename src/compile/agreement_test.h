#pragma once
// Does a fast answer say what the reference says? For the tests of every evaluator.

#include <span>
#include <string>

#include "compile/compiled_law.h"
#include "gtest/gtest.h"
#include "rules/evaluation.h"

namespace lawful::testing {

// The verdict that `evaluation` amounts to, in the slots of `rules`.
inline Verdict verdict_of(const Evaluation& evaluation, std::span<const RuleSlot> rules,
                          std::vector<std::string>& beyond, const Law& law) {
  Verdict out{evaluation.outcome, evaluation.reached, RuleSet(rules.size()), RuleSet(rules.size()),
              RuleSet(rules.size())};
  for (const RuleResult& result : evaluation.rules) {
    RuleSet* set = result.status == Status::kViolated  ? &out.violated
                   : result.status == Status::kOpen    ? &out.open
                   : result.status == Status::kAssumed ? &out.assumed
                                                       : nullptr;
    if (set == nullptr) continue;
    bool found = false;
    for (std::size_t i = 0; i < rules.size() && !found; ++i) {
      if (rules[i].rule != result.rule) continue;
      set->insert(i);
      found = true;
    }
    if (!found) beyond.push_back(law.rules[result.rule].id);
  }
  return out;
}

inline std::string names(const Law& law, std::span<const RuleSlot> rules, const RuleSet& set) {
  std::string out;
  for (const std::uint32_t slot : set.slots()) out += " " + law.rules[rules[slot].rule].id;
  return out;
}

inline void expect_same(const Law& law, std::span<const RuleSlot> rules,
                        const Evaluation& reference, const Verdict& fast) {
  std::vector<std::string> beyond;
  const Verdict slow = verdict_of(reference, rules, beyond, law);
  EXPECT_TRUE(beyond.empty()) << "no slot for " << (beyond.empty() ? "" : beyond.front());
  EXPECT_STREQ(to_string(fast.outcome), to_string(slow.outcome));
  EXPECT_EQ(fast.reached, slow.reached);
  EXPECT_EQ(names(law, rules, fast.violated), names(law, rules, slow.violated));
  EXPECT_EQ(names(law, rules, fast.open), names(law, rules, slow.open));
  EXPECT_EQ(names(law, rules, fast.assumed), names(law, rules, slow.assumed));
}

}  // namespace lawful::testing
