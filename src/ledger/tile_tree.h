#pragma once
// The Merkle tree over its tiles: grows it, and answers for its root and for the
// paths that merkle.h checks. Pure: tiles come from a TileSource and go back to
// the caller, who keeps them.
//
//   TRY(Growth growth, grow_tree(tiles, size, leaves));    // writes nothing
//   ... keep growth.tiles, sign {growth.size, growth.root} ...
//   TRY(std::vector<Hash> path, inclusion_proof(tiles, index, growth.size));
//
// A source gives any tile of the tree of `size` entries at the width that it has
// there (tiles.h); it may give a wider one's first hashes. It is trusted: what
// tiles say is not checked here against anything. Who signs a root checks first
// that tree_root over the stored tiles still is the root that was signed last.
//
// Cost, in the order of: a proof reads at most two tiles a level and makes fewer
// than 512 hashes for each level; growing by n makes n hashes and reads one tile
// a level. At ten million entries there are three levels.
//
// Errors
//   kInvalid  an index or an old size beyond the size; a tree larger than
//             kTreeSizeMax
//   kCorrupt  the source gave a tile of another length
//   others    as the source gives them
//
// Thread safety: free functions; the source is used by one call at a time.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/tiles.h"

namespace lawful {

class TileSource {
 public:
  virtual ~TileSource() = default;
  // The first `width` hashes of the tile, 32 bytes each.
  virtual Result<std::string> tile(Tile tile, unsigned width) = 0;
};

struct GrownTile {
  Tile tile;
  std::string hashes;  // The whole tile as it is now.

  unsigned width() const { return static_cast<unsigned>(hashes.size() / kHashSize); }
};

struct Growth {
  std::uint64_t size = 0;
  Hash root;
  std::vector<GrownTile> tiles;  // Those that are new or wider, in the order of tiles_of.
};

[[nodiscard]] Result<Growth> grow_tree(TileSource& source, std::uint64_t size,
                                       std::span<const Hash> leaves);

[[nodiscard]] Result<Hash> tree_root(TileSource& source, std::uint64_t size);

[[nodiscard]] Result<std::vector<Hash>> inclusion_proof(TileSource& source, std::uint64_t index,
                                                        std::uint64_t size);
[[nodiscard]] Result<std::vector<Hash>> consistency_proof(TileSource& source,
                                                          std::uint64_t old_size,
                                                          std::uint64_t size);

}  // namespace lawful
