#pragma once
// Expressions: words become facts, values, parameters, groups and readings, and types and units are
// checked.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/link.h"

namespace lawful {

// What an expression stands in.
struct ExprContext {
  std::string_view law;          // a bare name is one of this law; empty in the vocabulary
  std::optional<GroupId> group;  // the rule; none in an implication or an example
  Sort sort = Sort::kCondition;  // of the rule
  DayInterval in_force;          // the days on which it is read
  bool unit_optional = false;    // in examples
};

// An expression that cannot be linked is reported and becomes unknown.
ExprId link_expr(Linking& linking, const ExprNode& node, const ExprContext& context);

// A test of one fact, perhaps under `not`. `negated` is left only where the complement of an
// interval would be needed.
std::optional<Literal> link_literal(Linking& linking, const ExprNode& node,
                                    const ExprContext& context);

// The id of the fact that `name` means, or a report. Does not count as reading it.
std::optional<FactId> link_fact(Linking& linking, const Word& name);

// The first day of `needed` that none of `given`, sorted by day and without gaps, contains.
std::optional<Date> first_day_without(const DayInterval& needed,
                                      const std::vector<DayInterval>& given);

}  // namespace lawful
