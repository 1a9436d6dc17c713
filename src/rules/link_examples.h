#pragma once
// Which statuses an example of a rule may have, and which of them show that the rule can pass or
// can fail.

#include <string>
#include <string_view>
#include <vector>

#include "rules/law.h"

namespace lawful {

struct StatusWords {
  std::vector<std::string_view> passing;
  std::vector<std::string_view> failing;
  std::vector<std::string_view> others;
};

// Empty for sorts that have no examples of their own.
StatusWords status_words(Sort sort);

}  // namespace lawful
