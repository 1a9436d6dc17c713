#include <fmt/format.h>

#include <utility>

#include "store/sqlite_store.h"
#include "store/store.h"

namespace lawful {

Result<std::unique_ptr<Store>> open_store(const std::string& where,
                                          std::vector<const Schema*> schemas, const Clock&,
                                          const StoreOptions& options) {
  if (where.find("://") != std::string::npos) {
    return fail(Code::kInvalid, "a store is a path or `postgresql://…`");
  }
  return open_sqlite_store(where, std::move(schemas), options);
}

}  // namespace lawful
