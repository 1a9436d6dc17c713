#pragma once
// The expressions of rules as nested lists in plain words, for people who do not read the law
// language.
//
//   Applies where: all of these
//     - What is done? handling, transfer or disclosure  (kind in {handling, transfer, disclosure})
//     - Did the individual agree to this handling? no  (not consent.given)

#include <set>
#include <string>

#include "rules/law.h"

namespace lawful {

// What a list shows of the defines and grounds that it names.
enum class Depth {
  kNames,   // Their gist and id.
  kBodies,  // Their conditions too, below the first mention.
};

// `title` and the list below it: lines of two spaces a level from `level` on, each ending in a
// newline. A list of the whole expression is named beside the title.
std::string condition_words(const Law& law, const std::string& title, ExprId expr, Lang lang,
                            int level, Depth depth);

// What an expression reads by itself, not through the defines it names.
struct Reads {
  std::set<FactId> facts;
  std::set<std::uint32_t> params;
  std::set<std::uint32_t> readings;
  std::set<GroupId> groups;  // defines, grounds and rules
};
void collect_reads(const Law& law, ExprId expr, Reads& reads);
// Does the rule have a `then`, beside its `when`?
bool has_requirement(const Rule& rule);
// The same for a rule: its `when` and its `then`, or its schedule.
Reads reads_of(const Law& law, const Rule& rule);

// The newest version of a group.
const Rule& newest(const Law& law, GroupId group);

// `from 2021-11-01`, `2021-11-01 until before 2024-01-01`.
std::string interval_words(const DayInterval& interval, Lang lang);

}  // namespace lawful
