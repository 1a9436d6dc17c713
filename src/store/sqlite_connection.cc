#include "store/sqlite_connection.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/check.h"
#include "store/sqlite_error.h"

namespace lawful {
namespace {

constexpr int kBusyMs = 5000;  // Longer than another connection takes to close or recover the log.

constexpr const char* kSettings =
    "PRAGMA synchronous=FULL;"
    "PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA trusted_schema=OFF;"
    "PRAGMA cell_size_check=ON";

constexpr std::array<std::string_view, 7> kControlSql = {
    "BEGIN",          "BEGIN IMMEDIATE", "COMMIT",          "ROLLBACK",
    "SAVEPOINT work", "RELEASE work",    "ROLLBACK TO work"};

int flags_of(SqliteConnection::Use use) {
  constexpr int kAlways = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (use) {
    case SqliteConnection::Use::kCreate:
      return kAlways | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case SqliteConnection::Use::kWrite:
    case SqliteConnection::Use::kRead:
      return kAlways | SQLITE_OPEN_READWRITE;
    case SqliteConnection::Use::kReadOnly:
      return kAlways | SQLITE_OPEN_READONLY;
  }
  return kAlways | SQLITE_OPEN_READONLY;
}

// A null pointer would bind NULL in place of an empty value.
const char* data_of(std::string_view text) { return text.empty() ? "" : text.data(); }

int bind(sqlite3_stmt* statement, int index, const Bind& value) {
  struct Binder {
    sqlite3_stmt* statement;
    int index;
    int operator()(Null) const { return sqlite3_bind_null(statement, index); }
    int operator()(std::int64_t number) const {
      return sqlite3_bind_int64(statement, index, number);
    }
    int operator()(Bytes bytes) const {
      return sqlite3_bind_blob64(statement, index, data_of(bytes.bytes), bytes.bytes.size(),
                                 nullptr);
    }
    int operator()(Characters characters) const {
      return sqlite3_bind_text64(statement, index, data_of(characters.text), characters.text.size(),
                                 nullptr, SQLITE_UTF8);
    }
  };
  return std::visit(Binder{statement, index}, value);
}

std::string bytes_of(const void* data, int size) {
  if (size == 0) return {};
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

// kCorrupt for a floating-point number: no statement of the subset makes one.
Result<Cell> cell_of(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return Cell();
    case SQLITE_INTEGER:
      return Cell(sqlite3_column_int64(statement, column));
    case SQLITE_BLOB: {
      const void* data = sqlite3_column_blob(statement, column);
      return Cell(bytes_of(data, sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_TEXT: {
      const void* data = sqlite3_column_text(statement, column);
      return Cell(bytes_of(data, sqlite3_column_bytes(statement, column)));
    }
    default:
      return fail(Code::kCorrupt, fmt::format("column {} holds a floating-point number", column));
  }
}

Result<Row> row_of(sqlite3_stmt* statement) {
  Row row;
  const int columns = sqlite3_column_count(statement);
  row.reserve(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column) {
    TRY(Cell cell, cell_of(statement, column));
    row.push_back(std::move(cell));
  }
  return row;
}

}  // namespace

void SqliteConnection::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteConnection::~SqliteConnection() {
  prepared_.clear();
  controls_ = {};
  const int code = sqlite3_close(database_);
  CHECK(code == SQLITE_OK);
}

tl::unexpected<Error> SqliteConnection::failed(int code, std::string_view what) {
  Error error = sqlite_error(code, what);
  if (sqlite_fails_batch(code)) batch_failure_ = error;
  return tl::unexpected<Error>(std::move(error));
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const SqliteFile& file, Use use,
                                                                 const Catalogue& catalogue) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(file.path.c_str(), &database, flags_of(use), file.vfs);
  if (code != SQLITE_OK) {
    sqlite3_close(database);
    return tl::unexpected<Error>(sqlite_error(code, file.path));
  }
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(database, catalogue.size()));
  sqlite3_busy_timeout(database, kBusyMs);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  TRY_VOID(connection->execute(kSettings, file.path));
  // Negative: in KiB rather than in pages.
  TRY_VOID(connection->execute(fmt::format("PRAGMA cache_size=-{}", file.cache_kib), file.path));
  if (use == Use::kRead || use == Use::kReadOnly) {
    TRY_VOID(connection->execute("PRAGMA query_only=ON", file.path));
  }
  return connection;
}

Result<void> SqliteConnection::use_wal() {
  TRY(const Rows mode, query("PRAGMA journal_mode=WAL", {}, "PRAGMA journal_mode"));
  TRY(const std::string_view word, mode.front().front().bytes());
  if (word == "wal") return {};
  return fail(Code::kUnavailable, "this file system cannot hold a write-ahead log");
}

Result<void> SqliteConnection::checkpoint() {
  return execute("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA wal_checkpoint");
}

Result<SqliteConnection::Prepared> SqliteConnection::prepare(std::string_view sql,
                                                             std::size_t values,
                                                             std::string_view what) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return failed(code, what);
  Prepared prepared;
  prepared.statement.reset(statement);
  for (std::size_t i = 1; i <= values; ++i) {
    const std::string name = fmt::format("${}", i);
    prepared.index.push_back(sqlite3_bind_parameter_index(statement, name.c_str()));
  }
  return prepared;
}

Result<Rows> SqliteConnection::step(const Prepared& prepared, std::span<const Bind> values,
                                    std::string_view what) {
  sqlite3_stmt* statement = prepared.statement.get();
  int code = SQLITE_OK;
  for (std::size_t i = 0; i < values.size() && code == SQLITE_OK; ++i) {
    code = bind(statement, prepared.index[i], values[i]);
  }
  Rows rows;
  if (code == SQLITE_OK) {
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
      Result<Row> row = row_of(statement);
      if (!row) {
        sqlite3_reset(statement);
        return fail(row.error().code, fmt::format("{}: {}", what, row.error().message));
      }
      rows.push_back(*std::move(row));
    }
  }
  sqlite3_reset(statement);
  if (code != SQLITE_DONE) return failed(code, what);
  return rows;
}

Result<void> SqliteConnection::control(Control control) {
  const auto index = static_cast<std::size_t>(control);
  const std::string_view sql = kControlSql[index];
  Prepared& prepared = controls_[index];
  if (!prepared.statement) {
    TRY(prepared, prepare(sql, 0, sql));
  }
  TRY_VOID(step(prepared, {}, sql));
  return {};
}

Result<Rows> SqliteConnection::run(const CatalogueEntry& entry, std::span<const Bind> values) {
  Prepared& prepared = prepared_[entry.index];
  if (!prepared.statement) {
    TRY(prepared, prepare(entry.statement->sql, entry.values.size(), entry.statement->name));
  }
  return step(prepared, values, entry.statement->name);
}

Result<void> SqliteConnection::execute(const std::string& sql, std::string_view what) {
  const int code = sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failed(code, what);
  return {};
}

Result<Rows> SqliteConnection::query(const std::string& sql, std::span<const Bind> values,
                                     std::string_view what) {
  TRY(const Prepared prepared, prepare(sql, values.size(), what));
  return step(prepared, values, what);
}

bool SqliteConnection::in_transaction() const { return sqlite3_get_autocommit(database_) == 0; }

}  // namespace lawful
