#include "ledger/merkle.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "gtest/gtest.h"
#include "ledger/merkle_oracle_test.h"

namespace lawful {
namespace {

// The entries and roots that implementations of RFC 6962 are tested with.
const std::vector<std::string> kEntries = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
};
const std::vector<std::string> kRoots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

Hash hash_of(const std::string& digits) {
  Hash hash;
  std::ranges::copy(as_bytes(from_hex(digits).value()), hash.bytes.begin());
  return hash;
}

std::vector<Hash> hashes_of(const std::vector<std::string>& digits) {
  std::vector<Hash> hashes;
  for (const std::string& text : digits) hashes.push_back(hash_of(text));
  return hashes;
}

std::vector<Hash> published_leaves() {
  std::vector<Hash> leaves;
  for (const std::string& entry : kEntries) {
    leaves.push_back(leaf_hash(from_hex(entry).value()));
  }
  return leaves;
}

TEST(Merkle, HashesLeavesNodesAndNothingAsThePublishedTrees) {
  const std::vector<Hash> leaves = published_leaves();
  EXPECT_EQ(empty_root(), hash_of(kRoots[0]));
  EXPECT_EQ(leaves[0], hash_of(kRoots[1]));
  EXPECT_EQ(node_hash(leaves[0], leaves[1]), hash_of(kRoots[2]));
  EXPECT_EQ(node_hash(node_hash(leaves[0], leaves[1]), leaves[2]), hash_of(kRoots[3]));
  // The oracle of the other tests is held to the same.
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    EXPECT_EQ(oracle::root(std::span(leaves).first(size)), hash_of(kRoots[size])) << size;
  }
}

