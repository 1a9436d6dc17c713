#pragma once
// The timeline of a law as a page for people and as JSON: what begins, ends and changes on which
// day, what is in force on one day, and, apart, the drafts that decide nothing.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "rules/law.h"

namespace lawful {

// A draft or a proposal, loaded in the place of its law, or why it could not be.
struct TimelineDraft {
  std::string name;  // `pipl@draft-2020`
  Result<Law> law;
};

// With `at`: what is in force on that day, and the changes around it. Else every day of change.
std::string timeline_page(const Law& law, const std::vector<TimelineDraft>& drafts,
                          std::optional<Date> at, Lang lang);
std::string timeline_json(const Law& law, const std::vector<TimelineDraft>& drafts,
                          std::optional<Date> at);

}  // namespace lawful
