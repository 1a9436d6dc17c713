#pragma once
// What changes on which day: the packs of a law that begin and end, and what changes inside one of
// them: versions of rules and terms, values of parameters, implications.
//
// A rule that begins or ends with its pack is no change of its own; a value is one whenever it
// differs from the value before. An end is half-open: on that day it is no longer so.

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/law.h"

namespace lawful {

enum class ChangeKind {
  kPackBegins,
  kPackEnds,
  kValueBegins,
  kValueChanges,
  kValueEnds,
  kRuleBegins,
  kRuleChanges,  // another version takes its place
  kRuleEnds,
  kImplicationBegins,
  kImplicationEnds
};
const char* to_string(ChangeKind kind);  // `pack-begins`

struct LawChange {
  ChangeKind kind = ChangeKind::kPackBegins;
  std::uint32_t index = 0;  // into packs, params, rules or implications; of rules the version that
                            // begins, or that ends
  std::optional<std::int64_t> before;  // of a parameter
  std::optional<std::int64_t> after;
};

struct ChangeDay {
  Date day{};
  std::vector<LawChange> changes;  // by kind, then in the order of the law; not empty
};

// Every day of change, in order.
std::vector<ChangeDay> changes_of(const Law& law);

}  // namespace lawful
