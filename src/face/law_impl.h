#pragma once
// A loaded law with the lists that the interface shows of it.

#include <vector>

#include "face/words.h"
#include "rules/load.h"

namespace lawful::v1 {

struct LawImpl {
  lawful::Law law;
  std::vector<Diagnostic> warnings;
  std::vector<PackInfo> packs;
  std::vector<Option> kinds;
  std::vector<FactInfo> facts;
  std::vector<RuleInfo> rules;
  std::vector<Text> citations;  // in words, of each rule
  std::vector<ReadingInfo> readings;
};

// Fills the lists from `impl.law`, into whose texts they point: `impl` must stay where it is.
void fill_lists(LawImpl& impl);

Diagnostic face_diagnostic(const lawful::Diagnostic& diagnostic);

}  // namespace lawful::v1
