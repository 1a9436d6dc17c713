#pragma once
// Files as the program writes them: whole or not at all.

#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

// Puts `bytes` where the file at `path` is, which keeps its mode; a link keeps pointing to it. They
// are written to a file beside it that then takes its name, so a reader finds the old bytes or the
// new ones, and a failure leaves the old. Errors: kInvalid, `path: …`, also for a file that nobody
// may write.
Result<void> replace_file(const std::string& path, std::string_view bytes);

// Puts `bytes` into a new file at `path`. A file that is there already stays as it is, and is an
// error unless it holds the same bytes. Errors: kInvalid, `path: …`.
Result<void> new_file(const std::string& path, std::string_view bytes);

}  // namespace lawful
