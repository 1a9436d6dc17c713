#pragma once
// A work's view of a PostgreSQL connection, inside a transaction that somebody else
// begins and ends. The first statement that writes is preceded by the transaction's
// mark (marks_sql.h). Invariants and errors: checked_transaction.h.
//
// Thread safety: its work's alone.

#include <array>
#include <cstdint>

#include "store/checked_transaction.h"
#include "store/postgres_connection.h"

namespace lawful {

struct WriteMark {
  Owner owner;
  std::array<std::uint8_t, 16> bytes{};
  std::int64_t at = 0;
};

// Writes the mark; kConflict with SQLSTATE 23505 where an attempt has written it before.
Result<void> add_mark(PostgresConnection& connection, const Catalogue& catalogue,
                      const WriteMark& mark);

class PostgresTransaction final : public CheckedTransaction {
 public:
  // Without a mark for a read, and where it is written already.
  PostgresTransaction(PostgresConnection& connection, const Catalogue& catalogue, Access access,
                      const WriteMark* mark)
      : CheckedTransaction(catalogue, access),
        connection_(connection),
        catalogue_(catalogue),
        mark_(mark) {}

 private:
  Result<Rows> execute(const CatalogueEntry& entry, std::span<const Bind> values) override;

  PostgresConnection& connection_;
  const Catalogue& catalogue_;
  const WriteMark* mark_;
};

}  // namespace lawful
