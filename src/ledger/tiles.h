#pragma once
// The log as files, as C2SP tlog-tiles lays it out: the tree in tiles of 256
// hashes, the entries in bundles of 256.
//
//   tile_path({0, 1234}, 256)  == "tile/0/x001/234"
//   tile_path({0, 1234}, 7)    == "tile/0/x001/234.p/7"
//   bundle_path(1234, 7)       == "tile/entries/x001/234.p/7"
//
// A tile of level 0 holds leaf hashes; one of level l + 1 the roots of 256 full
// tiles of level l each. So a tile is the bottom row of a subtree of height 8,
// and the seven rows above it are hashed anew by whoever needs them. A tile with
// fewer than 256 hashes is partial, is named with its width, and is in no tile
// above. Bundle n holds the entries under tile n of level 0: each its length (2
// bytes, big end first), then its bytes. Bundles one behind the other are a
// bundle, so a partial one grows by appending.
//
// Errors
//   encode_bundle  kInvalid  an entry longer than kEntryMax
//   parse_bundle   kCorrupt  not that many entries, cut short or too long
//
// Thread safety: free functions and values.

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lawful {

inline constexpr unsigned kTileWidth = 256;
inline constexpr unsigned kTileLevels = 8;  // 256^8 entries are more than a tree may have.
inline constexpr std::size_t kEntryMax = 65535;

struct Tile {
  unsigned level = 0;
  std::uint64_t index = 0;

  auto operator<=>(const Tile&) const = default;
};

struct SizedTile {
  Tile tile;
  unsigned width = kTileWidth;

  auto operator<=>(const SizedTile&) const = default;
};

// How many hashes the tile has in a tree of `size` entries; 0 if it has no such tile.
unsigned width_at(Tile tile, std::uint64_t size);

// Every tile of a tree of `size` entries: level by level, each from the left. Those of level 0
// are its bundles, too.
std::vector<SizedTile> tiles_of(std::uint64_t size);

// Width from 1 to kTileWidth.
std::string tile_path(Tile tile, unsigned width);
std::string bundle_path(std::uint64_t index, unsigned width);

[[nodiscard]] Result<std::string> encode_bundle(std::span<const std::string> entries);
// What it gives points into `bundle`.
[[nodiscard]] Result<std::vector<std::string_view>> parse_bundle(std::string_view bundle,
                                                                 unsigned width);

}  // namespace lawful