TEST(Merkle, TakesThePublishedPathToAnEntry) {
  const std::vector<Hash> path =
      hashes_of({"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                 "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"});
  EXPECT_TRUE(check_inclusion(published_leaves()[5], 5, 8, path, hash_of(kRoots[8])));
  EXPECT_EQ(oracle::path(5, published_leaves()), path);
}

TEST(Merkle, TakesThePublishedPathsBetweenTrees) {
  const auto stands = [](std::uint64_t old_size, std::uint64_t size,
                         const std::vector<std::string>& path) {
    return check_consistency(old_size, hash_of(kRoots[old_size]), size, hash_of(kRoots[size]),
                             hashes_of(path))
        .has_value();
  };
  EXPECT_TRUE(stands(1, 1, {}));
  EXPECT_TRUE(stands(1, 8,
                     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_TRUE(stands(6, 8,
                     {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}));
  EXPECT_TRUE(stands(2, 5,
                     {"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}));
}

TEST(Merkle, TakesEveryPathThatTheRfcDefines) {
  const std::vector<Hash> all = oracle::generated_leaves(70);
  for (std::size_t size = 1; size <= all.size(); ++size) {
    const auto leaves = std::span(all).first(size);
    const Hash root = oracle::root(leaves);
    for (std::size_t i = 0; i < size; ++i) {
      EXPECT_TRUE(check_inclusion(leaves[i], i, size, oracle::path(i, leaves), root));
    }
    for (std::size_t old = 0; old <= size; ++old) {
      EXPECT_TRUE(check_consistency(old, oracle::root(leaves.first(old)), size, root,
                                    oracle::proof(old, leaves)))
          << old << " of " << size;
    }
  }
}

// Each single change that keeps the sizes: one bit, one hash less, more, or out of its place.
std::vector<std::vector<Hash>> changed(const std::vector<Hash>& path) {
  std::vector<std::vector<Hash>> all;
  for (std::size_t i = 0; i < path.size(); ++i) {
    for (unsigned bit = 0; bit < 256; ++bit) {
      all.push_back(path);
      all.back()[i].bytes[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
    }
    all.push_back(path);
    all.back().erase(all.back().begin() + static_cast<std::ptrdiff_t>(i));
    if (i > 0) {
      all.push_back(path);
      std::swap(all.back()[i], all.back()[i - 1]);
    }
  }
  for (std::size_t i = 0; i <= path.size(); ++i) {
    all.push_back(path);
    all.back().insert(all.back().begin() + static_cast<std::ptrdiff_t>(i), sha256("more"));
  }
  return all;
}

TEST(Merkle, RefusesAPathToAnEntryWithAnyChange) {
  const std::vector<Hash> leaves = oracle::generated_leaves(100);
  const Hash root = oracle::root(leaves);
  for (const std::size_t index : {0u, 37u, 63u, 64u, 98u, 99u}) {
    const std::vector<Hash> path = oracle::path(index, leaves);
    ASSERT_TRUE(check_inclusion(leaves[index], index, 100, path, root));
    for (const auto& wrong : changed(path)) {
      EXPECT_EQ(check_inclusion(leaves[index], index, 100, wrong, root).error().code,
                Code::kCorrupt);
    }
    for (std::size_t other = 0; other < 100; ++other) {
      if (other == index) continue;
      EXPECT_FALSE(check_inclusion(leaves[index], other, 100, path, root));
      EXPECT_FALSE(check_inclusion(leaves[other], index, 100, path, root));
    }
    EXPECT_FALSE(check_inclusion(leaves[index], index, 100, path, sha256("another root")));
  }
}

TEST(Merkle, RefusesAPathBetweenTreesWithAnyChange) {
  const std::vector<Hash> leaves = oracle::generated_leaves(100);
  const Hash root = oracle::root(leaves);
  for (const std::size_t old : {1u, 32u, 37u, 64u, 96u, 99u}) {
    const Hash old_root = oracle::root(std::span(leaves).first(old));
    const std::vector<Hash> path = oracle::proof(old, leaves);
    ASSERT_TRUE(check_consistency(old, old_root, 100, root, path));
    for (const auto& wrong : changed(path)) {
      EXPECT_EQ(check_consistency(old, old_root, 100, root, wrong).error().code, Code::kCorrupt);
    }
    EXPECT_FALSE(check_consistency(old, sha256("another root"), 100, root, path));
    EXPECT_FALSE(check_consistency(old, old_root, 100, sha256("another root"), path));
  }
}

TEST(Merkle, TreesOfOneSizeOrWithoutEntriesNeedNoPath) {
  const Hash root = sha256("root");
  const Hash other = sha256("other");
  const std::vector<Hash> more = {root};
  EXPECT_TRUE(check_consistency(0, empty_root(), 7, root, {}));
  EXPECT_FALSE(check_consistency(0, other, 7, root, {}));
  EXPECT_FALSE(check_consistency(0, empty_root(), 7, root, more));
  EXPECT_TRUE(check_consistency(0, empty_root(), 0, empty_root(), {}));
  EXPECT_FALSE(check_consistency(0, empty_root(), 0, root, {}));
  EXPECT_TRUE(check_consistency(7, root, 7, root, {}));
  EXPECT_FALSE(check_consistency(7, root, 7, other, {}));
  EXPECT_FALSE(check_consistency(7, root, 7, root, more));
  EXPECT_FALSE(check_consistency(3, root, 7, other, {}));
}

TEST(Merkle, RefusesSizesAndPlacesThatCannotBe) {
  const Hash hash = sha256("hash");
  const std::uint64_t huge = kTreeSizeMax + 1;
  EXPECT_EQ(check_inclusion(hash, 7, 7, {}, hash).error().message, "no entry 7 in a tree of 7");
  EXPECT_EQ(check_inclusion(hash, 0, 0, {}, hash).error().code, Code::kInvalid);
  EXPECT_EQ(check_inclusion(hash, 0, huge, {}, hash).error().code, Code::kInvalid);
  EXPECT_EQ(check_consistency(8, hash, 7, hash, {}).error().code, Code::kInvalid);
  EXPECT_EQ(check_consistency(1, hash, huge, hash, {}).error().code, Code::kInvalid);
  const std::vector<Hash> endless(200, hash);
  EXPECT_EQ(check_inclusion(hash, 5, kTreeSizeMax, endless, hash).error().code, Code::kCorrupt);
  EXPECT_EQ(check_consistency(5, hash, kTreeSizeMax, hash, endless).error().code, Code::kCorrupt);
}

}  // namespace
}  // namespace lawful
