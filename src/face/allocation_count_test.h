#pragma once
// How often this thread has allocated memory, for tests of what allocates none.

#include <cstddef>

namespace lawful::v1::testing {

std::size_t allocations();

}  // namespace lawful::v1::testing
