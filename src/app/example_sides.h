#pragma once
// Which side of a rule an example proves: that it can pass, or that it can fail.

#include <string_view>

#include "rules/law.h"

namespace lawful {

// `met`, `holds`, `applies` … and `violated`, `fails`, `not` …; `open` is neither.
bool is_passing(std::string_view status);
bool is_failing(std::string_view status);

// A define is proved by the rules that use it, a presumption by the rules that rest on it.
bool needs_examples(Sort sort);

}  // namespace lawful
