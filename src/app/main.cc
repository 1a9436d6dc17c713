// The composition root: the real streams, environment and clock.

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "app/hidden_line.h"
#include "base/clock.h"
#include "base/result.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  // A file that may not grow any further is an error of its write, and not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  const lawful::SystemClock clock;
  lawful::Console console{std::cin,
                          std::cout,
                          std::cerr,
                          clock,
                          [](const char* name) {
                            const char* value = std::getenv(name);
                            return std::string(value == nullptr ? "" : value);
                          },
                          isatty(STDOUT_FILENO) == 1,
                          isatty(STDERR_FILENO) == 1,
                          lawful::read_hidden_line};
  try {
    const int status =
        lawful::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), console);
    std::cout.flush();
    if (std::cout) return status;
    std::cerr << "lawful: standard output cannot be written\n";
  } catch (const std::exception&) {
    // Not its text: it may hold what was read.
    std::cerr << "lawful: the program failed; please report what you ran\n";
  }
  return lawful::exit_status(lawful::Exit::kInternal);
}
