// The tree of tiles against the definition of the RFC, grown in random steps to random sizes. A
// failure prints its seed.

#include <algorithm>

#include "gtest/gtest.h"
#include "ledger/memory_tiles_test.h"
#include "ledger/merkle_oracle_test.h"
#include "rapidcheck/gtest.h"

namespace lawful {
namespace {

const std::vector<Hash>& leaves() {
  static const std::vector<Hash> leaves = oracle::generated_leaves(70'000);
  return leaves;
}

// Grows in steps, of which many end at a tile's edge or one beside it.
Hash grow_randomly(MemoryTiles& tiles, std::size_t to) {
  Hash root = empty_root();
  std::size_t size = 0;
  while (size < to) {
    const std::size_t tile = *rc::gen::inRange<std::size_t>(0, 40) * 256;
    const std::size_t some = *rc::gen::inRange<std::size_t>(0, 5000);
    const std::size_t edge = tile + 257 - size % 256 - *rc::gen::inRange<std::size_t>(0, 3);
    const std::size_t step =
        std::min(to - size, *rc::gen::element(some, edge, std::size_t{1}, to - size));
    const auto growth = grow_tree(tiles, size, std::span(leaves()).subspan(size, step));
    RC_ASSERT(growth.has_value());
    tiles.keep(*growth);
    root = growth->root;
    size = static_cast<std::size_t>(growth->size);
  }
  return root;
}

RC_GTEST_PROP(TileTreeProperty, HasTheRootsAndPathsOfTheRfc, ()) {
  // Few are large, since the definition is slow.
  const auto size = *rc::gen::weightedOneOf<std::size_t>(
      {{4, rc::gen::inRange<std::size_t>(1, 1500)}, {1, rc::gen::inRange<std::size_t>(1, 70'001)}});
  const auto all = std::span(leaves()).first(size);
  MemoryTiles tiles;
  const Hash root = grow_randomly(tiles, size);
  RC_ASSERT(root == oracle::root(all));
  RC_ASSERT(*tree_root(tiles, size) == root);

  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  const auto path = inclusion_proof(tiles, index, size);
  RC_ASSERT(path.has_value());
  RC_ASSERT(*path == oracle::path(index, all));
  RC_ASSERT(check_inclusion(all[index], index, size, *path, root).has_value());

  const auto old_size = *rc::gen::inRange<std::size_t>(0, size + 1);
  const Hash old_root = oracle::root(all.first(old_size));
  RC_ASSERT(*tree_root(tiles, old_size) == old_root);
  const auto growth = consistency_proof(tiles, old_size, size);
  RC_ASSERT(growth.has_value());
  RC_ASSERT(*growth == oracle::proof(old_size, all));
  RC_ASSERT(check_consistency(old_size, old_root, size, root, *growth).has_value());
}

// Whoever keeps more than a smaller tree had still answers for that one.
RC_GTEST_PROP(TileTreeProperty, AnswersForEverySizeBefore, ()) {
  MemoryTiles tiles;
  grow_randomly(tiles, 3000);
  const auto size = *rc::gen::inRange<std::size_t>(1, 3001);
  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  const auto path = inclusion_proof(tiles, index, size);
  RC_ASSERT(path.has_value());
  RC_ASSERT(*path == oracle::path(index, std::span(leaves()).first(size)));
}

// One flipped bit of any hash of a path, or of the leaf.
RC_GTEST_PROP(TileTreeProperty, AChangedBitProvesNothing, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(2, 1000);
  MemoryTiles tiles;
  const Hash root = grow_randomly(tiles, size);
  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  auto path = *inclusion_proof(tiles, index, size);
  const auto flipped = *rc::gen::inRange<std::size_t>(0, path.size() * 256);
  path[flipped / 256].bytes[flipped % 256 / 8] ^= static_cast<std::uint8_t>(1u << (flipped % 8));
  RC_ASSERT(!check_inclusion(leaves()[index], index, size, path, root).has_value());
}

}  // namespace
}  // namespace lawful
