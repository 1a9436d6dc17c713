#include "ledger/tiles.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

using testing::ElementsAre;

TEST(Tiles, AreNamedInPartsOfThreeDigits) {
  EXPECT_EQ(tile_path({0, 0}, 256), "tile/0/000");
  EXPECT_EQ(tile_path({0, 999}, 256), "tile/0/999");
  EXPECT_EQ(tile_path({1, 1000}, 256), "tile/1/x001/000");
  EXPECT_EQ(tile_path({0, 1234067}, 256), "tile/0/x001/x234/067");
  EXPECT_EQ(tile_path({0, 1234}, 7), "tile/0/x001/234.p/7");
  EXPECT_EQ(tile_path({7, 0}, 255), "tile/7/000.p/255");
  EXPECT_EQ(bundle_path(1234, 7), "tile/entries/x001/234.p/7");
  EXPECT_EQ(bundle_path(1234, 256), "tile/entries/x001/234");
}

// The example that tlog-tiles gives: 70,000 entries.
TEST(Tiles, OfSeventyThousandEntries) {
  const auto tiles = tiles_of(70'000);
  ASSERT_EQ(tiles.size(), 273u + 1 + 1 + 1 + 1);
  for (std::size_t i = 0; i < 273; ++i) EXPECT_EQ(tiles[i], (SizedTile{{0, i}, 256}));
  EXPECT_THAT(std::vector(tiles.begin() + 273, tiles.end()),
              ElementsAre(SizedTile{{0, 273}, 112}, SizedTile{{1, 0}, 256}, SizedTile{{1, 1}, 17},
                          SizedTile{{2, 0}, 1}));
}

TEST(Tiles, OfSmallTrees) {
  EXPECT_TRUE(tiles_of(0).empty());
  EXPECT_THAT(tiles_of(1), ElementsAre(SizedTile{{0, 0}, 1}));
  EXPECT_THAT(tiles_of(255), ElementsAre(SizedTile{{0, 0}, 255}));
  EXPECT_THAT(tiles_of(256), ElementsAre(SizedTile{{0, 0}, 256}, SizedTile{{1, 0}, 1}));
  EXPECT_THAT(tiles_of(257),
              ElementsAre(SizedTile{{0, 0}, 256}, SizedTile{{0, 1}, 1}, SizedTile{{1, 0}, 1}));
}

TEST(Tiles, HaveTheWidthThatTheSizeGivesThem) {
  EXPECT_EQ(width_at({0, 0}, 0), 0u);
  EXPECT_EQ(width_at({0, 0}, 300), 256u);
  EXPECT_EQ(width_at({0, 1}, 300), 44u);
  EXPECT_EQ(width_at({0, 2}, 300), 0u);
  EXPECT_EQ(width_at({1, 0}, 300), 1u);
  EXPECT_EQ(width_at({1, 0}, 255), 0u);
  EXPECT_EQ(width_at({2, 0}, 65535), 0u);
  EXPECT_EQ(width_at({0, ~std::uint64_t{0}}, ~std::uint64_t{0}), 0u);
  EXPECT_EQ(width_at({7, 0}, ~std::uint64_t{0}), 255u);
  EXPECT_EQ(width_at({8, 0}, ~std::uint64_t{0}), 0u);
  EXPECT_EQ(width_at({63, 0}, ~std::uint64_t{0}), 0u);
}

TEST(Bundle, HasTheLengthBeforeEachEntry) {
  const std::vector<std::string> entries = {"ab", "", std::string(258, 'c')};
  const auto bundle = encode_bundle(entries);
  ASSERT_TRUE(bundle);
  using namespace std::string_literals;
  EXPECT_EQ(*bundle, "\x00\x02"s + "ab" + "\x00\x00"s + "\x01\x02"s + std::string(258, 'c'));
  const auto read = parse_bundle(*bundle, 3);
  ASSERT_TRUE(read);
  EXPECT_THAT(*read, ElementsAre("ab", "", std::string(258, 'c')));
}

TEST(Bundle, GrowsByAppending) {
  const std::vector<std::string> first = {"a"};
  const std::vector<std::string> second = {"bc", "d"};
  const std::vector<std::string> both = {"a", "bc", "d"};
  EXPECT_EQ(*encode_bundle(first) + *encode_bundle(second), *encode_bundle(both));
}

TEST(Bundle, HasExactlyItsEntries) {
  const std::vector<std::string> entries = {"ab", "cd"};
  const std::string bundle = *encode_bundle(entries);
  EXPECT_EQ(parse_bundle(bundle, 1).error().code, Code::kCorrupt);
  EXPECT_EQ(parse_bundle(bundle, 3).error().code, Code::kCorrupt);
  for (std::size_t size = 0; size < bundle.size(); ++size) {
    EXPECT_EQ(parse_bundle(bundle.substr(0, size), 2).error().code, Code::kCorrupt);
  }
}

TEST(Bundle, HoldsEntriesThatTwoBytesCanMeasure) {
  std::vector<std::string> entries = {std::string(kEntryMax, 'a')};
  ASSERT_TRUE(encode_bundle(entries));
  EXPECT_EQ(parse_bundle(*encode_bundle(entries), 1)->front().size(), kEntryMax);
  entries[0].push_back('a');
  EXPECT_EQ(encode_bundle(entries).error().code, Code::kInvalid);
}

}  // namespace
}  // namespace lawful
