#pragma once
// SQLite's result codes as errors of the store. Nothing of sqlite3_errmsg goes into
// a message, since that may quote a row.
//
// Thread safety: free functions.

#include <string_view>

#include "base/result.h"

namespace lawful {

// `what` failed with `code`, an extended result code other than OK, ROW and DONE.
Error sqlite_error(int code, std::string_view what);

// Whether the disk, the memory or the file failed, and not the statement alone: then no
// other work of the same transaction can be trusted to end well.
bool sqlite_fails_batch(int code);

}  // namespace lawful
