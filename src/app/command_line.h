#pragma once
// From the words of a command line to a Call, and from there to the command. The only file that
// includes CLI11.

#include <string>
#include <vector>

#include "app/command.h"

namespace lawful {

// `--lang`, else LAWFUL_LANG, else the first of LC_ALL, LC_MESSAGES and LANG that is set.
Lang choose_lang(const Console& console);

// Runs the program: `words` without the program's name. Returns the exit status.
int run(const std::vector<std::string>& words, Console& console);

}  // namespace lawful
