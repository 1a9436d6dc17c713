#include "tree.h"

#include "hash.h"

namespace verify {

void Frontier::push(Hash hash, int height) {
  while (!subtrees_.empty() && subtrees_.back().first == height) {
    hash = node_hash(subtrees_.back().second, hash);
    subtrees_.pop_back();
    ++height;
  }
  subtrees_.emplace_back(height, hash);
}

Hash Frontier::root() const {
  if (subtrees_.empty()) return sha256({});
  Hash root = subtrees_.back().second;
  for (std::size_t i = subtrees_.size() - 1; i > 0; --i) {
    root = node_hash(subtrees_[i - 1].second, root);
  }
  return root;
}

Hash root_of(const std::vector<Hash>& leaves) {
  Frontier frontier;
  for (const Hash& leaf : leaves) frontier.push(leaf, 0);
  return frontier.root();
}

// `node` is where the hash so far stands in its level, `last` the last place there.
// A last node on an even place has no sibling and goes up unchanged.
std::optional<Hash> root_by_path(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                 const std::vector<Hash>& path) {
  if (index >= size) return std::nullopt;
  Hash hash = leaf;
  std::size_t used = 0;
  std::uint64_t node = index;
  for (std::uint64_t last = size - 1; last > 0; node >>= 1, last >>= 1) {
    if (node == last && node % 2 == 0) continue;
    if (used == path.size()) return std::nullopt;
    const Hash& sibling = path[used++];
    hash = node % 2 == 1 ? node_hash(sibling, hash) : node_hash(hash, sibling);
  }
  if (used != path.size()) return std::nullopt;
  return hash;
}

}  // namespace verify
