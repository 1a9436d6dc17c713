#include "crypto/key_slots.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/bytes.h"
#include "crypto/random.h"
#include "crypto/raw.h"

namespace lawful {
namespace {

Result<WrappingKey> passphrase_key(const Passphrase& passphrase, const KeySlot& slot) {
  std::array<std::uint8_t, WrappingKey::kSize> key{};
  TRY_VOID(raw::argon2id(passphrase.reveal_bytes(), slot.salt, {}, {}, slot.cost, key));
  return WrappingKey::take(key);
}

WrappingKey credential_key(const Credential& credential, const KeySlot& slot) {
  std::array<std::uint8_t, WrappingKey::kSize> key{};
  const Context info("key-file.credential");
  raw::hkdf(credential.reveal_bytes(), slot.salt, raw::bytes_of(info.encoded()), key);
  return WrappingKey::take(key);
}

// The file key, or nothing if the slot does not open with `key`.
std::optional<SealKey> open_slot(const KeyFileImage& image, const KeySlot& slot,
                                 const WrappingKey& key) {
  auto opened =
      unwrap_key<SealKey>(key, slot.file_key, slot_context(image.header.deployment, slot));
  if (!opened) return std::nullopt;
  return *std::move(opened);
}

tl::unexpected<Error> denied() {
  return fail(Code::kDenied,
              "no slot of the key file opens with this; `lawful key unlock list` shows its slots");
}

Result<SealKey> unlock_with(const KeyFileImage& image, const Passphrase& passphrase) {
  for (const KeySlot& slot : image.slots) {
    if (slot.kind != SlotKind::kPassphrase) continue;
    TRY(const WrappingKey key, passphrase_key(passphrase, slot));
    if (auto file_key = open_slot(image, slot, key)) return *std::move(file_key);
  }
  return denied();
}

Result<SealKey> unlock_with(const KeyFileImage& image, const Credential& credential) {
  for (const KeySlot& slot : image.slots) {
    if (slot.kind != SlotKind::kCredential) continue;
    const WrappingKey key = credential_key(credential, slot);
    if (auto file_key = open_slot(image, slot, key)) return *std::move(file_key);
  }
  return denied();
}

const KeySlot* slot_of(const KeyFileImage& image, const RecoveryShare& share) {
  for (const KeySlot& slot : image.slots) {
    if (slot.kind == SlotKind::kShares && slot.salt == share.set) return &slot;
  }
  return nullptr;
}

Result<SealKey> unlock_with(const KeyFileImage& image, const std::vector<RecoveryShare>& shares) {
  for (const RecoveryShare& share : shares) {
    if (slot_of(image, share) != nullptr) continue;
    return fail(Code::kInvalid,
                fmt::format("share {} of set {} belongs to another key file, or to a slot that was "
                            "removed",
                            share.number, to_hex(as_text(share.set))));
  }
  TRY(const WrappingKey key, join_shares(shares));
  if (auto file_key = open_slot(image, *slot_of(image, shares.front()), key)) {
    return *std::move(file_key);
  }
  return denied();
}

}  // namespace

Result<Credential> Credential::take(SecretBytes bytes) {
  if (bytes.size() < kCredentialMin || bytes.size() > kCredentialMax) {
    return fail(Code::kInvalid, fmt::format("a credential has {} to {} random bytes",
                                            kCredentialMin, kCredentialMax));
  }
  return Credential(std::move(bytes));
}

Result<KeySlot> make_slot(const DeploymentId& deployment, const SealKey& file_key,
                          const SlotSecret& secret, const NewSlot& about) {
  KeySlot slot;
  slot.number = about.number;
  slot.created = about.created;
  fill_random(slot.salt);
  if (const auto* passphrase = std::get_if<Passphrase>(&secret)) {
    TRY_VOID(check_argon2_cost(about.cost));
    slot.kind = SlotKind::kPassphrase;
    slot.cost = about.cost;
    TRY(const WrappingKey key, passphrase_key(*passphrase, slot));
    slot.file_key = wrap_key(key, file_key, slot_context(deployment, slot));
  } else {
    slot.kind = SlotKind::kCredential;
    slot.cost = {0, 0, 0};
    const WrappingKey key = credential_key(std::get<Credential>(secret), slot);
    slot.file_key = wrap_key(key, file_key, slot_context(deployment, slot));
  }
  return slot;
}

Result<SharedSlot> make_shared_slot(const DeploymentId& deployment, const SealKey& file_key,
                                    std::uint8_t threshold, std::uint8_t count,
                                    const NewSlot& about) {
  TRY_VOID(check_share_numbers(threshold, count));
  KeySlot slot;
  slot.number = about.number;
  slot.kind = SlotKind::kShares;
  slot.created = about.created;
  slot.threshold = threshold;
  slot.count = count;
  fill_random(slot.salt);
  const auto key = random_key<WrappingKey>();
  TRY(std::vector<RecoveryShare> shares, split_key(key, threshold, count, slot.salt));
  slot.file_key = wrap_key(key, file_key, slot_context(deployment, slot));
  return SharedSlot{slot, std::move(shares)};
}

Result<SealKey> unlock_slots(const KeyFileImage& image, const Unlock& unlock) {
  return std::visit([&](const auto& with) { return unlock_with(image, with); }, unlock);
}

}  // namespace lawful
