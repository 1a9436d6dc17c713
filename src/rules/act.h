#pragma once
// One act to be judged, as its file states it.
//
// Invariants
//   1. Facts are stated once each, with the place in the file where they stand.
//   2. at.from <= at.to; both days belong to the period.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/document.h"
#include "base/position.h"
#include "base/result.h"
#include "rules/law.h"

namespace lawful {

struct StatedFact {
  FactId fact = 0;
  ValueSet value;
  Position at;
};

// What one of several joint actors states by itself; see rules/act_says.h.
struct Statement {
  std::string actor;
  std::vector<StatedFact> facts;  // in the order of their ids
};

struct Period {
  Date from{};
  Date to{};  // the last day
  bool operator==(const Period&) const = default;
};

struct Act {
  std::string name;
  ActKind kind = ActKind::kHandling;
  std::vector<std::string> actors;
  std::optional<Period> at;
  bool in_order = false;
  std::vector<StatedFact> facts;  // in the order of their ids; without act.kind and act.date
  std::vector<Statement> says;    // of joint actors, by label; `facts` has the sum
  std::vector<FactId> disputed;   // by id: the actors cannot all be right about it
  Position position;              // of its table
};

// Reads `2025-03-07`, `2025-03`, `2025`, `2021-06..2022-03`.
Result<Period> parse_period(std::string_view text);

// Every act of a file: `[common]` merged into each `[[act]]`, every name, type, unit and value
// checked. A file without `[[act]]` whose root holds facts is one act. Errors: kInvalid, message
// `file:line:column: …`, the first found; nothing is half-read. Limits: 10,000 acts a file.
Result<std::vector<Act>> read_acts(const Node& document, const Law& law);

// A count that begins again on 1 January says nothing about a period that goes on beyond it; the
// error, kInvalid at the place of the count, ends with `advice`.
Result<void> check_years(const Law& law, const Act& act, const Period& at, std::string_view advice);

}  // namespace lawful
