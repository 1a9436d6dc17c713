#pragma once
// One connection to a SQLite file, with every statement prepared once and kept.
//
//   TRY(auto connection, SqliteConnection::open(file, SqliteConnection::Use::kWrite, catalogue));
//   TRY_VOID(connection->control(SqliteConnection::Control::kBegin));
//   TRY(Rows rows, connection->run(entry, values));
//   TRY_VOID(connection->control(SqliteConnection::Control::kCommit));
//
// Settings of every connection: synchronous FULL (a commit is on disk when it
// answers), secure_delete (deleted rows are overwritten in the file), temporary
// data in memory, no functions from the schema, and five seconds of patience. WAL
// is a setting of the file, made once it is known to be ours: use_wal.
//
// `$1` is a named parameter to SQLite, numbered by where it first stands; the index
// of each is looked up when the statement is prepared.
//
// Errors: as sqlite_error.h. batch_failure() is the last of them that was of the
// disk, the memory or the file, until it is forgotten.
// Thread safety: one thread at a time.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/catalogue.h"
#include "store/migrations.h"
#include "store/store.h"

struct sqlite3;
struct sqlite3_stmt;

namespace lawful {

struct SqliteFile {
  std::string path;
  const char* vfs = nullptr;  // SQLite's name of a file system; the machine's own where null.
  int cache_kib = 16 << 10;   // Of each connection.
};

class SqliteConnection final : public MigrationSession {
 public:
  enum class Use {
    kCreate,   // Writes; makes the file.
    kWrite,    // Writes.
    kRead,     // Reads beside a writer of the same process.
    kReadOnly  // Reads beside another process; the file is opened without the right to write.
  };
  enum class Control { kBegin, kBeginWrite, kCommit, kRollback, kSave, kRelease, kRollbackTo };

  static Result<std::unique_ptr<SqliteConnection>> open(const SqliteFile& file, Use use,
                                                        const Catalogue& catalogue);
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;
  ~SqliteConnection() override;

  Result<void> control(Control control);
  Result<Rows> run(const CatalogueEntry& entry, std::span<const Bind> values);

  Engine engine() const override { return Engine::kSqlite; }
  Result<void> execute(const std::string& sql, std::string_view what) override;
  Result<Rows> query(const std::string& sql, std::span<const Bind> values,
                     std::string_view what) override;

  Result<void> use_wal();
  // Moves the log into the file, as far as readers let it, and syncs the file.
  Result<void> checkpoint();
  bool in_transaction() const;
  const std::optional<Error>& batch_failure() const { return batch_failure_; }
  void forget_failure() { batch_failure_.reset(); }

 private:
  static constexpr std::size_t kControls = 7;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Prepared {
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    std::vector<int> index;  // SQLite's number of $1, $2, …
  };

  SqliteConnection(sqlite3* database, std::size_t statements)
      : database_(database), prepared_(statements) {}

  Result<Prepared> prepare(std::string_view sql, std::size_t values, std::string_view what);
  Result<Rows> step(const Prepared& prepared, std::span<const Bind> values, std::string_view what);
  tl::unexpected<Error> failed(int code, std::string_view what);

  sqlite3* database_;
  std::vector<Prepared> prepared_;  // By index of the catalogue; empty until first used.
  std::array<Prepared, kControls> controls_;
  std::optional<Error> batch_failure_;
};

}  // namespace lawful
