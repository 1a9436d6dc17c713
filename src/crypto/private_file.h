#pragma once
// Files that hold secrets: read only if nobody else could have, written whole or
// not at all.
//
//   TRY(std::string bytes, read_private_file(path, kMax));
//   TRY_VOID(replace_private_file(path, bytes, next));
//
// A private file is a regular file of mode 0600 or less; no link is followed to it.
// It is written to a new file, path.new, in the same folder, which is then synced
// and takes its place, after which the folder is synced; so a crash leaves the old
// bytes or the new ones. What a crash left at path.new is removed by the next
// writer. The new file keeps the owner of the old.
//
// Writers exclude each other by a lock on the folder (flock), which ends with the
// process; readers need none.
//
// Errors
//   kNotFound     there is no such file
//   kInvalid      a link or no regular file; longer than its limit; others may read
//                 it, with what to do; to be made and there already
//   kConflict     another process is writing in the folder; or, in replacing, the
//                 file no longer holds the bytes that were read
//   kUnavailable  the system refuses: permissions, no space
// Each begins with the path.
//
// Thread safety: free functions. Two threads exclude each other as processes do.

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace lawful {

[[nodiscard]] Result<std::string> read_private_file(const std::string& path, std::size_t size_max);
[[nodiscard]] Result<void> create_private_file(const std::string& path, std::string_view bytes);
[[nodiscard]] Result<void> replace_private_file(const std::string& path, std::string_view old_bytes,
                                                std::string_view new_bytes);

// A file that holds one secret and that others provide: a passphrase, a credential.
// It may be a link or a pipe, and a service's group may read it, as systemd has it;
// everybody may not.
[[nodiscard]] Result<SecretBytes> read_secret_file(const std::string& path, std::size_t size_max);

}  // namespace lawful
