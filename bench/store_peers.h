#pragma once
// The plainest programs that write the rows of bench_store: SQLite's own calls and
// libpq's, with the same table, settings and batches as the store, and nothing else.
//
// Errors: none to handle; a call that fails ends the program.
// Thread safety: one thread at a time; PlainPostgres starts threads of its own.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;
struct pg_conn;

namespace lawful::bench {

// As a row of evidence: about 110 bytes.
struct EvidenceRow {
  std::array<char, 16> individual_id;
  std::int64_t seq;
  std::int64_t at;
  std::int64_t kind;
  std::array<char, 40> body;
  std::array<char, 32> commitment;
};

class PlainSqlite {
 public:
  explicit PlainSqlite(const std::string& path);
  PlainSqlite(const PlainSqlite&) = delete;
  PlainSqlite& operator=(const PlainSqlite&) = delete;
  ~PlainSqlite();

  void write(std::span<const EvidenceRow> rows, std::size_t batch);
  std::int64_t read(const EvidenceRow& row);  // Its `at`.

 private:
  void execute(const char* sql);

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* find_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
};

// Into a table `evidence` that is there.
class PlainPostgres {
 public:
  PlainPostgres(const std::string& url, int connections);
  PlainPostgres(const PlainPostgres&) = delete;
  PlainPostgres& operator=(const PlainPostgres&) = delete;
  ~PlainPostgres();

  void write(std::span<const EvidenceRow> rows);  // A serializable transaction for each.

 private:
  std::vector<pg_conn*> connections_;
};

}  // namespace lawful::bench
