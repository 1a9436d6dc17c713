#pragma once
// Merkle trees of RFC 6962: their roots, and whether an entry is in one.

#include <utility>
#include <vector>

#include "bytes.h"

namespace verify {

// The root of a tree that grows from the left by whole subtrees, none higher than
// the one before it. Holds one hash a level.
class Frontier {
 public:
  // `hash` is the root of a subtree of 2^height leaves.
  void push(Hash hash, int height);
  Hash root() const;  // Of an empty tree: SHA-256 of nothing.

 private:
  std::vector<std::pair<int, Hash>> subtrees_;
};

// The root of a tree whose leaf hashes these are.
Hash root_of(const std::vector<Hash>& leaves);

// The root that `path`, sibling first, gives to the leaf hash at `index` of `size`;
// nothing where the path has the wrong length or the index is not below the size.
std::optional<Hash> root_by_path(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                 const std::vector<Hash>& path);

}  // namespace verify
