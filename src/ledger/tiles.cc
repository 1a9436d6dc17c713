#include "ledger/tiles.h"

#include <algorithm>
#include <utility>

#include "base/bytes.h"
#include "base/check.h"

namespace lawful {
namespace {

// How many hashes the level has: the subtrees of 256^level entries that are full.
std::uint64_t hashes_at(unsigned level, std::uint64_t size) {
  return level < kTileLevels ? size >> (8 * level) : 0;
}

// "x001/x234/067": three digits a part, so that no folder has more than a thousand names.
std::string spelled(std::uint64_t index) {
  std::string path;
  bool last = true;
  do {
    std::string part = std::to_string(index % 1000);
    part.insert(0, 3 - part.size(), '0');
    path = last ? part : "x" + part + "/" + path;
    last = false;
    index /= 1000;
  } while (index != 0);
  return path;
}

std::string with_width(std::string path, unsigned width) {
  CHECK(width >= 1 && width <= kTileWidth);
  if (width < kTileWidth) path += ".p/" + std::to_string(width);
  return path;
}

}  // namespace

unsigned width_at(Tile tile, std::uint64_t size) {
  const std::uint64_t hashes = hashes_at(tile.level, size);
  if (tile.index > hashes / kTileWidth) return 0;
  return static_cast<unsigned>(
      std::min<std::uint64_t>(kTileWidth, hashes - tile.index * kTileWidth));
}

std::vector<SizedTile> tiles_of(std::uint64_t size) {
  std::vector<SizedTile> tiles;
  for (unsigned level = 0; hashes_at(level, size) != 0; ++level) {
    const std::uint64_t full = hashes_at(level, size) / kTileWidth;
    for (std::uint64_t index = 0; index < full; ++index) tiles.push_back({{level, index}});
    const Tile edge{level, full};
    if (const unsigned width = width_at(edge, size); width != 0) tiles.push_back({edge, width});
  }
  return tiles;
}

std::string tile_path(Tile tile, unsigned width) {
  CHECK(tile.level < kTileLevels);
  return with_width("tile/" + std::to_string(tile.level) + "/" + spelled(tile.index), width);
}

std::string bundle_path(std::uint64_t index, unsigned width) {
  return with_width("tile/entries/" + spelled(index), width);
}

Result<std::string> encode_bundle(std::span<const std::string> entries) {
  ByteWriter out;
  for (const std::string& entry : entries) {
    if (entry.size() > kEntryMax) {
      return fail(Code::kInvalid, "an entry of " + std::to_string(entry.size()) +
                                      " bytes; at most " + std::to_string(kEntryMax) + " fit");
    }
    out.run16(entry);
  }
  return std::move(out).take();
}

Result<std::vector<std::string_view>> parse_bundle(std::string_view bundle, unsigned width) {
  ByteReader in(bundle);
  std::vector<std::string_view> entries;
  entries.reserve(width);
  for (unsigned i = 0; i < width; ++i) {
    TRY(const std::string_view entry, in.run16());
    entries.push_back(entry);
  }
  TRY_VOID(in.end());
  return entries;
}

}  // namespace lawful
