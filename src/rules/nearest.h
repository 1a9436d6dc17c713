#pragma once
// The name an author most likely meant: the nearest by edits, for `did you mean`.
//
//   nearest("consent.gven", names) == "consent.given"
//
// An edit inserts, deletes or replaces a byte, or swaps two neighbours.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lawful {

std::size_t edit_distance(std::string_view a, std::string_view b);

// The name with the fewest edits, the first of several; empty when each one is
// more than a third of `word` away, since a wild guess misleads.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

}  // namespace lawful
