#pragma once
// The law of this repository, for tests of what must hold on it and not only on small laws.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/check.h"
#include "rules/load.h"

namespace lawful::testing {

inline Law shipped_law() {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator("law")) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().string(), {std::istreambuf_iterator<char>(in), {}}});
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  Loaded loaded = load_law(files, {});
  CHECK(loaded.ok());
  return std::move(loaded.law);
}

}  // namespace lawful::testing
