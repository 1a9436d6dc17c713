#include "ledger/tile_tree.h"

#include "base/check.h"
#include "gtest/gtest.h"
#include "ledger/memory_tiles_test.h"
#include "ledger/merkle_oracle_test.h"

namespace lawful {
namespace {

using oracle::generated_leaves;

Growth grown(MemoryTiles& tiles, std::uint64_t size, std::span<const Hash> leaves) {
  const auto growth = grow_tree(tiles, size, leaves);
  CHECK(growth.has_value());
  tiles.keep(*growth);
  return *growth;
}

// Grows by one entry at a time, so that each size up to 300 is met.
TEST(TileTree, ProvesEveryEntryOfEverySizeTo300) {
  const std::vector<Hash> leaves = generated_leaves(300);
  MemoryTiles tiles;
  for (std::size_t size = 1; size <= leaves.size(); ++size) {
    const Growth growth = grown(tiles, size - 1, std::span(leaves).subspan(size - 1, 1));
    ASSERT_EQ(growth.size, size);
    ASSERT_EQ(growth.root, oracle::root(std::span(leaves).first(size)));
    ASSERT_EQ(tree_root(tiles, size).value(), growth.root);
    for (std::size_t i = 0; i < size; ++i) {
      const auto path = inclusion_proof(tiles, i, size);
      ASSERT_TRUE(path) << path.error().message;
      ASSERT_TRUE(check_inclusion(leaves[i], i, size, *path, growth.root)) << i << " of " << size;
    }
  }
}

TEST(TileTree, ProvesEveryStepOfGrowth) {
  const std::vector<Hash> leaves = generated_leaves(300);
  MemoryTiles tiles;
  grown(tiles, 0, leaves);
  for (const std::size_t size : {1u, 2u, 3u, 64u, 100u, 255u, 256u, 257u, 299u, 300u}) {
    for (std::size_t old = 0; old <= size; ++old) {
      const auto path = consistency_proof(tiles, old, size);
      ASSERT_TRUE(path) << path.error().message;
      EXPECT_EQ(*path, oracle::proof(old, std::span(leaves).first(size))) << old << " " << size;
    }
  }
}

TEST(TileTree, GivesTheTilesThatChangedAndNoOthers) {
  const std::vector<Hash> leaves = generated_leaves(70'000);
  MemoryTiles tiles;
  grown(tiles, 0, leaves);
  std::vector<SizedTile> kept;
  for (const auto& [tile, hashes] : tiles.tiles) {
    kept.push_back({tile, static_cast<unsigned>(hashes.size() / kHashSize)});
  }
  EXPECT_EQ(kept, tiles_of(70'000));

  tiles.reads = 0;
  const Growth growth = *grow_tree(tiles, 70'000, generated_leaves(144));
  EXPECT_EQ(tiles.reads, 3) << "one partial tile a level";
  ASSERT_EQ(growth.tiles.size(), 2u);
  EXPECT_EQ(growth.tiles[0].tile, (Tile{0, 273}));
  EXPECT_EQ(growth.tiles[0].width(), 256u);
  EXPECT_EQ(growth.tiles[0].hashes.substr(0, 112 * kHashSize), tiles.tiles[(Tile{0, 273})]);
  EXPECT_EQ(growth.tiles[1].tile, (Tile{1, 1}));
  EXPECT_EQ(growth.tiles[1].width(), 18u);
}

TEST(TileTree, IsTheSameInOneStepAsInMany) {
  const std::vector<Hash> leaves = generated_leaves(66'000);
  MemoryTiles once;
  grown(once, 0, leaves);
  MemoryTiles steps;
  std::size_t size = 0;
  for (const std::size_t step : {1u, 255u, 1u, 511u, 0u, 64'768u, 464u}) {
    size = grown(steps, size, std::span(leaves).subspan(size, step)).size;
  }
  ASSERT_EQ(size, leaves.size());
  EXPECT_EQ(once.tiles, steps.tiles);
}

TEST(TileTree, GrownByNothingIsAsItWas) {
  MemoryTiles tiles;
  EXPECT_EQ(grow_tree(tiles, 0, {})->root, empty_root());
  EXPECT_EQ(tree_root(tiles, 0).value(), empty_root());
  const Growth growth = grown(tiles, 0, generated_leaves(300));
  const auto same = grow_tree(tiles, 300, {});
  ASSERT_TRUE(same);
  EXPECT_EQ(same->root, growth.root);
  EXPECT_EQ(same->size, 300u);
  EXPECT_TRUE(same->tiles.empty());
}

TEST(TileTree, ReadsFewTilesForAProof) {
  MemoryTiles tiles;
  grown(tiles, 0, generated_leaves(70'000));
  for (const std::uint64_t index : {0u, 65'535u, 65'536u, 69'000u, 69'999u}) {
    tiles.reads = 0;
    ASSERT_TRUE(inclusion_proof(tiles, index, 70'000));
    EXPECT_LE(tiles.reads, 4) << index;
    tiles.reads = 0;
    ASSERT_TRUE(consistency_proof(tiles, index, 70'000));
    EXPECT_LE(tiles.reads, 5) << index;
  }
}

TEST(TileTree, RefusesWhatTheTreeDoesNotHave) {
  MemoryTiles tiles;
  EXPECT_EQ(inclusion_proof(tiles, 0, 0).error().code, Code::kInvalid);
  EXPECT_EQ(inclusion_proof(tiles, 7, 7).error().message, "no entry 7 in a tree of 7");
  EXPECT_EQ(consistency_proof(tiles, 8, 7).error().message,
            "a tree of 8 cannot have grown to one of 7");
  EXPECT_EQ(tree_root(tiles, kTreeSizeMax + 1).error().code, Code::kInvalid);
  EXPECT_EQ(inclusion_proof(tiles, 0, kTreeSizeMax + 1).error().code, Code::kInvalid);
  EXPECT_EQ(consistency_proof(tiles, 1, kTreeSizeMax + 1).error().code, Code::kInvalid);
  EXPECT_EQ(grow_tree(tiles, kTreeSizeMax, generated_leaves(1)).error().code, Code::kInvalid);
  EXPECT_EQ(tiles.reads, 0);
}

// Gives each tile with so many bytes more or less.
class CutTiles final : public TileSource {
 public:
  CutTiles(MemoryTiles& tiles, int more) : tiles_(tiles), more_(more) {}
  Result<std::string> tile(Tile tile, unsigned width) override {
    TRY(std::string hashes, tiles_.tile(tile, width));
    hashes.resize(static_cast<std::size_t>(static_cast<int>(hashes.size()) + more_));
    return hashes;
  }

 private:
  MemoryTiles& tiles_;
  int more_;
};

TEST(TileTree, RefusesATileOfAnotherLength) {
  MemoryTiles tiles;
  grown(tiles, 0, generated_leaves(300));
  for (const int more : {-32, -1, 1, 32}) {
    CutTiles cut(tiles, more);
    EXPECT_EQ(tree_root(cut, 300).error().code, Code::kCorrupt);
    EXPECT_EQ(inclusion_proof(cut, 5, 300).error().code, Code::kCorrupt);
    EXPECT_EQ(consistency_proof(cut, 5, 300).error().code, Code::kCorrupt);
    EXPECT_EQ(grow_tree(cut, 300, generated_leaves(1)).error().code, Code::kCorrupt);
  }
  CutTiles cut(tiles, 1);
  EXPECT_EQ(grow_tree(cut, 300, {}).error().message,
            "`tile/0/001.p/44` has 1409 bytes and not 1408");
}

TEST(TileTree, PassesOnWhatTheSourceSays) {
  MemoryTiles tiles;
  EXPECT_EQ(tree_root(tiles, 300).error().code, Code::kNotFound);
  EXPECT_EQ(grow_tree(tiles, 300, {}).error().code, Code::kNotFound);
}

}  // namespace
}  // namespace lawful
