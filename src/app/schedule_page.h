#pragma once
// The part of a rule's page that says when something is due, or how long a route lasts: timings in
// words, what is handed in, when it is done, and what belongs to which route.

#include <string>

#include "app/condition_words.h"
#include "rules/law.h"

namespace lawful {

// `rule` has a schedule. Parameters have their newest value of the time in which it is in force.
std::string schedule_page(const Law& law, const Rule& rule, Lang lang, Depth depth);

// The day on which a page reads the parameters of `rule`: the last on which it is in force, so that
// they are the newest.
Date day_shown(const Rule& rule);

}  // namespace lawful
