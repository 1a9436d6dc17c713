#pragma once
// Files as the program meets them: missing, unreadable, a folder, too large, or a stream without
// end.

#include <string>

#include "app/console.h"
#include "base/document.h"
#include "base/result.h"

namespace lawful {

// The bytes of the file at `path`, or of standard input for `-`. Errors: kInvalid, `path: …`.
Result<std::string> read_bytes(const std::string& path, Console& console);

// By the extension of `path`; where that says neither, JSON when the first byte that is not blank
// is a brace.
Format format_of(const std::string& path, const std::string& bytes);

// How messages name the file: its path, or `stdin`.
std::string shown_path(const std::string& path);

}  // namespace lawful
