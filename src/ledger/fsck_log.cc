#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "ledger/checkpoint.h"
#include "ledger/fsck_parts.h"

namespace lawful {
namespace {

constexpr std::uint64_t kIndexMask = (std::uint64_t{1} << 40) - 1;

Hash hash_at(std::string_view hashes, unsigned place) {
  Hash hash;
  std::ranges::copy(as_bytes(hashes.substr(place * kHashSize, kHashSize)), hash.bytes.begin());
  return hash;
}

// The root of a full tile.
Hash full_root(std::string_view hashes) {
  std::vector<Hash> row;
  for (unsigned i = 0; i < kTileWidth; ++i) row.push_back(hash_at(hashes, i));
  for (; row.size() > 1; row.resize(row.size() / 2)) {
    for (std::size_t i = 0; i < row.size() / 2; ++i) {
      row[i] = node_hash(row[2 * i], row[2 * i + 1]);
    }
  }
  return row[0];
}

class LogCheck {
 public:
  LogCheck(Transaction& rows, const LogIdentity& identity, FsckReport& report)
      : rows_(rows), identity_(identity), report_(report), tiles_(rows, identity.log) {}

  Result<FsckLog> run(const FsckProgress& progress) {
    FsckLog log;
    TRY(log.head, load_head(rows_, identity_.log));
    report_.size = log.head.size;
    report_.minimum = log.head.minimum;
    check_checkpoint(log.head);
    if (log.head.minimum > log.head.size || log.head.size > kIndexMask) {
      report_.add("log head",
                  "its minimum index is beyond its size, or its size beyond all bounds");
      return log;
    }
    for (std::uint64_t place = log.head.minimum / kTileWidth; place * kTileWidth < log.head.size;
         ++place) {
      check_bundle(log, place);
      if (progress.entries) {
        progress.entries(std::min(log.head.size, (place + 1) * kTileWidth), log.head.size);
      }
    }
    log.leaves.sort(report_);
    check_upper_tiles(log.head);
    return log;
  }

 private:
  void check_checkpoint(const LogHead& head) {
    const NoteVerifier log{identity_.checkpoints.name(), identity_.checkpoints.public_key()};
    const auto opened = open_checkpoint(head.checkpoint, log);
    if (!opened) return report_.add("checkpoint", opened.error().message);
    if (opened->origin != identity_.origin) report_.add("checkpoint", "is of another log");
    if (opened->size != head.size) {
      report_.add("checkpoint",
                  fmt::format("has the size {}, the log {}", opened->size, head.size));
      return;
    }
    const auto root = tree_root(tiles_, head.size);
    if (!root) return report_.add("tree", root.error().message);
    if (*root != opened->root)
      report_.add("checkpoint", "the tiles have another root than it says");
  }

  void check_bundle(FsckLog& log, std::uint64_t place) {
    const auto width = width_at({0, place}, log.head.size);
    const std::string path = bundle_path(place, width);
    const auto hashes = tiles_.tile({0, place}, width);
    if (!hashes) report_.add(tile_path({0, place}, width), hashes.error().message);
    const auto bundle = load_bundle(rows_, identity_.log, place, width);
    if (!bundle) return report_.add(path, bundle.error().message);
    const auto entries = parse_bundle(*bundle, width);
    if (!entries) return report_.add(path, entries.error().message);
    for (unsigned i = 0; i < width; ++i) {
      const std::uint64_t index = place * kTileWidth + i;
      if (index < log.head.minimum) continue;
      ++report_.entries;
      const std::string name = fmt::format("entry {}", index);
      if (const auto read = read_entry((*entries)[i]); !read)
        report_.add(name, read.error().message);
      const Hash leaf = leaf_hash((*entries)[i]);
      if (hashes && hash_at(*hashes, i) != leaf) {
        report_.add(name, fmt::format("does not have the hash that `{}` has at {}",
                                      tile_path({0, place}, width), i));
      }
      log.leaves.add(leaf, index);
    }
  }

  void check_upper_tiles(const LogHead& head) {
    for (const SizedTile& sized : tiles_of(head.size)) {
      if (sized.tile.level == 0) continue;
      const std::string path = tile_path(sized.tile, sized.width);
      const auto hashes = tiles_.tile(sized.tile, sized.width);
      const std::uint64_t spans = std::uint64_t{1} << (8 * sized.tile.level);
      for (unsigned i = 0; i < sized.width; ++i) {
        const Tile below{sized.tile.level - 1, sized.tile.index * kTileWidth + i};
        if ((below.index + 1) * spans <= head.minimum) continue;  // May be pruned away.
        if (!hashes) {
          report_.add(path, hashes.error().message);
          break;
        }
        const auto lower = tiles_.tile(below, kTileWidth);
        if (!lower) {
          if (below.level > 0) report_.add(tile_path(below, kTileWidth), lower.error().message);
          continue;  // A missing one of level 0 was named with its bundle.
        }
        if (full_root(*lower) != hash_at(*hashes, i)) {
          report_.add(fmt::format("{} at {}", path, i),
                      fmt::format("is not the root of `{}`", tile_path(below, kTileWidth)));
        }
      }
    }
  }

  Transaction& rows_;
  const LogIdentity& identity_;
  FsckReport& report_;
  StoredTiles tiles_;
};

}  // namespace

LeafIndex::Place LeafIndex::place(const Hash& leaf, std::uint64_t index) {
  ByteReader in(as_text(leaf.bytes));
  const std::uint64_t high = in.u64().value();
  const std::uint64_t low = in.u64().value();
  return {high, (low & ~kIndexMask) | index};
}

void LeafIndex::add(const Hash& leaf, std::uint64_t index) {
  if (places_.empty()) first_ = index;
  places_.push_back(place(leaf, index));
  taken_.resize(index - first_ + 1);
}

void LeafIndex::sort(FsckReport& report) {
  std::ranges::sort(places_);
  for (std::size_t i = 1; i < places_.size(); ++i) {
    const Place& one = places_[i - 1];
    const Place& next = places_[i];
    if (one.high == next.high && (one.low_and_index ^ next.low_and_index) <= kIndexMask) {
      report.add(
          fmt::format("entry {}", next.low_and_index & kIndexMask),
          fmt::format("stands in the log already, as entry {}", one.low_and_index & kIndexMask));
    }
  }
}

std::optional<std::uint64_t> LeafIndex::find(const Hash& leaf) const {
  const Place wanted = place(leaf, 0);
  const auto found = std::ranges::lower_bound(places_, wanted);
  if (found == places_.end() || found->high != wanted.high ||
      (found->low_and_index & ~kIndexMask) != wanted.low_and_index) {
    return std::nullopt;
  }
  return found->low_and_index & kIndexMask;
}

bool LeafIndex::take(std::uint64_t index) {
  if (taken_[index - first_]) return false;
  taken_[index - first_] = true;
  return true;
}

Result<FsckLog> fsck_log(Transaction& rows, const LogIdentity& identity,
                         const FsckProgress& progress, FsckReport& report) {
  return LogCheck(rows, identity, report).run(progress);
}

}  // namespace lawful
