#pragma once
// Durable rows, on SQLite inside the process or on PostgreSQL (and engines of its
// wire) beside it; a caller cannot tell which.
//
//   TRY(auto store, open_store(where, {&kLedgerSchema}, clock, options));
//   TRY_VOID(write(*store, owner, [&](Transaction& rows) -> Result<void> {
//     TRY(Rows found, rows.run(kLastRow, {Bytes{owner.bytes()}}));
//     …
//     TRY_VOID(rows.run(kAppendRow, {…}));
//     return {};
//   }));
//
// A Work is one transaction about one owner (an individual, or a log): all of it is
// on disk when its answer comes, or none of it. It
//   - may run more than once (a conflict, a lost connection), each time from the
//     start on fresh rows; so it sets what it captured anew each time, and does
//     nothing outside the transaction;
//   - runs on a thread of the store: it takes no lock that a caller of the store
//     holds, never calls the store again, and is quick;
//   - that returns an error is rolled back, and the caller gets that error; a statement
//     that failed fails its work, whatever the work then says.
//
//            submit ──► queue ──► one writer: BEGIN, a savepoint per Work, COMMIT ──► done   SQLite
//            submit ──► queue ──► N connections: BEGIN SERIALIZABLE, Work, COMMIT ──► done
//            PostgreSQL
//
// SQLite: WAL, synchronous FULL, secure_delete; one writer thread takes what waits
// (up to kBatchMax works) into one durable commit, and answers each after it; reads
// have connections of their own. One process writes: a second is refused at open.
// PostgreSQL: a transaction per Work over a pool; the server groups commits. One retry
// loop for conflicts (40001, 40P01, and 23505 where another came first) and for lost
// connections: the transaction writes its own random mark, so after a connection was
// lost in COMMIT the next one tells whether it had been committed; a work is never
// applied twice.
//
// Errors
//   kInvalid      a statement outside the given schemas; a value of the wrong type;
//                 a URL or path that cannot be one
//   kConflict     another process writes this file; a schema newer than this program;
//                 a unique key is taken; a conflict that outlasted every retry
//   kUnavailable  disk full, a write or sync that failed, no connection. Nothing was
//                 acknowledged; where it cannot be known whether the rows were written,
//                 the message says so. The store goes on: the next work starts from
//                 what is on disk.
//   kCorrupt      the file is no store, or damaged
// A message names the statement, never a value.
//
// Thread safety: a Store may be shared; a Transaction is its work's alone.

#include <array>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/statement.h"

namespace lawful {

// Whose rows a transaction is about: 16 random bytes.
struct Owner {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const Owner&) const = default;
};

// A value bound to a statement; what it points at outlives the call.
struct Null {
  auto operator<=>(const Null&) const = default;
};
struct Bytes {
  std::string_view bytes;
};
struct Characters {
  std::string_view text;  // UTF-8.
};
using Bind = std::variant<Null, std::int64_t, Bytes, Characters>;

// A value of a row: bytea and text both as a string. number() and bytes() are kCorrupt
// where the row holds another type: a database may be edited by others.
class Cell {
 public:
  Cell() = default;
  explicit Cell(std::int64_t number) : value_(number) {}
  explicit Cell(std::string bytes) : value_(std::move(bytes)) {}

  bool is_null() const { return std::holds_alternative<Null>(value_); }
  Result<std::int64_t> number() const;
  Result<std::string_view> bytes() const;

 private:
  std::variant<Null, std::int64_t, std::string> value_;
};
using Row = std::vector<Cell>;
using Rows = std::vector<Row>;

class Transaction {
 public:
  virtual ~Transaction() = default;

  // All rows of the answer; a statement that may give many is paged.
  virtual Result<Rows> run(const SqlStatement& statement, std::span<const Bind> values) = 0;

  Result<Rows> run(const SqlStatement& statement, std::initializer_list<Bind> values) {
    return run(statement, std::span(values.begin(), values.size()));
  }
};

using Work = std::function<Result<void>(Transaction&)>;
using Done = std::function<void(Result<void>)>;

class Store {
 public:
  virtual ~Store() = default;  // Waits for what was submitted.

  // Queues a work; `done` is called once, on a thread of the store, when the work is on disk
  // or has failed. It must be quick and must not wait for the store. Works of one owner
  // submitted one after the other by one thread are applied in that order on SQLite alone.
  virtual void submit(const Owner& owner, Work work, Done done) = 0;

  // Runs `work` on one snapshot, on the caller's thread; a statement that writes is refused.
  virtual Result<void> read(const Work& work) = 0;

  // "sqlite" or "postgresql", the engine's version, and the bytes that the rows take on disk.
  struct Facts {
    std::string engine;
    std::string version;
    std::uint64_t bytes = 0;
  };
  virtual Result<Facts> facts() = 0;
};

// Submits and waits.
[[nodiscard]] Result<void> write(Store& store, const Owner& owner, Work work);

inline constexpr std::size_t kBatchMax = 256;  // Works in one durable commit of SQLite.

struct StoreOptions {
  enum class Open {
    kExisting,  // kNotFound where there is none
    kCreate,    // makes one where there is none; migrates
    kRead       // reads beside a process that writes; never migrates: an older schema is kConflict
  };
  Open open = Open::kExisting;
  int connections = 8;  // To read on SQLite; in all on PostgreSQL.
};

// `where` is a path to a SQLite file, or postgresql://… (libpq's URL; the password
// better in a password file). Applies the migrations that are missing, forward only.
[[nodiscard]] Result<std::unique_ptr<Store>> open_store(const std::string& where,
                                                        std::vector<const Schema*> schemas,
                                                        const Clock& clock,
                                                        const StoreOptions& options);

}  // namespace lawful
