#pragma once
// The bytes of a key file before anything is unlocked: what it says openly, its
// slots, and its sealed payload. docs/formats/key-file.md has them byte by byte.
//
//   TRY(KeyFileImage image, parse_key_file(bytes));
//   std::string bytes = key_file_bytes(image);
//
// parse_key_file checks all that can be checked without a secret: form, limits, and
// the checksum of each part, so that damage is told from a wrong passphrase. It
// does not say who wrote the bytes; opening the payload does, because header and
// slots are bound with it.
//
// Invariants of an image
//   1. Epochs are numbered from 1 without gaps; the last one lives.
//   2. Index versions and slot numbers ascend.
//   3. 1 to kSlotsMax slots, each with a cost or share numbers within their limits.
//   4. The payload has the length that the living keys need.
//   5. key_file_bytes(*parse_key_file(bytes)) == bytes.
//
// Errors: kCorrupt, naming the part: the header, slot N, the payload. kInvalid for
// a format or profile that this program does not know.
//
// Thread safety: values.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/argon2.h"
#include "crypto/context.h"
#include "crypto/key_provider.h"
#include "crypto/key_wrap.h"
#include "crypto/recovery_share.h"

namespace lawful {

inline constexpr std::size_t kKeyFileMax = std::size_t{1} << 20;
inline constexpr std::size_t kSlotsMax = 16;
inline constexpr std::size_t kEpochsMax = 4096;
inline constexpr std::size_t kIndexVersionsMax = 16;

enum class SlotKind : std::uint8_t { kPassphrase = 1, kCredential = 2, kShares = 3 };

// One way to open the file: the file key, wrapped under a key that is made of a
// passphrase, a credential or shares.
struct KeySlot {
  std::uint32_t number = 0;
  SlotKind kind = SlotKind::kPassphrase;
  Instant created{};
  std::array<std::uint8_t, 16> salt{};  // kShares: the id of the set.
  Argon2Cost cost{};                    // kPassphrase
  std::uint8_t threshold = 0;           // kShares
  std::uint8_t count = 0;               // kShares
  WrappedKey file_key;
};

struct EpochDates {
  Instant created{};
  std::optional<Instant> destroyed;
};

struct KeyFileHeader {
  std::uint64_t revision = 1;  // One more with every change.
  DeploymentId deployment;
  std::string origin;
  PublicKey checkpoint_key;
  PublicKey promise_key;
  std::vector<EpochDates> epochs;  // [0] is epoch 1.
  std::vector<std::uint32_t> index_versions;
};

struct KeyFileImage {
  KeyFileHeader header;
  std::vector<KeySlot> slots;
  std::string sealed_payload;
};

// Bytes of key in the payload: root, two signing keys, living epochs, index keys.
std::size_t payload_size(const KeyFileHeader& header);

[[nodiscard]] Result<KeyFileImage> parse_key_file(std::string_view bytes);
std::string key_file_bytes(const KeyFileImage& image);

// What the payload is bound to: everything in front of it.
Context payload_context(const KeyFileHeader& header, const std::vector<KeySlot>& slots);
// What a slot's wrapped key is bound to: the deployment, and the slot without it.
// Not the revision: a change must not need every passphrase.
Context slot_context(const DeploymentId& deployment, const KeySlot& slot);

}  // namespace lawful
