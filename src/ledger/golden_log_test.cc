// The stored and published bytes of the log: tests/golden/log, and the page that explains them.
#include "ledger/golden_log_test.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "gtest/gtest.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::map<std::string, std::string> read_folder(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[entry.path().lexically_relative(folder).string()] = read(entry.path());
  }
  return files;
}

class Golden : public testing::TestWithParam<std::uint32_t> {
 protected:
  fs::path folder() const { return "tests/golden/log/" + std::to_string(GetParam()); }
  std::string file(const std::string& name) const { return read(folder() / name); }

  NoteVerifier key(std::size_t line) const {
    const std::string keys = file("keys");
    const std::size_t end = keys.find('\n');
    const auto text = line == 0 ? keys.substr(0, end) : keys.substr(end + 1, keys.size() - end - 2);
    return parse_vkey(text).value();
  }
};

TEST_P(Golden, LogIsWrittenAsItAlwaysWas) {
  EXPECT_EQ(GoldenLog(GetParam()).files(), read_folder(folder()));
}

TEST_P(Golden, LogIsReadAsItAlwaysWas) {
  const auto checkpoint = open_checkpoint(file("checkpoint"), key(0));
  ASSERT_TRUE(checkpoint) << checkpoint.error().message;
  ASSERT_EQ(checkpoint->size, GetParam());
  MemoryTiles tiles;
  std::vector<std::string> entries;
  for (const auto& [tile, width] : tiles_of(checkpoint->size)) {
    tiles.tiles[tile] = file(tile_path(tile, width));
    if (tile.level != 0) continue;
    const std::string bundle = file(bundle_path(tile.index, width));
    const auto read = parse_bundle(bundle, width);
    ASSERT_TRUE(read);
    for (std::size_t i = 0; i < width; ++i) {
      const Hash leaf = leaf_hash((*read)[i]);
      EXPECT_EQ(tiles.tiles[tile].substr(i * kHashSize, kHashSize), as_text(leaf.bytes));
      entries.emplace_back((*read)[i]);
    }
  }
  EXPECT_EQ(tree_root(tiles, checkpoint->size).value(), checkpoint->root);

  const Hash leaf = leaf_hash(entries[entries.size() - 2]);
  const auto proof = parse_proof_file(file("entry.tlog-proof"));
  ASSERT_TRUE(proof) << proof.error().message;
  EXPECT_EQ(check_proof(*proof, leaf, key(0)).value(), *checkpoint);
  const auto promise = parse_promise(file("entry.promise"));
  ASSERT_TRUE(promise) << promise.error().message;
  EXPECT_EQ(promise->leaf, leaf);
  EXPECT_TRUE(check_promise(*promise, key(1)));
}

INSTANTIATE_TEST_SUITE_P(EveryLog, Golden, testing::Values(3u, 300u));

// The bytes of each block of the page that begins with ```text NAME or ```hex NAME.
std::map<std::string, std::string> blocks_of(const std::string& page) {
  std::map<std::string, std::string> blocks;
  for (const std::string sort : {"text", "hex"}) {
    const std::string mark = "\n```" + sort + ' ';
    for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
      const std::size_t name = at + mark.size();
      const std::size_t body = page.find('\n', name) + 1;
      std::string bytes = page.substr(body, page.find("```", body) - body);
      if (sort == "hex") {
        std::erase_if(bytes, [](char c) { return c == ' ' || c == '\n'; });
        bytes = from_hex(bytes).value();
      }
      blocks[page.substr(name, body - 1 - name)] = bytes;
    }
  }
  return blocks;
}

TEST(LogPage, ShowsEveryFileOfTheLogOfThree) {
  EXPECT_EQ(blocks_of(read("docs/formats/log.md")), read_folder("tests/golden/log/3"));
}

}  // namespace
}  // namespace lawful
