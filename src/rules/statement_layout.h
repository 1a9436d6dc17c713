#pragma once
// Where a statement breaks: how each of its tokens is joined to the one before it. What is laid
// down here is told in docs/law-language.md#layout.
//
//   condition notice_before [17.1]          the head
//     zh "…" en "…"                         a clause: 2
//     when a.b and (c.d or e.f)
//         and g.h                           what is too wide goes on 4 deeper
//
// It reads tokens, not the parse tree: a layout needs to know what a word stands for, not what it
// means, and so every comment stays between the two tokens where it was written. A new clause of
// the language is named in the table of the .cc; a word that is not there stays on the line before.

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "rules/lexer.h"
#include "rules/parse_markdown.h"

namespace lawful {

enum class Join {
  kTight,  // nothing between the two
  kSpace,  // on the same line
  kBreak,  // on the same line if what follows fits there, else on a new one
  kLine,   // on a new line
};

constexpr std::size_t kClauseIndent = 2;
constexpr std::size_t kFurtherIndent = 4;

// What breaks first where a clause is too wide: the outermost. Each bracket is kLevels deeper; a
// head breaks between its citations only where nothing else helps.
enum class Level { kImplies, kOr, kAnd, kList };
constexpr int kLevels = 4;
constexpr int kCitationLevel = std::numeric_limits<int>::max();

struct Slot {
  Token token;
  Join join = Join::kLine;
  std::size_t indent = 0;       // kLine: of the line that begins here
  bool under_language = false;  // the line begins under the `zh` or `en` of the line before
  std::size_t spaces = 1;       // between this token and the one before on the same line
  int level = 0;                // kBreak
};

// The tokens of one statement that parses, from its first on.
std::vector<Slot> lay_out(FenceKind fence, std::span<const Token> statement);

}  // namespace lawful
