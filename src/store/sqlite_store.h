#pragma once
// A store in one SQLite file: a writer (sqlite_writer.h), and connections that read
// beside it.
//
// The file is known by its application id, "LWFL", before anything in it is changed:
// another program's database is refused as it stands. A path that leads to nothing,
// to an empty file or to an empty database holds no store yet.
//
// Errors: as store.h; kCorrupt for a file that is no SQLite database or another
// program's.
// Thread safety: as Store.

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "store/store.h"

namespace lawful {

// What tests and benchmarks choose otherwise.
struct SqliteSetup {
  // SQLite's name of a file system of files that are not the machine's: no lock file is
  // taken and no path resolved.
  const char* vfs = nullptr;
  std::size_t batch_max = kBatchMax;
  int cache_kib = 16 << 10;
};

Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path,
                                                 std::vector<const Schema*> schemas,
                                                 const StoreOptions& options,
                                                 const SqliteSetup& setup = {});

}  // namespace lawful
