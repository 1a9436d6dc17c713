#pragma once
// A key in n pieces for n people: any k of them give it back, fewer know nothing
// of it. Threshold secret sharing over GF(2^8), draft-mcgrew-tss-03.
//
//   TRY(std::vector<RecoveryShare> shares, split_key(key, 3, 5, set));
//   SecretBytes paper = reveal_share_text(shares[0]);
//   TRY(RecoveryShare typed, parse_share(paper.reveal_text()));
//   TRY(WrappingKey key, join_shares(given));
//
// On paper a share is a few lines for the reader, which begin with a letter, and
// seven that count, which begin with their number:
//
//   lawful recovery share 2 of 5
//   any 3 of them open the key file; keep each with another person
//   set 000102030405060708090a0b0c0d0e0f
//   1 0400-20G3-0G2G-CVVB
//   …
//   7 7GYK-WFRY-ESW3-KFWH
//
// Each carries 8 bytes and a check of 2, in the base 32 of Crockford, without I, L,
// O and U: what is typed as o is read as 0, i and l as 1, in either case, with
// hyphens and spaces or without. So a typing mistake is told by its line.
// The bytes: docs/formats/key-file.md.
//
// A set has a random id of 16 bytes, in each share and in the key file's slot; by
// it a share that was mixed up is told from a wrong one.
//
// Invariants: 2 <= threshold <= count <= 16, 1 <= number <= count.
//
// Errors
//   split_key    kInvalid  a threshold or count out of range
//   parse_share  kInvalid  which line is missing, twice there or mistyped
//   join_shares  kInvalid  fewer than the threshold; one twice; shares of two sets.
//                Shares that are right in form and belong together always give a
//                key; that it is the right one shows where it unwraps.
//   each         kUnavailable  the library failed: no randomness, no memory
//
// Thread safety: free functions; a share may be read by many.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/key_wrap.h"
#include "crypto/secret.h"
#include "crypto/secret_bytes.h"

namespace lawful {

struct ForSharing {
  static constexpr Label kName{"share"};
};

using ShareSet = std::array<std::uint8_t, 16>;

inline constexpr std::uint8_t kSharesMax = 16;

struct RecoveryShare {
  ShareSet set{};
  std::uint8_t threshold = 0;
  std::uint8_t count = 0;
  std::uint8_t number = 0;
  Secret<ForSharing> piece;
};

// 2 <= threshold <= count <= 16, or kInvalid saying so.
[[nodiscard]] Result<void> check_share_numbers(unsigned threshold, unsigned count);

[[nodiscard]] Result<std::vector<RecoveryShare>> split_key(const WrappingKey& key,
                                                           std::uint8_t threshold,
                                                           std::uint8_t count, const ShareSet& set);
[[nodiscard]] Result<WrappingKey> join_shares(const std::vector<RecoveryShare>& shares);

SecretBytes reveal_share_text(const RecoveryShare& share);
[[nodiscard]] Result<RecoveryShare> parse_share(std::string_view text);

}  // namespace lawful
