#pragma once
// `lawful due` and `lawful route` for programs: docs/formats/due.md and route.md describe every
// member.

#include <string>

#include "rules/due.h"
#include "rules/routes.h"

namespace lawful {

// One line an act, without the newline.
std::string due_json(const Decision& decision, const std::vector<DueItem>& items);
std::string route_json(const Decision& decision, const Routes& routes);

}  // namespace lawful
