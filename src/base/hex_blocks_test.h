#pragma once
// For tests: the bytes that a page of docs/formats shows, so that the page is held to them.
//
//   std::map<std::string, std::string> shown = hex_blocks("docs/formats/evidence.md");
//   EXPECT_EQ(shown.at("entry"), bytes);
//
// A block begins with ```hex NAME and ends with ```; each line has hexadecimal digits with blanks
// between them as the author likes, and behind a # what they are. Blocks of other names do not
// count.
//
// Tests run in the source folder.

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "base/bytes.h"
#include "base/check.h"

namespace lawful {

inline std::map<std::string, std::string> hex_blocks(const std::filesystem::path& page) {
  const std::string mark = "```hex ";
  std::map<std::string, std::string> blocks;
  std::ifstream in(page);
  std::string name;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      name = line.starts_with(mark) ? line.substr(mark.size()) : "";
      continue;
    }
    if (name.empty()) continue;
    std::string digits;
    for (char c : line.substr(0, line.find('#'))) {
      if (c != ' ') digits += c;
    }
    const auto bytes = from_hex(digits);
    CHECK(bytes.has_value());
    blocks[name] += *bytes;
  }
  return blocks;
}

}  // namespace lawful
