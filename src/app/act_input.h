#pragma once
// The acts that a command is given, and the question it asks of them: shared by every command that
// judges act files.

#include <vector>

#include "app/command.h"
#include "rules/act.h"
#include "rules/decision.h"

namespace lawful {

constexpr std::size_t kActFilesMax = 10'000;  // of one call

// `--at` and `--reading` of the call; today is Beijing's. Errors: kNotFound.
Result<Query> query_of(const Call& call, const Law& law, const Console& console);

// The acts of every file of the call, all of them checked: read, and free of contradictions. Each
// file that is wrong gets its message. Errors: kInvalid.
Result<std::vector<Act>> acts_of(const Call& call, const Law& law, const Query& query,
                                 Console& console);

// A draft never decides; who chose one must not take the answer for the law's.
void warn_of_drafts(const Law& law, const Call& call, Console& console);

// The flags that query_of reads.
const Flag& at_flag();
// The acts that `--act` of the call names; all of them without it. Errors: kNotFound.
Result<std::vector<Act>> named_acts(const Call& call, std::vector<Act> acts);
const Flag& act_flag();
const Flag& reading_flag();

}  // namespace lawful
