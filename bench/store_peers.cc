#include "bench/store_peers.h"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <cstring>
#include <thread>

#include "base/check.h"

namespace lawful::bench {
namespace {

constexpr const char* kSqliteTable =
    "CREATE TABLE evidence (individual_id BLOB NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, body BLOB NOT NULL, commitment BLOB NOT NULL, leaf INTEGER,"
    " PRIMARY KEY (individual_id, seq)) STRICT, WITHOUT ROWID";
constexpr const char* kInsert =
    "INSERT INTO evidence (individual_id, seq, at, kind, body, commitment, leaf)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)";

std::array<char, 8> big_end_first(std::int64_t number) {
  std::array<char, 8> bytes{};
  for (std::size_t i = 8; i-- > 0; number >>= 8) bytes[i] = static_cast<char>(number & 0xff);
  return bytes;
}

void postgres_write(PGconn* connection, const EvidenceRow& row) {
  const auto ended = [&](PGresult* result) {
    CHECK(PQresultStatus(result) == PGRES_COMMAND_OK);
    PQclear(result);
  };
  const auto seq = big_end_first(row.seq);
  const auto at = big_end_first(row.at);
  const auto kind = big_end_first(row.kind);
  const std::array<const char*, 7> values = {
      row.individual_id.data(), seq.data(), at.data(), kind.data(), row.body.data(),
      row.commitment.data(),    nullptr};
  const std::array<int, 7> lengths = {16, 8, 8, 8, 40, 32, 0};
  const std::array<int, 7> formats = {1, 1, 1, 1, 1, 1, 1};
  ended(PQexec(connection, "BEGIN ISOLATION LEVEL SERIALIZABLE"));
  ended(PQexecPrepared(connection, "insert", 7, values.data(), lengths.data(), formats.data(), 1));
  ended(PQexec(connection, "COMMIT"));
}

}  // namespace

PlainSqlite::PlainSqlite(const std::string& path) {
  CHECK(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
  execute(
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
      "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384");
  execute(kSqliteTable);
  const auto prepare = [&](const char* sql, sqlite3_stmt** out) {
    CHECK(sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, out, nullptr) ==
          SQLITE_OK);
  };
  prepare(kInsert, &insert_);
  prepare("SELECT at FROM evidence WHERE individual_id = $1 AND seq = $2", &find_);
  prepare("BEGIN IMMEDIATE", &begin_);
  prepare("COMMIT", &commit_);
}

PlainSqlite::~PlainSqlite() {
  for (sqlite3_stmt* statement : {insert_, find_, begin_, commit_}) sqlite3_finalize(statement);
  sqlite3_close(database_);
}

void PlainSqlite::execute(const char* sql) {
  CHECK(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

void PlainSqlite::write(std::span<const EvidenceRow> rows, std::size_t batch) {
  const auto step = [](sqlite3_stmt* statement) {
    CHECK(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % batch == 0) step(begin_);
    const EvidenceRow& row = rows[i];
    sqlite3_bind_blob(insert_, 1, row.individual_id.data(), 16, nullptr);
    sqlite3_bind_int64(insert_, 2, row.seq);
    sqlite3_bind_int64(insert_, 3, row.at);
    sqlite3_bind_int64(insert_, 4, row.kind);
    sqlite3_bind_blob(insert_, 5, row.body.data(), 40, nullptr);
    sqlite3_bind_blob(insert_, 6, row.commitment.data(), 32, nullptr);
    sqlite3_bind_null(insert_, 7);
    step(insert_);
    if (i % batch == batch - 1 || i + 1 == rows.size()) step(commit_);
  }
}

std::int64_t PlainSqlite::read(const EvidenceRow& row) {
  sqlite3_bind_blob(find_, 1, row.individual_id.data(), 16, nullptr);
  sqlite3_bind_int64(find_, 2, row.seq);
  CHECK(sqlite3_step(find_) == SQLITE_ROW);
  const std::int64_t at = sqlite3_column_int64(find_, 0);
  sqlite3_reset(find_);
  return at;
}

PlainPostgres::PlainPostgres(const std::string& url, int connections) {
  for (int i = 0; i < connections; ++i) {
    PGconn* connection = PQconnectdb(url.c_str());
    CHECK(PQstatus(connection) == CONNECTION_OK);
    PQclear(PQprepare(connection, "insert", kInsert, 0, nullptr));
    connections_.push_back(connection);
  }
}

PlainPostgres::~PlainPostgres() {
  for (PGconn* connection : connections_) PQfinish(connection);
}

void PlainPostgres::write(std::span<const EvidenceRow> rows) {
  std::vector<std::thread> writers;
  for (std::size_t first = 0; first < connections_.size(); ++first) {
    writers.emplace_back([this, rows, first] {
      for (std::size_t i = first; i < rows.size(); i += connections_.size()) {
        postgres_write(connections_[first], rows[i]);
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
}

}  // namespace lawful::bench
