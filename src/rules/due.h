#pragma once
// What must be done and by when, told from the facts of one decided act: the due rules of the packs
// that speak to it, with their days reckoned on the calendar of working days.
//
// How a day is reckoned
//   A span of days or working days begins on the day after its event; one of months or years ends
//   on the day of the same number, or on the last of the month. A last day (`by`) that is no
//   working day moves on to the next one. These are the calendar's own rules (base/calendar.h),
//   which carries their source. Counted back, and for `keep` and `opens`, nothing moves. Hours and
//   minutes run from a moment that the facts do not tell: the day is that of the event.
//
// Invariants
//   1. A day that hangs on an unpublished year is marked, and is the earliest possible one where
//   the
//      span is counted forwards.
//   2. A day reckoned from a vague date is the earliest that the date allows, and is marked.

#include <optional>
#include <vector>

#include "base/calendar.h"
#include "rules/decision.h"

namespace lawful {

struct DueTime {
  Timing timing;
  std::optional<Date> date;  // none where the text gives none, or the day it runs from is unknown
  std::vector<int> missing;  // years whose notice of holidays would settle it: it is provisional
  bool vague = false;        // the day that it runs from is only known within bounds
};

struct DueItem {
  std::uint32_t rule = 0;
  Tri arises = Tri::kUnknown;
  Tri done = Tri::kUnknown;
  std::vector<DueTime> times;
  std::vector<FactId> because;  // known facts from which it arises
  std::vector<FactId> missing;  // while it may arise: what would settle it
  std::vector<FactId> undated;  // dates that it runs from and that are not known
};

// Those that arise first, by their day; then those that may. Errors: kInvalid where a day falls
// outside the calendar's years.
Result<std::vector<DueItem>> due_items(const Decision& decision, const Calendar& calendar);

// One rule by itself, whether it arises or not. The same errors.
Result<DueItem> due_item(const Decision& decision, const Calendar& calendar, std::uint32_t rule);

// The days of the timings of `schedule`.
Result<std::vector<DueTime>> due_times(const Decision& decision, const Calendar& calendar,
                                       const Schedule& schedule);

}  // namespace lawful
