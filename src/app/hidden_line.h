#pragma once
// A line that a person types at the terminal and nobody sees.
//
// Echo is off while it is typed, and on again afterwards, also where a signal ends the program in
// between. The terminal is /dev/tty, whatever standard input and output are.

#include <optional>
#include <string>

namespace lawful {

// The line without its end; nothing where there is no terminal, or the line is longer than 1024
// bytes or ends before its end. The string keeps its first buffer, so that wiping it wipes all.
std::optional<std::string> read_hidden_line(const std::string& prompt);

}  // namespace lawful
