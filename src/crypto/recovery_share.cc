#include "crypto/recovery_share.h"

#include <botan/exceptn.h>
#include <botan/system_rng.h>
#include <botan/tss.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"

namespace lawful {
namespace {

// draft-mcgrew-tss-03: id (16) | hash (1, none) | threshold (1) | length (2) |
// number (1) | piece (32). No hash: what the key unwraps is authenticated.
constexpr std::size_t kLibraryShareSize = 16 + 1 + 1 + 2 + 1 + 32;
constexpr std::size_t kPieceSize = 32;
constexpr std::uint8_t kNumberedPieceSize = 1 + kPieceSize;

Botan::RTSS_Share to_library(const RecoveryShare& share) {
  Botan::secure_vector<std::uint8_t> bytes(share.set.begin(), share.set.end());
  bytes.insert(bytes.end(), {0, share.threshold, 0, kNumberedPieceSize, share.number});
  const auto piece = share.piece.reveal_key_bytes();
  bytes.insert(bytes.end(), piece.begin(), piece.end());
  CHECK(bytes.size() == kLibraryShareSize);
  return {bytes.data(), bytes.size()};
}

RecoveryShare from_library(const Botan::RTSS_Share& share, std::uint8_t threshold,
                           std::uint8_t count, const ShareSet& set) {
  const Botan::secure_vector<std::uint8_t>& bytes = share.data();
  CHECK(bytes.size() == kLibraryShareSize);
  std::array<std::uint8_t, kPieceSize> piece{};
  std::copy(bytes.end() - kPieceSize, bytes.end(), piece.begin());
  return {set, threshold, count, bytes[bytes.size() - kPieceSize - 1],
          Secret<ForSharing>::take(piece)};
}

Result<void> check_together(const std::vector<RecoveryShare>& shares) {
  if (shares.empty()) return fail(Code::kInvalid, "no recovery share was given");
  const RecoveryShare& first = shares.front();
  std::array<bool, kSharesMax + 1> seen{};
  for (const RecoveryShare& share : shares) {
    CHECK(share.number >= 1 && share.number <= kSharesMax);
    if (share.set != first.set || share.threshold != first.threshold ||
        share.count != first.count) {
      return fail(Code::kInvalid,
                  fmt::format("share {} and share {} are of different sets; the line `set` of each "
                              "names its set",
                              first.number, share.number));
    }
    if (seen[share.number]) {
      return fail(Code::kInvalid, fmt::format("share {} was given twice", share.number));
    }
    seen[share.number] = true;
  }
  if (shares.size() < first.threshold) {
    return fail(Code::kInvalid, fmt::format("{} recovery shares are needed, and {} given",
                                            first.threshold, shares.size()));
  }
  return {};
}

}  // namespace

Result<void> check_share_numbers(unsigned threshold, unsigned count) {
  if (threshold < 2 || threshold > count || count > kSharesMax) {
    return fail(
        Code::kInvalid,
        fmt::format("of 2 to {} recovery shares at least 2 and at most all are needed, such "
                    "as `3/5`",
                    kSharesMax));
  }
  return {};
}

Result<std::vector<RecoveryShare>> split_key(const WrappingKey& key, std::uint8_t threshold,
                                             std::uint8_t count, const ShareSet& set) {
  TRY_VOID(check_share_numbers(threshold, count));
  const auto bytes = key.reveal_key_bytes();
  std::vector<RecoveryShare> shares;
  try {
    const std::vector<Botan::RTSS_Share> made = Botan::RTSS_Share::split(
        threshold, count, bytes.data(), static_cast<std::uint16_t>(bytes.size()),
        std::vector<std::uint8_t>(set.begin(), set.end()), "None", Botan::system_rng());
    for (const Botan::RTSS_Share& share : made) {
      shares.push_back(from_library(share, threshold, count, set));
    }
  } catch (const Botan::Exception&) {
    return fail(Code::kUnavailable, "the recovery shares cannot be made: no randomness");
  }
  return shares;
}

Result<WrappingKey> join_shares(const std::vector<RecoveryShare>& shares) {
  TRY_VOID(check_together(shares));
  std::array<std::uint8_t, WrappingKey::kSize> key{};
  try {
    std::vector<Botan::RTSS_Share> given;
    for (const RecoveryShare& share : shares) given.push_back(to_library(share));
    const Botan::secure_vector<std::uint8_t> joined = Botan::RTSS_Share::reconstruct(given);
    CHECK(joined.size() == key.size());
    std::ranges::copy(joined, key.begin());
  } catch (const Botan::Exception&) {
    return fail(Code::kUnavailable, "the recovery shares cannot be joined");
  }
  return WrappingKey::take(key);
}

}  // namespace lawful
