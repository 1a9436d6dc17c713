#include "store/postgres_transaction.h"

#include <utility>

#include "base/bytes.h"
#include "store/marks_sql.h"

namespace lawful {

Result<void> add_mark(PostgresConnection& connection, const Catalogue& catalogue,
                      const WriteMark& mark) {
  TRY(const CatalogueEntry* add, catalogue.find(kAddMark));
  const std::array<Bind, 3> row = {Bytes{as_text(mark.owner.bytes)}, Bytes{as_text(mark.bytes)},
                                   mark.at};
  TRY_VOID(connection.run(*add, row));
  return {};
}

Result<Rows> PostgresTransaction::execute(const CatalogueEntry& entry,
                                          std::span<const Bind> values) {
  if (entry.writes && mark_ != nullptr) {
    TRY_VOID(add_mark(connection_, catalogue_, *std::exchange(mark_, nullptr)));
  }
  return connection_.run(entry, values);
}

}  // namespace lawful
