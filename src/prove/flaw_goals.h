#pragma once
// What some act must do if the law is free of flaws: trigger each rule, be released by each
// exception, breach a rule without the exception releasing it, and so on. A goal that no completion
// reaches, on any day, for any kind and reading, is a flaw (flaws.h).

#include <vector>

#include "prove/encoding.h"
#include "rules/law.h"

namespace lawful {

enum class GoalSort {
  kInScope,        // rule: a scope; its pack speaks to the act
  kTriggered,      // rule: within its scope, its `when` is yes
  kReleases,       // rule: an exception whose `when` is yes; other: it releases this, triggered
  kReleasesUnmet,  // the same, and `other` is not met, and the exception releases
  kBites,          // `other` is triggered and not met, and the exception `rule` does not release it
  kBreached,       // rule is violated
  kBreachedAlone,  // rule is violated, `other` is not
};

struct Goal {
  GoalSort sort = GoalSort::kTriggered;
  std::uint32_t rule = 0;  // one version; of kBreached and kBreachedAlone any version of its group
  GroupId other = 0;
};

// Every goal of a law: rules in their order, and for each the goals in the order of GoalSort.
std::vector<Goal> goals_of(const Law& law);

// The goal as a literal of an encoding; false where it cannot be, as a rule is not in force. Adds
// clauses.
Lit goal_literal(const Law& law, const Goal& goal, Date day, Encoding& encoding, Solver& solver);

// What a group says that it overlaps, in any version.
std::vector<GroupId> said_to_overlap(const Law& law, GroupId group);

// Sorts of which `when` is read within the scope of the pack alone. The others are read before the
// scope is known, or wherever they are named.
bool is_read_in_scope(Sort sort);

}  // namespace lawful
