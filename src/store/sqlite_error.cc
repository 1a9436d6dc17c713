#include "store/sqlite_error.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace lawful {
namespace {

constexpr int kPrimary = 0xff;  // The low byte of an extended code.

std::string_view io_words(int code) {
  switch (code) {
    case SQLITE_IOERR_READ:
    case SQLITE_IOERR_SHORT_READ:
      return "a read of the file failed";
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
      return "a write to the file failed";
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
      return "a sync of the file failed";
    default:
      return "the file system failed";
  }
}

Error constraint_error(int code, std::string_view what) {
  switch (code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_ROWID:
      return {Code::kConflict, fmt::format("`{}`: its unique key is taken", what)};
    case SQLITE_CONSTRAINT_NOTNULL:
      return {Code::kInvalid, fmt::format("`{}`: a column that must be set is null", what)};
    case SQLITE_CONSTRAINT_DATATYPE:
      return {Code::kInvalid,
              fmt::format("`{}`: a value is of another type than its column", what)};
    default:
      return {Code::kInvalid, fmt::format("`{}`: breaks a rule of its table", what)};
  }
}

}  // namespace

Error sqlite_error(int code, std::string_view what) {
  switch (code & kPrimary) {
    case SQLITE_CONSTRAINT:
      return constraint_error(code, what);
    case SQLITE_CORRUPT:
      return {Code::kCorrupt,
              fmt::format("`{}`: the file is damaged, or its disk cannot be read", what)};
    case SQLITE_NOTADB:
      return {Code::kCorrupt, fmt::format("`{}`: the file is no SQLite database", what)};
    case SQLITE_FULL:
      return {Code::kUnavailable, fmt::format("`{}`: the disk is full", what)};
    case SQLITE_IOERR:
      return {Code::kUnavailable, fmt::format("`{}`: {}", what, io_words(code))};
    case SQLITE_NOMEM:
      return {Code::kUnavailable, fmt::format("`{}`: out of memory", what)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return {Code::kUnavailable, fmt::format("`{}`: another program holds the file", what)};
    case SQLITE_CANTOPEN:
      return {Code::kUnavailable, fmt::format("`{}`: the file cannot be opened", what)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {Code::kUnavailable, fmt::format("`{}`: the file may not be written", what)};
    case SQLITE_TOOBIG:
      return {Code::kInvalid, fmt::format("`{}`: a value is too long", what)};
    case SQLITE_MISMATCH:
      return {Code::kInvalid, fmt::format("`{}`: a value is of the wrong type", what)};
    default:
      return {Code::kInvalid, fmt::format("`{}`: SQLite refuses it (code {})", what, code)};
  }
}

bool sqlite_fails_batch(int code) {
  switch (code & kPrimary) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return true;
    default:
      return false;
  }
}

}  // namespace lawful
