#pragma once
// A place in an input file, for messages a person can act on.
//
//   to_string({"a.toml", 3, 7}) == "a.toml:3:7"
//   to_string({"a.toml"})       == "a.toml"      (the whole file)
//
// Lines and columns count from 1; a column counts code points, as editors do.

#include <string>

namespace lawful {

struct Position {
  std::string file;
  int line = 0;  // 0: the whole file.
  int column = 0;

  bool operator==(const Position&) const = default;
};

inline std::string to_string(const Position& at) {
  if (at.line == 0) return at.file;
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

}  // namespace lawful
