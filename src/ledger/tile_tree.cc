#include "ledger/tile_tree.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <utility>

#include "base/bytes.h"
#include "base/check.h"

namespace lawful {
namespace {

Result<void> check_size(std::uint64_t size) {
  if (size <= kTreeSizeMax) return {};
  return fail(Code::kInvalid, "the tree is larger than any may be");
}

Result<std::string> read_tile(TileSource& source, Tile tile, unsigned width) {
  TRY(std::string hashes, source.tile(tile, width));
  if (hashes.size() == width * kHashSize) return hashes;
  return fail(Code::kCorrupt, "`" + tile_path(tile, width) + "` has " +
                                  std::to_string(hashes.size()) + " bytes and not " +
                                  std::to_string(width * kHashSize));
}

Hash hash_at(std::string_view hashes) {
  Hash hash;
  std::ranges::copy(as_bytes(hashes.substr(0, kHashSize)), hash.bytes.begin());
  return hash;
}

// The root over hashes of a tile; their number is a power of two.
Hash row_root(std::string_view hashes) {
  std::size_t count = hashes.size() / kHashSize;
  if (count == 1) return hash_at(hashes);
  std::array<std::uint8_t, kTileWidth / 2 * kHashSize> row;
  std::span<const std::uint8_t> below = as_bytes(hashes);
  while (count > 1) {
    count /= 2;
    // A row overwrites the one below it: what is written has been read.
    for (std::size_t i = 0; i < count; ++i) {
      const Hash node = node_hash(below.subspan(2 * i * kHashSize).first<2 * kHashSize>());
      std::ranges::copy(node.bytes, row.begin() + static_cast<std::ptrdiff_t>(i * kHashSize));
    }
    below = row;
  }
  return hash_at(as_text(row));
}

// The subtrees to the right, joined so far; nothing while there is none.
class RightEdge {
 public:
  // Joins the full subtree that lies left of all so far.
  void join(const Hash& left) { hash_ = hash_ ? node_hash(left, *hash_) : left; }

  // Joins a partial tile: its full subtrees are the ones in the width's binary digits.
  void join_tile(std::string_view hashes) {
    while (!hashes.empty()) {
      const std::size_t count = hashes.size() / kHashSize;
      const std::size_t last = std::size_t{1} << std::countr_zero(count);
      const std::size_t from = (count - last) * kHashSize;
      join(row_root(hashes.substr(from)));
      hashes = hashes.substr(0, from);
    }
  }

  const std::optional<Hash>& hash() const { return hash_; }

 private:
  std::optional<Hash> hash_;
};

// Reads tiles of one tree, each once.
class TileReader {
 public:
  TileReader(TileSource& source, std::uint64_t size) : source_(source), size_(size) {}

  // The root over the entries [from, to). `from` is a multiple of the largest power of two
  // that the length has or exceeds, as in every subtree of RFC 6962.
  Result<Hash> range(std::uint64_t from, std::uint64_t to) {
    RightEdge edge;
    while (from < to) {
      const int height = std::countr_zero(to - from);
      to -= std::uint64_t{1} << height;
      TRY(const Hash left, subtree(to, height));
      edge.join(left);
    }
    return *edge.hash();
  }

 private:
  // The full subtree of that height which begins at the entry `from`.
  Result<Hash> subtree(std::uint64_t from, int height) {
    const unsigned level = static_cast<unsigned>(height) / 8;
    const std::uint64_t first = from >> (8 * level);
    const std::size_t count = std::size_t{1} << (static_cast<unsigned>(height) % 8);
    TRY(const std::string_view hashes, tile({level, first / kTileWidth}));
    return row_root(hashes.substr(first % kTileWidth * kHashSize, count * kHashSize));
  }

  Result<std::string_view> tile(Tile wanted) {
    for (const auto& [tile, hashes] : read_) {
      if (tile == wanted) return std::string_view(hashes);
    }
    TRY(std::string hashes, read_tile(source_, wanted, width_at(wanted, size_)));
    if (read_.empty()) read_.reserve(std::size_t{2} * kTileLevels);
    read_.emplace_back(wanted, std::move(hashes));
    return std::string_view(read_.back().second);
  }

