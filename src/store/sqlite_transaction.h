#pragma once
// A work's view of a SQLite connection, inside a transaction that somebody else
// begins and ends. Invariants and errors: checked_transaction.h.
//
// Thread safety: its work's alone.

#include "store/checked_transaction.h"
#include "store/sqlite_connection.h"

namespace lawful {

class SqliteTransaction final : public CheckedTransaction {
 public:
  SqliteTransaction(SqliteConnection& connection, const Catalogue& catalogue, Access access)
      : CheckedTransaction(catalogue, access), connection_(connection) {}

 private:
  Result<Rows> execute(const CatalogueEntry& entry, std::span<const Bind> values) override {
    return connection_.run(entry, values);
  }

  SqliteConnection& connection_;
};

}  // namespace lawful
