#pragma once
// The statements of one fence in the settled layout: docs/law-language.md#layout.
//
// Invariants
//   1. The result has the tokens and the comments of the fence, in their order: only blanks and
//      line ends differ. A comment behind a token stays behind it, one on its own line stays there.
//   2. Formatting the result changes nothing.

#include <string>
#include <string_view>
#include <vector>

#include "rules/lexer.h"
#include "rules/parse_markdown.h"

namespace lawful {

// Wider lines are broken where they may be; a text cannot be.
constexpr std::size_t kLineColumns = 120;

// A fence that parses. Its lines come back without their ends.
std::vector<std::string> format_fence(const Fence& fence);

// What a layout may not touch: each token as written and each comment, in their order.
std::vector<std::string_view> words_of(const Fence& fence);

}  // namespace lawful
