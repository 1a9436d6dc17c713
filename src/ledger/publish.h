#pragma once
// Writes the log as the files that everybody may read (C2SP tlog-tiles): a folder that any
// web server serves as it is, and that the verifiers read.
//
//   DIR/checkpoint                 replaced last, so that what it speaks of is there before it
//   DIR/tile/<level>/<place>[.p/<width>]
//   DIR/tile/entries/<place>[.p/<width>]
//   DIR/minimum                    the minimum index, where entries were pruned away
//
//   TRY(Published published, publish_log(store, identity, folder, {}));
//
// Full tiles and bundles never change: those that are there with their length are left. What was
// pruned away is removed. Every file is written beside its place, synced, and moved there.
// Nothing here is secret: leaves are commitments.
//
// Errors
//   kUnavailable  a file or folder cannot be written; which, and why
//   kConflict     the folder holds another log, or a larger one than the store: a store that was
//                 set back must not be published over what was shown
//   kCorrupt      the stored checkpoint is not signed, or not over the stored tiles; or what
//                 should be stored is not there
//   those of the store
// Thread safety: one call for one folder.

#include <filesystem>
#include <functional>

#include "ledger/log_rows.h"

namespace lawful {

struct Published {
  std::uint64_t size = 0;
  std::uint64_t minimum = 0;
  std::uint64_t files_written = 0;
  std::uint64_t files_removed = 0;
};

[[nodiscard]] Result<Published> publish_log(
    Store& store, const LogIdentity& identity, const std::filesystem::path& folder,
    const std::function<void(std::uint64_t done, std::uint64_t of)>& progress);

}  // namespace lawful
