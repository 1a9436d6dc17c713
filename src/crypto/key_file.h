#pragma once
// A deployment's keys in one sealed file, which any of its slots opens: a
// passphrase, a credential, or enough recovery shares.
//
//   TRY(auto keys, KeyFile::create(path, "example.org/log", secret, clock.now()));
//   TRY(auto keys, KeyFile::open(path, unlock));
//   TRY(std::uint32_t epoch, keys->begin_epoch(clock.now()));
//   TRY(SharedSlot recovery, keys->add_recovery(3, 5, clock.now()));
//
// A random file key seals the payload, the keys themselves; each slot wraps the
// file key. What is public stands openly in the header, and read_key_file reads it
// without a secret. docs/formats/key-file.md has the bytes.
//
// Every change writes the file anew and whole (private_file.h) with the next
// revision, and takes effect here only when that is on disk. It is refused if the
// file is no longer the one that was opened, so no writer undoes another's change.
//
// What a change does not do. A removed slot keeps nobody out who has opened the
// file before: they could have kept every key. A destroyed epoch or a dropped index
// version is gone from the new file, and from no copy of the old one. Nor can the
// file tell that it was put back to an older state. See docs/threats.md.
//
// Errors, beside those of private_file.h, key_file_format.h and key_slots.h
//   create         kInvalid   no origin (key_provider.h); a date that is none
//   remove_slot    kNotFound; kConflict for the last slot
//   add_slot       kNotFound for a slot to be replaced that is not there
//   add_slot, add_recovery    kConflict  kSlotsMax slots are there
//   begin_epoch    kConflict  kEpochsMax epochs
//   destroy_epoch  kNotFound; kConflict for the current epoch and one destroyed
//   begin_index_version       kConflict  kIndexVersionsMax versions live
//   drop_index_version        kNotFound; kConflict for the current version
// Messages about a slot, epoch or version name its number.
//
// Thread safety: the functions that are const may be called by many threads at
// once; the others by one, with no call of any other at the time.

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/key_payload.h"
#include "crypto/key_provider.h"
#include "crypto/key_slots.h"

namespace lawful {

// What stands openly in the file, checked for damage and not for who wrote it.
[[nodiscard]] Result<KeyFileImage> read_key_file(const std::string& path);

class KeyFile final : public KeyProvider {
 public:
  [[nodiscard]] static Result<std::unique_ptr<KeyFile>> create(const std::string& path,
                                                               const std::string& origin,
                                                               const SlotSecret& secret,
                                                               Instant now,
                                                               const Argon2Cost& cost = {});
  [[nodiscard]] static Result<std::unique_ptr<KeyFile>> open(const std::string& path,
                                                             const Unlock& unlock);

  const KeyFileHeader& header() const { return image_.header; }
  const std::vector<KeySlot>& slots() const { return image_.slots; }

  // The number of the new slot; `replaces` goes in the same change.
  [[nodiscard]] Result<std::uint32_t> add_slot(const SlotSecret& secret, Instant now,
                                               const Argon2Cost& cost = {},
                                               std::optional<std::uint32_t> replaces = {});
  [[nodiscard]] Result<SharedSlot> add_recovery(std::uint8_t threshold, std::uint8_t count,
                                                Instant now);
  [[nodiscard]] Result<void> remove_slot(std::uint32_t number);

  [[nodiscard]] Result<std::uint32_t> begin_epoch(Instant now);
  [[nodiscard]] Result<void> destroy_epoch(std::uint32_t number, Instant now);

  [[nodiscard]] Result<std::uint32_t> begin_index_version();
  [[nodiscard]] Result<void> drop_index_version(std::uint32_t version);

  const DeploymentId& deployment() const override { return image_.header.deployment; }
  const std::string& origin() const override { return image_.header.origin; }
  std::string_view profile() const override { return "intl"; }
  [[nodiscard]] Result<Signature> sign(SigningUse use, std::string_view message) const override;
  PublicKey public_key(SigningUse use) const override;
  std::uint32_t epoch() const override;
  std::vector<Epoch> epochs() const override;
  std::vector<std::uint32_t> index_versions() const override;
  [[nodiscard]] Result<BlindIndex> index(const Context& kind,
                                         std::string_view value) const override;
  [[nodiscard]] Result<std::vector<BlindIndex>> indexes(const Context& kind,
                                                        std::string_view value) const override;

 private:
  KeyFile(std::string path, SealKey file_key, KeyFileKeys keys)
      : path_(std::move(path)), file_key_(std::move(file_key)), keys_(std::move(keys)) {}

  // Seals `image`, its revision raised, writes it, and lets it take the place of ours.
  Result<void> write(KeyFileImage image);
  // The slots without `removed`, if any; kNotFound where it is not there.
  Result<std::vector<KeySlot>> slots_without(std::optional<std::uint32_t> removed) const;
  Result<void> append_slot(std::vector<KeySlot> slots, const KeySlot& slot);

  Result<EpochWrappedKey> wrap_revealed_bytes(Label use, std::span<const std::uint8_t, 32> key,
                                              const Context& context) const override;
  Result<void> reveal_unwrapped_bytes(Label use, const EpochWrappedKey& wrapped,
                                      const Context& context,
                                      std::span<std::uint8_t, 32> key) const override;
  Result<void> reveal_derived_bytes(Label use, const Context& context,
                                    std::span<std::uint8_t, 32> key) const override;

  std::string path_;
  SealKey file_key_;
  KeyFileKeys keys_;
  KeyFileImage image_;
  std::string bytes_;  // The file as we last read or wrote it.
};

}  // namespace lawful
