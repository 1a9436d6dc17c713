#pragma once
// How far long work has come, on one line of a terminal's standard error; nothing where that is no
// terminal.

#include <chrono>
#include <cstdint>
#include <string>

#include "app/console.h"

namespace lawful {

class Progress {
 public:
  Progress(Console& console, std::string what) : console_(console), what_(std::move(what)) {}

  // Redraws the line, at most ten times a second. `of` 0: nobody knows how much there is.
  void show(std::uint64_t done, std::uint64_t of);
  // Takes the line away.
  void end();

 private:
  Console& console_;
  std::string what_;
  std::chrono::steady_clock::time_point last_{};
  bool shown_ = false;
};

}  // namespace lawful
