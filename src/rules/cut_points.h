#pragma once
// The numbers at which the law changes its mind about a count or a date on one day.
//
// Between two cut points no test and no implication in force tells values apart, so a region between
// them stands for each of its values. What reasons about facts by bits or by literals (compile/,
// prove/) needs no other numbers.

#include <cstdint>
#include <map>
#include <set>

#include "rules/law.h"

namespace lawful {

// The cut points of each count and date that has some: the test `at least c` matters.
using CutPoints = std::map<FactId, std::set<std::int64_t>>;
CutPoints cut_points(const Law& law, Date day);

}  // namespace lawful
