#pragma once
// For tests: the tree as RFC 6962, section 2.1, defines it, word by word and as
// slow as that is. Nothing here is shared with the code under test but SHA-256.
//
//   oracle::root(leaves), oracle::path(index, leaves), oracle::proof(old_size, leaves)
//
// `leaves` are leaf hashes. Invariant: the arguments are possible ones.

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/hash.h"

namespace lawful::oracle {

using Leaves = std::span<const Sha256>;
using Path = std::vector<Sha256>;

inline std::string text(const Sha256& hash) { return {hash.bytes.begin(), hash.bytes.end()}; }

inline Sha256 leaf(const std::string& entry) { return sha256(std::string(1, '\0') + entry); }

inline Sha256 node(const Sha256& left, const Sha256& right) {
  std::array<char, 65> bytes{1};
  std::ranges::copy(left.bytes, bytes.begin() + 1);
  std::ranges::copy(right.bytes, bytes.begin() + 33);
  return sha256(std::string_view(bytes.data(), bytes.size()));
}

inline std::size_t split(std::size_t n) {
  std::size_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

// MTH(D[n]).
inline Sha256 root(Leaves d) {
  if (d.empty()) return sha256("");
  if (d.size() == 1) return d[0];
  const std::size_t k = split(d.size());
  return node(root(d.first(k)), root(d.subspan(k)));
}

// PATH(m, D[n]).
inline Path path(std::size_t m, Leaves d) {
  if (d.size() == 1) return {};
  const std::size_t k = split(d.size());
  Path below = m < k ? path(m, d.first(k)) : path(m - k, d.subspan(k));
  below.push_back(m < k ? root(d.subspan(k)) : root(d.first(k)));
  return below;
}

// SUBPROOF(m, D[n], b).
inline Path subproof(std::size_t m, Leaves d, bool whole) {
  if (m == d.size()) return whole ? Path{} : Path{root(d)};
  const std::size_t k = split(d.size());
  Path below = m <= k ? subproof(m, d.first(k), whole) : subproof(m - k, d.subspan(k), false);
  below.push_back(m <= k ? root(d.subspan(k)) : root(d.first(k)));
  return below;
}

// PROOF(m, D[n]); of an old tree without entries, which the RFC leaves open, nothing.
inline Path proof(std::size_t m, Leaves d) { return m == 0 ? Path{} : subproof(m, d, true); }

// Generated leaves: the hashes of the entries "entry 0", "entry 1", ...
inline std::vector<Sha256> generated_leaves(std::size_t count) {
  std::vector<Sha256> leaves;
  leaves.reserve(count);
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf("entry " + std::to_string(i)));
  return leaves;
}

}  // namespace lawful::oracle
