#pragma once
// The published acts of tests/cases, for tests of what must hold on each of them.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/document.h"
#include "rules/act.h"

namespace lawful::testing {

// File by file, in the order of their names. `verdicts.toml` beside them holds no acts.
inline std::vector<Act> published_acts(const Law& law) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator("tests/cases"))
    if (entry.path().extension() == ".toml" && entry.path().stem() != "verdicts")
      paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<Act> out;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto document = read_document(text, path.string(), Format::kToml);
    CHECK(document.has_value());
    auto acts = read_acts(*document, law);
    CHECK(acts.has_value());
    std::ranges::move(*acts, std::back_inserter(out));
  }
  return out;
}

}  // namespace lawful::testing
