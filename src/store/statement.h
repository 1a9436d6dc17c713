#pragma once
// The statement catalogue: every table and every statement of the program is a
// constant of one of these types, in the *_sql.cc of the folder it belongs to, and
// says what kind of table it speaks to. A Schema is one folder's share of them.
//
//   constexpr SqlStatement kAppendRow = {
//       "evidence.append", TableKind::kIndividual,
//       "INSERT INTO evidence (individual_id, seq, body) VALUES ($1, $2, $3)"};
//
// Kinds of table, which say where its rows may live in an engine of many machines:
//   individual  individual_id stands first in the key, and every statement fixes it
//               by `individual_id = $n` or inserts it: one machine answers. The
//               statements that page through everybody for upkeep say so (Reach).
//   reference   small and everywhere: activities, packs, roles.
//   directory   a look-up from its first key column to an individual; the
//               individual's own row is authoritative.
//   log         the rows of one evidence log: log_id as individual_id above.
//
// The SQL is text that SQLite, PostgreSQL and the engines of its wire all take:
//   types   bytea, bigint, text; NOT NULL unless absence means something
//   values  $1, $2, … always bound, never written into the text
//   ids     made by the program; no sequence, trigger, JSON, array, advisory lock,
//           LISTEN; no volatile function; time is a value
//   upsert  INSERT … ON CONFLICT (key) DO UPDATE … RETURNING
//   scans   in key order, paged: WHERE (key) > ($1, …) ORDER BY key LIMIT $n
//
// Invariants (held by check_schema, which every open and a test call)
//   1. Names are unique; a statement's kind is that of the tables it names.
//   2. What its kind demands of a table's key and of a statement's text, above.
//   3. A migration's number is one more than the one before; its text never changes
//      once released.

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"

namespace lawful {

enum class TableKind { kIndividual, kReference, kDirectory, kLog };

struct SqlTable {
  std::string_view name;
  TableKind kind;
  std::string_view columns;  // "individual_id bytea NOT NULL, seq bigint NOT NULL"
  std::string_view key;      // "individual_id, seq"
  bool wide = false;  // Rows of kilobytes: kept outside the tree of keys where the engine can.
  // The columns of `key` in the order in which an embedded engine keeps the rows, where that is
  // another: "at, individual_id, seq" appends at one end, while the key scatters over all pages.
  std::string_view clustered{};
};

enum class Reach {
  kOne,       // One individual, one log: what a caller waits for.
  kEverybody  // A page of all rows, for upkeep: integration, fsck, rotation.
};

struct SqlStatement {
  std::string_view name;  // For errors and metrics: "evidence.append".
  TableKind kind;
  std::string_view sql;
  Reach reach = Reach::kOne;
};

// A step forward. Tables are made first, then the SQL runs in order.
struct Migration {
  std::int64_t version;
  std::span<const SqlTable> creates{};
  std::span<const std::string_view> sql{};
};

struct Schema {
  std::string_view name;  // The folder: "ledger".
  std::span<const Migration> migrations;
  std::span<const SqlStatement* const> statements;
};

// kInvalid: names the schema, the statement or table, and the rule it breaks.
[[nodiscard]] Result<void> check_schema(const Schema& schema);

}  // namespace lawful
