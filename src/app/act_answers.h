#pragma once
// The run of a command that decides every act of its files and answers with days of the calendar:
// `lawful due` and `lawful route`.

#include <functional>
#include <string>

#include "app/command.h"
#include "base/calendar.h"
#include "rules/decision.h"

namespace lawful {

// One act's answer: a page, or with `--json` a line without its newline.
using ActAnswer = std::function<Result<std::string>(const Decision&, const Calendar&)>;

// Reads law, calendar and acts, decides each, and prints the answers; where anything is wrong it
// prints that instead. Returns the exit status, 0 when every answer was printed.
int answer_acts(const Call& call, Console& console, const ActAnswer& answer);

}  // namespace lawful
