#pragma once
// A decision for people, short, in Chinese or English.

#include <string>

#include "rules/decision.h"

namespace lawful {

// `explain` adds the tree of why to each violated or open finding. Plain text, UTF-8, ends with a
// newline.
std::string to_text(const Decision& decision, Lang lang, bool explain);

// One line: outcome, name, kind, date, violated and open provisions. For tables over many acts.
std::string to_line(const Decision& decision, Lang lang);

}  // namespace lawful
