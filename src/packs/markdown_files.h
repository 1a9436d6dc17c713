#pragma once
// The files of a law as they stand in a folder. Those that are built in: embedded_law.h.

#include <string>
#include <vector>

#include "base/result.h"
#include "rules/load.h"

namespace lawful {

// The Markdown files below `path`, or the one that it is, in byte order of their paths. Errors:
// kInvalid for a path that is not there, cannot be read, or holds no Markdown file.
Result<std::vector<SourceFile>> markdown_files(const std::string& path);

}  // namespace lawful
