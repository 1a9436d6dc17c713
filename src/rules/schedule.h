#pragma once
// When something is due, and how long a route lasts: what stands in `due` and `route` statements
// beside their `when`. Told from days among the facts; the calendar is not known here.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/text.h"
#include "rules/vocabulary.h"

namespace lawful {

// `10 working-days`, or a parameter of such a unit.
struct Span {
  std::int64_t number = 0;  // ignored when `param` is set
  std::string unit;         // `working-days`, `days`, `months`, `years`, `hours`, `minutes`
  std::optional<std::uint32_t> param;  // index into Law::params
};

enum class TimingKind {
  kPromptly,   // at once; the text gives no number
  kBeforeAct,  // before the act is done
  kBy,         // latest day
  kOpens,      // earliest day
  kKeep,       // must last until
  kEvery,      // again and again; the first falls one span after the day
  kYearly,     // every year on month and day
  kValid       // a route or what it brought ends
};
const char* to_string(TimingKind kind);  // the word of the language: `by`

struct Timing {
  TimingKind kind = TimingKind::kPromptly;
  std::optional<Span> span;  // none: on the day itself
  bool before = false;       // the span is counted back from the day
  std::optional<FactId>
      from;            // a date; none for kPromptly, kBeforeAct, kYearly, perhaps for kEvery
  unsigned month = 0;  // kYearly
  unsigned day = 0;
};

struct Schedule {
  std::vector<Timing> timings;         // of a due statement at least one
  std::optional<std::uint32_t> done;   // ExprId: it has been done
  std::vector<Text> documents;         // kRoute: what is handed in
  std::optional<std::uint32_t> route;  // GroupId: the route that a due statement belongs to
};

}  // namespace lawful
