#pragma once
// The file of a SQLite store and the lock beside it.
//
//   DATA.db        the rows; mode 0600, as are DATA.db-wal and DATA.db-shm
//   DATA.db.lock   empty; held with flock by the one process that writes
//
// The path is resolved first, so that two names of one file (a symbolic link) meet
// at one lock. The lock goes with the process, however it ends; the empty file stays.
//
// Errors
//   kInvalid      a path that cannot be one: empty, a zero byte, a folder
//   kNotFound     no such file (or, to make one, no such folder)
//   kConflict     another store holds the lock, in this process or another
//   kUnavailable  the folder may not be written
// Thread safety: free functions; a WriterLock is one owner's.

#include <string>

#include "base/result.h"

namespace lawful {

class WriterLock {
 public:
  static Result<WriterLock> take(const std::string& path);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

 private:
  explicit WriterLock(int file) : file_(file) {}

  int file_ = -1;
};

// The absolute path behind `path`; its folder must be there, the file need not.
Result<std::string> resolve_path(const std::string& path);

// Whether a file of at least one byte is there.
Result<bool> has_content(const std::string& path);

// Makes an empty file that its owner alone may read, and puts its name on disk. Does
// nothing where one is there.
Result<void> make_private_file(const std::string& path);

}  // namespace lawful
