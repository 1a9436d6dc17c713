#pragma once
// Files that are there whole or not at all: what is read after a crash is the old
// content or the new one.
//
//   TRY_VOID(write_whole_file(path, bytes));
//   TRY(std::string bytes, read_whole_file(path, kCheckpointMax));
//
// Written beside its place (`path.new`), synced, moved, and the folder synced. Missing folders
// are made. Mode 0644 less the process's mask: nothing secret is written with this.
//
// Errors: kUnavailable, naming the file and what the system says; read: kNotFound where there is
// none, kInvalid where it is longer than the limit.
// Thread safety: free functions; one writer a path.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

[[nodiscard]] Result<void> write_whole_file(const std::filesystem::path& path,
                                            std::string_view bytes);
[[nodiscard]] Result<std::string> read_whole_file(const std::filesystem::path& path,
                                                  std::size_t max);

}  // namespace lawful