  TileSource& source_;
  std::uint64_t size_;
  std::vector<std::pair<Tile, std::string>> read_;
};

// Appends `hashes` to the level that had `before` of them. Returns the roots of the tiles that
// became full, and leaves in `tail` the hashes behind the last full one.
Result<std::vector<Hash>> grow_level(TileSource& source, unsigned level, std::uint64_t before,
                                     std::span<const Hash> hashes, std::vector<GrownTile>& grown,
                                     std::string& tail) {
  Tile tile{level, before / kTileWidth};
  tail.clear();
  if (const auto width = static_cast<unsigned>(before % kTileWidth); width != 0) {
    TRY(tail, read_tile(source, tile, width));
  }
  std::vector<Hash> full;
  full.reserve(hashes.size() / kTileWidth + 1);
  constexpr std::size_t kBytes = kTileWidth * kHashSize;
  while (!hashes.empty()) {
    const std::size_t room = (kBytes - tail.size()) / kHashSize;
    const std::size_t count = std::min(room, hashes.size());
    tail.reserve(tail.size() + count * kHashSize);
    for (const Hash& hash : hashes.first(count)) tail.append(as_text(hash.bytes));
    hashes = hashes.subspan(count);
    if (tail.size() < kBytes) {
      grown.push_back({tile, tail});
      break;
    }
    full.push_back(row_root(tail));
    grown.push_back({tile, std::exchange(tail, {})});
    ++tile.index;
  }
  return full;
}

}  // namespace

Result<Growth> grow_tree(TileSource& source, std::uint64_t size, std::span<const Hash> leaves) {
  TRY_VOID(check_size(size));
  TRY_VOID(check_size(size + leaves.size()));
  Growth growth;
  growth.size = size + leaves.size();
  growth.root = empty_root();
  growth.tiles.reserve(leaves.size() / kTileWidth + std::size_t{2} * kTileLevels);
  RightEdge edge;
  std::vector<Hash> made(leaves.begin(), leaves.end());
  std::string tail;
  for (unsigned level = 0; level < kTileLevels && growth.size >> (8 * level) != 0; ++level) {
    TRY(made, grow_level(source, level, size >> (8 * level), made, growth.tiles, tail));
    edge.join_tile(tail);
  }
  if (edge.hash()) growth.root = *edge.hash();
  return growth;
}

Result<Hash> tree_root(TileSource& source, std::uint64_t size) {
  TRY_VOID(check_size(size));
  if (size == 0) return empty_root();
  return TileReader(source, size).range(0, size);
}

Result<std::vector<Hash>> inclusion_proof(TileSource& source, std::uint64_t index,
                                          std::uint64_t size) {
  TRY_VOID(check_size(size));
  if (index >= size) {
    return fail(Code::kInvalid,
                "no entry " + std::to_string(index) + " in a tree of " + std::to_string(size));
  }
  TileReader tiles(source, size);
  std::vector<Hash> path;
  path.reserve(kPathMax);
  std::uint64_t from = 0;
  std::uint64_t to = size;
  while (to - from > 1) {  // From the root down to the entry.
    const std::uint64_t middle = from + left_size(to - from);
    const bool left = index < middle;
    TRY(const Hash sibling, left ? tiles.range(middle, to) : tiles.range(from, middle));
    path.push_back(sibling);
    (left ? to : from) = middle;
  }
  std::ranges::reverse(path);
  return path;
}

Result<std::vector<Hash>> consistency_proof(TileSource& source, std::uint64_t old_size,
                                            std::uint64_t size) {
  TRY_VOID(check_size(size));
  if (old_size > size) {
    return fail(Code::kInvalid, "a tree of " + std::to_string(old_size) +
                                    " cannot have grown to one of " + std::to_string(size));
  }
  std::vector<Hash> path;
  if (old_size == 0) return path;
  TileReader tiles(source, size);
  path.reserve(kPathMax + 1);
  std::uint64_t from = 0;
  std::uint64_t to = size;
  while (old_size != to) {  // From the root down to the subtree that ends where the old tree ends.
    const std::uint64_t middle = from + left_size(to - from);
    const bool left = old_size <= middle;
    TRY(const Hash sibling, left ? tiles.range(middle, to) : tiles.range(from, middle));
    path.push_back(sibling);
    (left ? to : from) = middle;
  }
  if (from != 0) {  // Else it is the old tree, whose root the reader has.
    TRY(const Hash start, tiles.range(from, to));
    path.push_back(start);
  }
  std::ranges::reverse(path);
  return path;
}

}  // namespace lawful
