#pragma once
// Holds everything stored against everything else: rows against their chains and their
// entries, entries against tiles, tiles against the signed checkpoint, pending rows and
// batches against both.
//
//   TRY(FsckReport report, fsck(store, identity, keys, {}));
//   if (!report.clean()) …
//
// What it holds
//   log    the checkpoint's signature and form; each entry's hash against its tile, each full
//          tile's root against the tile above, the root; that every entry is there from
//          the minimum index on, and that the minimum is the one that was recorded
//   rows   numbers without a gap, times that never go back, each commitment (where the
//          chain's key is there: of an erased individual it is not, and the entries
//          still must be there), one entry for each row and one row for each entry, the
//          entry's day, the batch that leads from the row to its entry
//   pending  each is a row, with its commitment, and has no entry yet, unless an intent says so
//
// Each finding names what is wrong: `entry 17`, `tile/0/003 at 5`, `row 3 of 00ff…`.
// It only reads. Rows that are written meanwhile are pending, which is no finding.
//
// Memory: 16 bytes an entry, so 160 MB at ten million.
// Errors: those of the store. What is wrong with the stored bytes is a finding, not an error.
// Thread safety: one call.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledger/log_rows.h"

namespace lawful {

// The key of a chain; nothing where it was destroyed or never was ours.
using ChainKeys = std::function<std::optional<RootKey>(const Owner& individual)>;

inline constexpr std::size_t kFindingsMax = 1000;

struct FsckFinding {
  std::string where;
  std::string what;
};

struct FsckReport {
  std::uint64_t rows = 0;
  std::uint64_t chains = 0;
  std::uint64_t chains_without_key = 0;
  std::uint64_t entries = 0;  // Checked: from the minimum index on.
  std::uint64_t minimum = 0;
  std::uint64_t size = 0;
  std::uint64_t pending = 0;
  std::vector<FsckFinding> findings;
  bool more = false;  // There were more than kFindingsMax.

  bool clean() const { return findings.empty(); }
  void add(std::string where, std::string what);
};

struct FsckProgress {
  std::function<void(std::uint64_t done, std::uint64_t of)> entries{};
  std::function<void(std::uint64_t done)> rows{};
};

[[nodiscard]] Result<FsckReport> fsck(Store& store, const LogIdentity& identity,
                                      const ChainKeys& keys, const FsckProgress& progress);

}  // namespace lawful
