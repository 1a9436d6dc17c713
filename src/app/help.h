#pragma once
// Help as text, written from the table of commands.

#include <string>

#include "app/command.h"

namespace lawful {

// The program: what it does and one line a command.
std::string overview(Lang lang);
// One command: usage, details, flags, examples.
std::string help_page(const Command& command, Lang lang);
// `command<TAB>flag` a line, in the order of the table; a command without flags of its own is a
// line without a flag.
std::string flag_list();

}  // namespace lawful
