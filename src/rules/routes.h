#pragma once
// The ways that are open to an act, and where a count would change them: the route rules of the
// packs that speak to it, asked again for every band of every count that they read.

#include <vector>

#include "rules/due.h"

namespace lawful {

struct RouteItem {
  std::uint32_t rule = 0;
  Tri open = Tri::kUnknown;
  std::vector<FactId> because;  // known facts that open or close it
  std::vector<FactId> missing;  // while it may be open: what would settle it
  std::vector<DueTime> valid;
  std::vector<DueItem> dues;  // the due rules of this route, whether they arise already or not
};

// The counts from `low` to `high`, both in it, over which every route stays as it is.
struct Band {
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::vector<Tri> open;  // parallel to Routes::items
};

// One count, all else unchanged. At least two bands, in order, without gaps.
struct Turn {
  FactId count = 0;
  std::vector<Band> bands;
};

struct Routes {
  std::vector<RouteItem> items;  // in the order of the law; open ones first, then those that may be
  std::vector<Turn> turns;
};

// Errors: kInvalid where a day falls outside the calendar's years.
Result<Routes> routes_of(const Decision& decision, const Calendar& calendar);

}  // namespace lawful
