#pragma once
// What a status rests on: walks the trees of an evaluation and collects known facts, missing facts
// and open terms.

#include <set>

#include "rules/evaluation.h"
#include "rules/law.h"

namespace lawful {

struct Reasons {
  std::set<FactId> known;              // decided the value
  std::set<FactId> missing;            // unknown and still able to change the value
  std::set<std::uint32_t> exceptions;  // rules that release it
};

// Every fact that some operand of the rule tests, whether it decided anything or not.
std::set<FactId> facts_read(const Law& law, const RuleResult& result);
// The same of one expression, added to `out`.
void facts_read(const Law& law, const Step& step, std::set<FactId>& out);

// Of one rule, by its status: for violated, met and not triggered what decided it, for open what
// would settle it.
Reasons reasons_of(const Law& law, const RuleResult& result);

// Of one expression by itself: what decides it or keeps it unknown.
Reasons reasons_of(const Law& law, const Step& step);

// `missing` seen through the instruments: an open term that they serve is replaced by the facts on
// which that hangs, and stays beside them where they do not settle it.
std::set<FactId> through_instruments(const Law& law, const Facts& facts, const Readings& readings,
                                     const std::set<FactId>& missing);

// The readings without which the status might be another; empty when it stands under every choice.
std::set<std::uint32_t> deciding_readings(const Law& law, const RuleResult& result);

// Of the scopes of a pack: what decides them or keeps them unknown.
Reasons reasons_of(const Law& law, const PackScope& scope);

}  // namespace lawful
