#pragma once
// What joint actors state each for themselves (`says`), and what remains of it when they disagree.
//
//   actor.label = ["shop", "platform"]
//   [act.says.shop]                      consent.given: both say it, but differently: disputed, and
//   consent.given = true                 either may be so
//   [act.says.platform]                  notice.given: one says it, nobody denies it: stated
//   consent.given = false
//   notice.given = true
//
// Who disagrees proves nothing: a disputed fact keeps every value that one of them gives, so it is
// as good as unknown between these. Statements that can be true together are all believed.

#include <string>
#include <vector>

#include "rules/act_facts.h"

namespace lawful {

// One actor's table as written.
struct WrittenStatement {
  std::string actor;
  Position at;
  StatedFacts facts;
};

// Reads the table `says`. Errors: kInvalid, `file:line:column: …`.
Result<std::vector<WrittenStatement>> read_says(const Law& law, const Entry& entry);

// Adds to `facts` what the statements leave possible, and returns the disputed facts, by id.
// Errors: kInvalid for a speaker whom `actors` does not list, fewer than two actors, or a fact that
// `facts` states for all of them already.
Result<std::vector<FactId>> merge_says(const Law& law, const std::vector<std::string>& actors,
                                       const std::vector<WrittenStatement>& says,
                                       StatedFacts& facts);

}  // namespace lawful
