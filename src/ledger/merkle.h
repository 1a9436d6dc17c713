#pragma once
// The Merkle tree of RFC 6962, section 2.1, with SHA-256: one hash names a list of
// entries, a few hashes show that an entry is in it or that it only grew.
//
//   Hash leaf = leaf_hash(entry);
//   TRY_VOID(check_inclusion(leaf, index, size, path, root));
//   TRY_VOID(check_consistency(old_size, old_root, size, root, path));
//
//   leaf   SHA-256(0x00 || entry)
//   node   SHA-256(0x01 || left || right)
//   tree   of n > 1 entries: node(tree of the first k, tree of the rest), k the
//          largest power of two below n; of none: SHA-256 of nothing
//
// The two prefixes keep an entry of 64 bytes from being read as a node.
//
// A path goes from the bottom up: for an entry its sibling first, then the
// sibling of each node above it. Of two trees it is PROOF(old_size, D[size]) of
// the RFC. It is empty where the sizes are equal, and where the old one is empty,
// since every tree continues that.
//
// Errors: both checks kInvalid for sizes or an index that cannot be, kCorrupt for
// a path that does not lead to the root, too short and too long ones among them.
//
// Limits: kTreeSizeMax entries, so that a size fits the signed numbers of others.
//
// Thread safety: free functions.

#include <cstdint>
#include <span>
#include <string_view>

#include "base/result.h"
#include "crypto/hash.h"

namespace lawful {

using Hash = Sha256;

inline constexpr std::size_t kHashSize = 32;
inline constexpr std::uint64_t kTreeSizeMax = (std::uint64_t{1} << 63) - 1;
inline constexpr std::size_t kPathMax = 63;  // The longest path to an entry of such a tree.

Hash leaf_hash(std::string_view entry);
Hash node_hash(const Hash& left, const Hash& right);
// The same of two hashes that lie one behind the other, as they do in a tile.
Hash node_hash(std::span<const std::uint8_t, 2 * kHashSize> children);
Hash empty_root();

// Where the tree of `size` > 1 entries divides: the largest power of two below it.
std::uint64_t left_size(std::uint64_t size);

[[nodiscard]] Result<void> check_inclusion(const Hash& leaf, std::uint64_t index,
                                           std::uint64_t size, std::span<const Hash> path,
                                           const Hash& root);
[[nodiscard]] Result<void> check_consistency(std::uint64_t old_size, const Hash& old_root,
                                             std::uint64_t size, const Hash& root,
                                             std::span<const Hash> path);

}  // namespace lawful
