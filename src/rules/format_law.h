#pragma once
// The formatter of law files. It gives the fences `facts`, `law` and `examples` one settled layout
// (docs/law-language.md#layout); every other byte of the file stays.

#include <string>

#include "base/result.h"
#include "rules/load.h"

namespace lawful {

// The text of `file`, formatted. Errors: kInvalid for a file that does not parse, each message of
// the loader on a line of its own; kCorrupt where the result would not say what the file says,
// which is a fault of ours: better no layout than another law.
Result<std::string> format_law(const SourceFile& file);

}  // namespace lawful
