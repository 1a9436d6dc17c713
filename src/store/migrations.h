#pragma once
// Schemas step by step, forward only, the same way on every engine.
//
//   table store_schema: name of the schema -> version of its last migration
//
// One step is one transaction: the version moves from n to n+1 by compare and set,
// then the tables are made and the SQL runs. A step that fails leaves version n and
// everything as it was. Two programs that start at once meet at the compare and
// set: one migrates, the other is told to look again.
//
// Errors
//   kConflict  the schema is newer than this program, or (without leave to migrate)
//              older; another program is migrating, look again
//   else what the engine says of a step, with schema and version before it
// Thread safety: as the session.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/sql_text.h"
#include "store/statement.h"
#include "store/store.h"

namespace lawful {

// A connection for text that is not in the catalogue. `what` names it in errors.
class MigrationSession {
 public:
  virtual ~MigrationSession() = default;
  virtual Engine engine() const = 0;
  virtual Result<void> execute(const std::string& sql, std::string_view what) = 0;
  virtual Result<Rows> query(const std::string& sql, std::span<const Bind> values,
                             std::string_view what) = 0;
};

// The table of versions; `again` where it may be there already.
std::string version_table_sql(Engine engine, bool again);

// kConflict where a schema's version is above the program's last one.
Result<void> refuse_newer(MigrationSession& session, const std::vector<const Schema*>& schemas);
// kConflict where a schema's version is not the program's last one.
Result<void> refuse_other(MigrationSession& session, const std::vector<const Schema*>& schemas);

// Applies the next missing migration, inside a transaction that the caller has begun and
// ends. False where none was missing.
Result<bool> migrate_step(MigrationSession& session, const std::vector<const Schema*>& schemas);

}  // namespace lawful
