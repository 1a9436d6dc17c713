#pragma once
// The schemas of a PostgreSQL database: made, migrated, or refused, with other nodes
// perhaps doing the same at the same moment (migrations.h says how they meet).
//
// Errors: kNotFound where there is no store and none may be made; kConflict as
// migrations.h; else what the server says.
// Thread safety: as the pool.

#include "store/postgres_pool.h"

namespace lawful {

Result<void> prepare_postgres(PostgresPool& pool, const Catalogue& catalogue,
                              StoreOptions::Open open);

}  // namespace lawful
