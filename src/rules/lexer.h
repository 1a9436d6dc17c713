#pragma once
// Cuts the body of a fence into tokens.
//
//   word     letters, digits, `_`, `-`, and `.` between them: `consent.given`, `5.1.2`, `S-`
//   text     between straight quotes on one line; no escapes: inside, write “ ” or ‘ ’
//   symbol   <=> := => <= >= != .. = < > ( ) [ ] { } , ; :
//   #        a comment, to the end of the line
//
// Invariants
//   1. A token views the text of its file and knows its line and its column, in code points.
//   2. `first` marks a token that begins its line at the first column: there a statement begins.
//   3. The last token is kEnd, and it is `first`.

#include <string_view>
#include <vector>

#include "rules/load_messages.h"

namespace lawful {

enum class TokenKind { kWord, kText, kSymbol, kEnd };

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;  // kText: without its quotes.
  Site at;
  bool first = false;
};

// `body` is valid UTF-8 and free of control characters but tab and line break; `at` is its first
// character. Reports what is no token and goes on behind it.
std::vector<Token> lex(std::string_view body, Site at, Messages& messages);

}  // namespace lawful
