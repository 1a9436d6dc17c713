#include <fmt/format.h>

#include <utility>

#include "store/postgres_address.h"
#include "store/postgres_store.h"
#include "store/sqlite_store.h"
#include "store/store.h"

namespace lawful {

Result<std::unique_ptr<Store>> open_store(const std::string& where,
                                          std::vector<const Schema*> schemas, const Clock& clock,
                                          const StoreOptions& options) {
  if (is_postgres_url(where)) {
    return open_postgres_store(where, std::move(schemas), clock, options);
  }
  if (where.find("://") != std::string::npos) {
    return fail(Code::kInvalid, "a store is a path or `postgresql://…`");
  }
  return open_sqlite_store(where, std::move(schemas), options);
}

}  // namespace lawful
