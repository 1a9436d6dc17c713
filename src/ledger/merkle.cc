#include "ledger/merkle.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "base/bytes.h"
#include "base/check.h"

namespace lawful {
namespace {

tl::unexpected<Error> does_not_lead(std::string_view what) {
  return fail(Code::kCorrupt, "the path does not lead from " + std::string(what) + " to the root");
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
  std::string bytes;
  bytes.reserve(1 + entry.size());
  bytes.push_back('\x00');
  bytes.append(entry);
  return sha256(bytes);
}

Hash node_hash(std::span<const std::uint8_t, 2 * kHashSize> children) {
  std::array<std::uint8_t, 1 + 2 * kHashSize> bytes;
  bytes[0] = 1;
  std::ranges::copy(children, bytes.begin() + 1);
  return sha256(as_text(bytes));
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<std::uint8_t, 2 * kHashSize> children;
  std::ranges::copy(right.bytes, std::ranges::copy(left.bytes, children.begin()).out);
  return node_hash(children);
}

Hash empty_root() { return sha256(""); }

std::uint64_t left_size(std::uint64_t size) {
  CHECK(size > 1);
  return std::bit_floor(size - 1);
}

Result<void> check_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                             std::span<const Hash> path, const Hash& root) {
  if (size > kTreeSizeMax) return fail(Code::kInvalid, "the tree is larger than any may be");
  if (index >= size) {
    return fail(Code::kInvalid,
                "no entry " + std::to_string(index) + " in a tree of " + std::to_string(size));
  }
  Hash hash = leaf;
  std::uint64_t last = size - 1;  // The place of the last node of this height.
  for (const Hash& sibling : path) {
    if (last == 0) return does_not_lead("the entry");
    // The last node of a row that has no sibling is passed up as it is.
    while (index == last && index % 2 == 0) index /= 2, last /= 2;
    hash = index % 2 == 1 ? node_hash(sibling, hash) : node_hash(hash, sibling);
    index /= 2;
    last /= 2;
  }
  if (last != 0 || hash != root) return does_not_lead("the entry");
  return {};
}

// Both roots are made from one path. It starts at the largest subtree that ends where the old
// tree ends: what lies left of it is in both trees, what lies right of it only in the new one.
Result<void> check_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size,
                               const Hash& root, std::span<const Hash> path) {
  if (size > kTreeSizeMax) return fail(Code::kInvalid, "the tree is larger than any may be");
  if (old_size > size) {
    return fail(Code::kInvalid, "a tree of " + std::to_string(old_size) +
                                    " cannot have grown to one of " + std::to_string(size));
  }
  if (old_size == 0 || old_size == size) {
    const bool old_stands = old_size == 0 ? old_root == empty_root() : old_root == root;
    const bool new_stands = size != 0 || root == empty_root();
    if (!path.empty() || !old_stands || !new_stands) return does_not_lead("the smaller tree");
    return {};
  }
  const int height = std::countr_zero(old_size);
  std::uint64_t index = (old_size - 1) >> height;
  std::uint64_t last = (size - 1) >> height;
  Hash old_hash = old_root;
  if (index != 0) {  // Else the old tree is that subtree, and nobody need say its hash.
    if (path.empty()) return does_not_lead("the smaller tree");
    old_hash = path.front();
    path = path.subspan(1);
  }
  Hash hash = old_hash;
  for (const Hash& sibling : path) {
    if (last == 0) return does_not_lead("the smaller tree");
    while (index == last && index % 2 == 0) index /= 2, last /= 2;
    if (index % 2 == 1) {
      old_hash = node_hash(sibling, old_hash);
      hash = node_hash(sibling, hash);
    } else {
      hash = node_hash(hash, sibling);
    }
    index /= 2;
    last /= 2;
  }
  if (last != 0 || old_hash != old_root || hash != root) return does_not_lead("the smaller tree");
  return {};
}

}  // namespace lawful
