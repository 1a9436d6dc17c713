#pragma once
// Finds the provision that a person names on the command line.

#include <string>

#include "base/result.h"
#include "rules/law.h"

namespace lawful {

// Does `text` look like a provision: `13`, `13(2)`, `pipl:13.1`, `Article 13`, `第十三条`?
bool looks_like_provision(const std::string& text);

// The provision itself; where `text` names no law, of the first loaded pack. Errors: kInvalid for
// one that cannot be read or does not exist, with what the law has instead.
Result<Provision> find_place(const Law& law, const std::string& text);

}  // namespace lawful
