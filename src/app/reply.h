#pragma once
// What a person types in reply to a question, and what it means. Nothing typed is ever repeated: it
// may be personal information.

#include <string>
#include <string_view>
#include <vector>

#include "rules/law.h"

namespace lawful {

enum class ReplyKind { kValue, kUnknown, kHelp, kBack, kQuit, kBad };

struct Reply {
  ReplyKind kind = ReplyKind::kBad;
  ValueSet value;       // kValue; not empty
  std::string problem;  // kBad: what is wrong and what would be right
};

// The values of a one-of fact among `possible`, in the order in which they are numbered from 1.
std::vector<std::size_t> choices(const Fact& fact, const ValueSet& possible);

//   yes-no   y n yes no 是 否
//   one-of   the number of a choice, the name of a value, its label in either language
//   count    `13`, `>= 14`, `< 1_000`, with or without the unit
//   date     `2024-05-01`, a month, a year, a period; `>=` or `<=` before it
//   any      ? (nobody can say)  h (what does it mean)  b (back)  q (quit), and their words
Reply read_reply(const Fact& fact, const ValueSet& possible, std::string_view line);

}  // namespace lawful
