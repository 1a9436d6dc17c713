#pragma once
// The slots of a key file: from a passphrase, a credential or recovery shares to the
// file key, and back into a new slot.
//
//   TRY(KeySlot slot, make_slot(deployment, file_key, secret, cost));
//   TRY(SealKey file_key, unlock_slots(image, unlock));
//
// A passphrase becomes a key by Argon2id with the slot's salt and cost; a
// credential, which is random, by HKDF-SHA-256 with the salt. Shares are of a
// random key. Under that key the slot wraps the file key.
//
// Errors
//   Credential::take  kInvalid  shorter than 32 bytes or longer than 64 KiB
//   make_slot         kInvalid  a cost out of range; kUnavailable  no memory for it
//   unlock_slots      kDenied   nothing opens: a wrong passphrase and a wrong
//                               credential look alike
//                     kInvalid  shares that cannot open this file, naming which
//                     kUnavailable  no memory for the cost of a slot
//
// Limits: a passphrase is tried against every slot that takes one, so a wrong one
// costs as many computations.
//
// Thread safety: free functions.

#include <variant>
#include <vector>

#include "base/result.h"
#include "crypto/aead.h"
#include "crypto/key_file_format.h"
#include "crypto/passphrase.h"
#include "crypto/recovery_share.h"
#include "crypto/secret_bytes.h"

namespace lawful {

inline constexpr std::size_t kCredentialMin = 32;
inline constexpr std::size_t kCredentialMax = std::size_t{64} << 10;

// Random bytes from a file, taken as they are.
class Credential {
 public:
  [[nodiscard]] static Result<Credential> take(SecretBytes bytes);

  std::span<const std::uint8_t> reveal_bytes() const { return bytes_.reveal_bytes(); }

 private:
  explicit Credential(SecretBytes bytes) : bytes_(std::move(bytes)) {}

  SecretBytes bytes_;
};

using SlotSecret = std::variant<Passphrase, Credential>;
using Unlock = std::variant<Passphrase, Credential, std::vector<RecoveryShare>>;

// What a slot has beside its secret.
struct NewSlot {
  std::uint32_t number = 1;
  Instant created{};
  Argon2Cost cost{};
};

[[nodiscard]] Result<KeySlot> make_slot(const DeploymentId& deployment, const SealKey& file_key,
                                        const SlotSecret& secret, const NewSlot& about);

struct SharedSlot {
  KeySlot slot;
  std::vector<RecoveryShare> shares;
};
[[nodiscard]] Result<SharedSlot> make_shared_slot(const DeploymentId& deployment,
                                                  const SealKey& file_key, std::uint8_t threshold,
                                                  std::uint8_t count, const NewSlot& about);

[[nodiscard]] Result<SealKey> unlock_slots(const KeyFileImage& image, const Unlock& unlock);

}  // namespace lawful
