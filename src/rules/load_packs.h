#pragma once
// Which file belongs to which pack, and what the front matter of its head says.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/parse_tree.h"

namespace lawful {

// Before any law: from here on what has no date of its own is in force.
constexpr Date kAlways{std::chrono::year{1}, std::chrono::month{1}, std::chrono::day{1}};

struct SourcePack {
  std::string law;
  std::string version;
  Text title;
  PackStatus status = PackStatus::kEnacted;
  DayInterval in_force{kAlways, std::nullopt};
  std::optional<Citation> in_force_by;
  std::vector<std::pair<Citation, Citation>> covers;
  Mark mark = Mark::kP;
  Word under;                            // the law that it implements; empty for none
  Site at;                               // of its head, or of its first file
  std::vector<const ParsedFile*> files;  // in the order of their names

  std::string name() const { return law + "@" + version; }
  bool decides() const {
    return status == PackStatus::kEnacted || status == PackStatus::kInstrument;
  }
};

// Groups `files`, which are in the order of their paths; packs `under` a law come last. A pack
// whose head is missing or wrong is reported and kept as far as it could be read, so that its rules
// are checked all the same.
std::vector<SourcePack> gather_packs(const std::vector<ParsedFile>& files, Messages& messages);

}  // namespace lawful
