#include "ledger/publish.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/whole_file.h"
#include "ledger/checkpoint.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kTilesATime = 256;  // Read in one transaction, so that none is long.

class Publication {
 public:
  Publication(Store& store, const LogIdentity& identity, const fs::path& folder)
      : store_(store), identity_(identity), folder_(folder) {}

  Result<Published> run(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    TRY_VOID(read_head());
    TRY_VOID(check_published());
    const std::vector<SizedTile> tiles = tiles_of(head_.size);
    for (std::size_t next = 0; next < tiles.size(); next += kTilesATime) {
      const auto some =
          std::span(tiles).subspan(next, std::min<std::size_t>(kTilesATime, tiles.size() - next));
      TRY_VOID(write_tiles(some));
      if (progress) progress(next + some.size(), tiles.size());
    }
    if (head_.minimum > 0) {
      TRY_VOID(write_whole_file(folder_ / "minimum", fmt::format("{}\n", head_.minimum)));
    }
    TRY_VOID(write_whole_file(folder_ / "checkpoint", head_.checkpoint));
    published_.size = head_.size;
    published_.minimum = head_.minimum;
    return published_;
  }

 private:
  Result<void> read_head() {
    return store_.read([&](Transaction& rows) -> Result<void> {
      TRY(head_, load_head(rows, identity_.log));
      return check_stored(rows);
    });
  }

  // What is stored may have been edited by others: what does not stand is not shown.
  Result<void> check_stored(Transaction& rows) {
    const auto signed_head = open_checkpoint(head_.checkpoint, key());
    if (!signed_head) return damaged(signed_head.error().message);
    if (signed_head->size != head_.size) return damaged("it is of another size");
    StoredTiles tiles(rows, identity_.log);
    TRY(const Hash root, tree_root(tiles, head_.size));
    if (root != signed_head->root) return damaged("the tiles have another root");
    return {};
  }

  static tl::unexpected<Error> damaged(const std::string& what) {
    return fail(Code::kCorrupt,
                fmt::format("the stored checkpoint does not stand: {}; `lawful ledger fsck` looks "
                            "further, and nothing was published",
                            what));
  }

  NoteVerifier key() const {
    return {identity_.checkpoints.name(), identity_.checkpoints.public_key()};
  }

  // What the folder shows already must be a beginning of this log.
  Result<void> check_published() {
    const auto note = read_whole_file(folder_ / "checkpoint", kNoteMax);
    if (!note && note.error().code == Code::kNotFound) return {};
    if (!note) return tl::unexpected(note.error());
    const auto shown = open_checkpoint(*note, key());
    const std::string where = folder_.string();
    if (!shown) {
      return fail(Code::kConflict, fmt::format("`{}` holds something else than this log: its "
                                               "checkpoint: {}",
                                               where, shown.error().message));
    }
    if (shown->size > head_.size) {
      return fail(Code::kConflict,
                  fmt::format("`{}` shows {} entries, and the store has {}: it was set back, and "
                              "must not be shown over that",
                              where, shown->size, head_.size));
    }
    return store_.read([&](Transaction& rows) -> Result<void> {
      StoredTiles tiles(rows, identity_.log);
      TRY(const Hash root, tree_root(tiles, shown->size));
      if (root == shown->root) return {};
      return fail(Code::kConflict,
                  fmt::format("`{}` shows another log of {} entries than the store "
                              "has",
                              where, shown->size));
    });
  }

  // True where the file is there whole: full tiles and bundles never change.
  static bool has(const fs::path& path, std::optional<std::uint64_t> length) {
    std::error_code error;
    const std::uint64_t found = fs::file_size(path, error);
    return !error && (!length || found == *length);
  }

  Result<void> put(const std::string& path, std::string_view bytes) {
    ++published_.files_written;
    return write_whole_file(folder_ / path, bytes);
  }

  void remove(const std::string& path) {
    std::error_code error;
    published_.files_removed += fs::remove_all(folder_ / path, error) > 0 ? 1 : 0;
  }

  Result<void> write_tiles(std::span<const SizedTile> some) {
    return store_.read([&](Transaction& rows) -> Result<void> {
      StoredTiles stored(rows, identity_.log);
      for (const SizedTile& sized : some) TRY_VOID(write_tile(rows, stored, sized));
      return {};
    });
  }

  Result<void> write_tile(Transaction& rows, StoredTiles& stored, const SizedTile& sized) {
    const auto& [tile, width] = sized;
    const bool full = width == kTileWidth;
    const std::string path = tile_path(tile, width);
    const std::uint64_t spans = std::uint64_t{1} << (8 * (tile.level + 1));
    if ((tile.index + 1) * spans <= head_.minimum) {
      remove(path);
      if (tile.level == 0) remove(bundle_path(tile.index, width));
      return {};
    }
    if (!has(folder_ / path, std::uint64_t{width} * kHashSize)) {
      TRY(const std::string hashes, stored.tile(tile, width));
      TRY_VOID(put(path, hashes));
    }
    if (tile.level == 0 && !has(folder_ / bundle_path(tile.index, width), std::nullopt)) {
      TRY(const std::string entries, load_bundle(rows, identity_.log, tile.index, width));
      TRY_VOID(put(bundle_path(tile.index, width), entries));
    }
    // The partial ones that it has outgrown; the width in force before may still be read.
    if (full) {
      remove(tile_path(tile, 1).substr(0, path.size() + 2));
      if (tile.level == 0) {
        remove(bundle_path(tile.index, 1).substr(0, bundle_path(tile.index, width).size() + 2));
      }
    }
    return {};
  }

  Store& store_;
  const LogIdentity& identity_;
  const fs::path& folder_;
  LogHead head_;
  Published published_;
};

}  // namespace

Result<Published> publish_log(
    Store& store, const LogIdentity& identity, const std::filesystem::path& folder,
    const std::function<void(std::uint64_t done, std::uint64_t of)>& progress) {
  return Publication(store, identity, folder).run(progress);
}

}  // namespace lawful
