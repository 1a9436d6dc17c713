#include "store/sqlite_readers.h"

#include <algorithm>
#include <utility>

namespace lawful {

SqliteReaders::SqliteReaders(SqliteFile file, SqliteConnection::Use use, const Catalogue& catalogue,
                             int most)
    : file_(std::move(file)), use_(use), catalogue_(catalogue), may_take_(std::max(most, 1)) {}

Result<std::unique_ptr<SqliteConnection>> SqliteReaders::take() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return may_take_ > 0; });
    --may_take_;
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  auto opened = SqliteConnection::open(file_, use_, catalogue_);
  if (!opened) give_back(nullptr);
  return opened;
}

void SqliteReaders::give_back(std::unique_ptr<SqliteConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    ++may_take_;
    if (connection) idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

Result<void> SqliteReaders::with(const std::function<Result<void>(SqliteConnection&)>& use) {
  TRY(std::unique_ptr<SqliteConnection> connection, take());
  Result<void> outcome = use(*connection);
  if (connection->batch_failure() || connection->in_transaction()) connection.reset();
  give_back(std::move(connection));
  return outcome;
}

}  // namespace lawful
