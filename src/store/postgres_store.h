#pragma once
// A store on a PostgreSQL server, or an engine of its wire: as many threads as
// connections, and a serializable transaction for each work.
//
//   submit ──► queue, one work of an owner at a time ──► BEGIN SERIALIZABLE
//                                                        the mark, the work's statements
//                                                        COMMIT                  ──► done
//
// What an attempt can come to
//   an answer of the work          rolled back or committed; the caller gets it
//   another transaction in the way tried again (retry.h)
//   the connection lost before COMMIT   nothing was written; tried again
//   the connection lost in COMMIT       the next attempt begins with the same mark: its
//                                  key says whether the lost one was carried out
// Whoever runs out of attempts after a lost COMMIT is told that it cannot be known.
//
// Every so many writes a page of marks is looked through for those older than a day.
//
// Errors: as store.h; kInvalid for a URL that cannot be one; kDenied where the server
// refuses a right.
// Thread safety: as Store.

#include <memory>
#include <string>
#include <vector>

#include "store/store.h"

namespace lawful {

Result<std::unique_ptr<Store>> open_postgres_store(const std::string& url,
                                                   std::vector<const Schema*> schemas,
                                                   const Clock& clock, const StoreOptions& options);

}  // namespace lawful
