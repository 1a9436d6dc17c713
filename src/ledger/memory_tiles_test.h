#pragma once
// For tests: a tile source in memory, which keeps what grow_tree gives and counts what is read.
//
//   MemoryTiles tiles;
//   tiles.keep(*grow_tree(tiles, 0, leaves));
//
// Invariant: only tiles and widths that the kept tree has are asked for; anything else is an
// error of the code under test, and comes back as kNotFound.

#include <map>
#include <string>

#include "ledger/tile_tree.h"

namespace lawful {

class MemoryTiles final : public TileSource {
 public:
  Result<std::string> tile(Tile tile, unsigned width) override {
    ++reads;
    const auto found = tiles.find(tile);
    const std::size_t size = width * kHashSize;
    if (width == 0 || width > kTileWidth || found == tiles.end() || found->second.size() < size) {
      return fail(Code::kNotFound, "no `" + std::to_string(tile.level) + "/" +
                                       std::to_string(tile.index) + "` of width " +
                                       std::to_string(width));
    }
    return found->second.substr(0, size);
  }

  void keep(const Growth& growth) {
    for (const GrownTile& grown : growth.tiles) tiles[grown.tile] = grown.hashes;
  }

  std::map<Tile, std::string> tiles;
  int reads = 0;
};

}  // namespace lawful
