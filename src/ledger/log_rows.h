#pragma once
// The log in the store: its head, its tiles, its entries, and where a row's entry is.
//
// A tile or bundle is stored once, under its place, as wide as it has grown; a narrower
// one of an older tree is its beginning.
//
// Errors, of each: those of the store; kNotFound for a log that was never created, an entry
// beyond the size or below the minimum index; kCorrupt where stored bytes have the wrong
// length.
// Thread safety: free functions, within one transaction.

#include <cstdint>
#include <optional>
#include <string>

#include "ledger/evidence_rows.h"
#include "ledger/note.h"
#include "ledger/tile_tree.h"
#include "store/store.h"

namespace lawful {

// A log's name and its two signers, which the owner of the keys lends.
struct LogIdentity {
  Owner log;                // The deployment's id.
  std::string origin;       // "example.org/log"
  NoteSigner& checkpoints;  // named `origin`
  NoteSigner& promises;     // named `origin`/promise
};

struct LogHead {
  std::uint64_t size = 0;
  std::string checkpoint;     // The signed note.
  std::uint64_t minimum = 0;  // Entries below it are pruned away.
};
[[nodiscard]] Result<LogHead> load_head(Transaction& rows, const Owner& log);

class StoredTiles final : public TileSource {
 public:
  StoredTiles(Transaction& rows, const Owner& log) : rows_(rows), log_(log) {}
  Result<std::string> tile(Tile tile, unsigned width) override;

 private:
  Transaction& rows_;
  const Owner& log_;
};

// The first `width` entries of a bundle, with their lengths, as they are stored and published.
[[nodiscard]] Result<std::string> load_bundle(Transaction& rows, const Owner& log,
                                              std::uint64_t place, unsigned width);
[[nodiscard]] Result<std::string> load_entry(Transaction& rows, const Owner& log,
                                             const LogHead& head, std::uint64_t index);

// The index of the row's entry; nothing while it is not in the log. Reads the entries that went
// in together with rows of the time of this one: a few thousand, where no clock ran wild.
[[nodiscard]] Result<std::optional<std::uint64_t>> find_entry(Transaction& rows, const Owner& log,
                                                              const LogHead& head,
                                                              const StoredEvidence& row);

}  // namespace lawful
