#pragma once
// `lawful route` as a page: the ways that are open, what they need and how long they last, and
// where a count would change them.

#include <string>

#include "rules/routes.h"

namespace lawful {

std::string route_page(const Decision& decision, const Routes& routes, Lang lang);

}  // namespace lawful
