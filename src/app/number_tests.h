#pragma once
// Every number that a law tests, and the examples on its edges: one below, at it, one above. A
// threshold is where a rule is misread most easily, so each should be proved on both sides.
//
// A number is a value of a parameter or a literal; a parameter that changes is several. An example
// proves it when it states the fact exactly so, on a day on which the value holds, and its rule
// reaches the test: through terms, grounds, exceptions, implications or rules that serve a term.
// Dates are no numbers here.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/law.h"

namespace lawful {

struct EdgeExample {
  std::uint32_t example = 0;  // into Law::examples
  std::int64_t value = 0;     // number - 1, number or number + 1
};

struct NumberTest {
  FactId fact = 0;
  std::optional<std::uint32_t> param;  // none: a literal
  std::int64_t number = 0;
  std::optional<DayInterval> in_force;  // of the parameter's value
  std::vector<GroupId> groups;          // that test it themselves; none where an implication does
  std::vector<Provision> cites;         // of those, or of the implication; each once
  std::vector<EdgeExample> examples;
};

// By fact, parameter and number.
std::vector<NumberTest> number_tests(const Law& law);

}  // namespace lawful
