#pragma once
// Connections that read, opened when first needed and handed to one caller at a time.
//
// Errors: those of opening and of what is done with the connection. One that failed
// of the disk or the file, or whose transaction would not end, is closed.
// Thread safety: with from any thread; it waits while all are taken.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/sqlite_connection.h"

namespace lawful {

class SqliteReaders {
 public:
  SqliteReaders(SqliteFile file, SqliteConnection::Use use, const Catalogue& catalogue, int most);

  Result<void> with(const std::function<Result<void>(SqliteConnection&)>& use);

 private:
  Result<std::unique_ptr<SqliteConnection>> take();
  void give_back(std::unique_ptr<SqliteConnection> connection);

  const SqliteFile file_;
  const SqliteConnection::Use use_;
  const Catalogue& catalogue_;

  std::mutex mutex_;
  std::condition_variable returned_;
  int may_take_;  // Guarded by mutex_, as is idle_.
  std::vector<std::unique_ptr<SqliteConnection>>
      idle_;  // The last one used first: its cache is warm.
};

}  // namespace lawful
