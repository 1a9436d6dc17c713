#pragma once
// Expressions by recursive descent; the grammar stands in docs/law-language.md#expressions.

#include <optional>

#include "rules/parse_cursor.h"

namespace lawful {

// docs/law-language.md#limits; bounds every recursion over an expression.
constexpr int kExprDepthMax = 64;

// Both report what is wrong and then return nothing.
std::optional<ExprNode> parse_expr(Cursor& cursor);
// A test of one fact, perhaps with `not`: what an implication or an example is made of.
std::optional<ExprNode> parse_literal(Cursor& cursor);

}  // namespace lawful
