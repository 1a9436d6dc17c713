#pragma once
// An input document (TOML or JSON) as a tree in which every key and every value
// knows its place in the file, so that any later complaint can point at it.
//
//   TRY(Node root, read_document(bytes, "orders.toml", Format::kToml));
//   const Table& table = std::get<Table>(root.value);
//   if (const Node* purpose = table.find("purpose")) ... purpose->at ...
//
// Both formats give the same tree: TOML's dates are LocalDate, JSON's null is
// std::monostate, and a date in JSON stays a string for the reader to parse.
//
// Invariants
//   1. The root is a Table.
//   2. Entries keep the order of the file, and no two keys of a table are equal.
//   3. Integers fit in 64 bits, doubles are finite, text is valid UTF-8.
//   4. A Position is that of the first character of the key or value. A table
//      that TOML makes of a header or a dotted key stands where it is first named.
//   5. Nothing deeper than kDepthMax, longer than kDocumentMax or of more than
//      kValuesMax values is built; such input is refused, not truncated.
//   6. A message holds places, limits and keys that look like identifiers, never
//      a value: values may be personal information.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/clock.h"
#include "base/position.h"
#include "base/result.h"

namespace lawful {

struct Node;

struct Entry {
  std::string key;
  Position at;
  std::unique_ptr<Node> value;
};

struct Table {
  std::vector<Entry> entries;  // In the order of the file.

  const Node* find(std::string_view key) const;  // Null where there is none.
};

struct List {
  std::vector<Node> items;
};

struct LocalDate {
  Date date;

  bool operator==(const LocalDate&) const = default;
};

// Moves, and cannot be copied: an Entry owns its value.
struct Node {
  Position at;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, LocalDate, List, Table>
      value;
};

enum class Format { kToml, kJson };

// The largest legitimate input is a register of some ten thousand activities,
// about 5 MiB.
constexpr std::size_t kDocumentMax = std::size_t{16} << 20;

// A declaration needs five levels. The readers, and the destructor of the tree,
// recurse once a level, so this also bounds the stack.
constexpr int kDepthMax = 64;

// `[1,1,1,...]` costs some sixty bytes of tree for each byte of file; this keeps
// the tree below 200 MiB.
constexpr std::size_t kValuesMax = 1'000'000;

// Reads one document. `file` is only used in positions and messages; an error is
// kInvalid and reads "file:line:column: message". A byte order mark and CRLF are
// accepted; an empty file, a root that is not a table, text that is not UTF-8,
// a repeated key and a time of day are refused.
Result<Node> read_document(std::string_view bytes, std::string_view file, Format format);

// The key in backticks when it looks like an identifier ([a-z0-9_.-]{1,60}),
// else "a key": a key of another shape may be somebody's name or number.
std::string shown_key(std::string_view key);

}  // namespace lawful
