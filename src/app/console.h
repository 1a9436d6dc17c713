#pragma once
// What a command needs of the world outside: streams, environment, clock. main.cc makes the real
// one, tests make theirs.

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "base/clock.h"

namespace lawful {

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const Clock& clock;
  // An environment variable; empty where it is not set.
  std::function<std::string(const char* name)> variable;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  // A line typed at the terminal without echo, or nothing (app/hidden_line.h). Unset: no terminal.
  std::function<std::optional<std::string>(const std::string& prompt)> hidden_line = nullptr;
};

}  // namespace lawful
