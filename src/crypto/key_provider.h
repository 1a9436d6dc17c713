#pragma once
// The keys of one deployment, and what is done with them. Whoever needs a key asks
// here and does not know where it lives: in a sealed file (key_file.h), or in a
// token that never lets one out.
//
//   TRY(EpochWrappedKey row, keys.wrap(data_key, whose));
//   TRY(SealKey data_key, keys.unwrap<SealKey>(row, whose));
//   TRY(Signature signature, keys.sign(SigningUse::kCheckpoint, note));
//   TRY(BlindIndex found, keys.index(Context("identity").text("phone"), phone));
//
// Identity. deployment() is random and names the log; origin() is the name under
// which others know its signatures (the key name of a signed note); profile() is
// the set of algorithms.
//
// Epochs. Keys at rest are wrapped under the key of an epoch, 1, 2, …, and a
// new one is always wrapped under the current. When an epoch's key is destroyed,
// what is still wrapped under it stays closed for good; that is how backups
// forget. The list keeps the dates.
//
//   current ──a new epoch begins──► past ──destroyed──► gone (its dates stay)
//
// Index keys. A look-up value is made under the current version; while rows are
// indexed again, indexes() gives it under every version that still lives.
//
// Derived keys (derive) come from the deployment's root and are keys in this
// process; what is wrapped and unwrapped is too. Epoch keys, signing keys and
// index keys need not be: no function here gives one out.
//
// Errors
//   unwrap   kNotFound  no such epoch, or its key was destroyed, with the date
//            kCorrupt   as unwrap_key (key_wrap.h)
//   index, indexes  kInvalid for an empty value (blind_index.h)
//   each     kUnavailable where a token does not answer; a file never does so
//
// Limits: those of key_wrap.h for one epoch.
//
// Thread safety: functions that are const may be called by many threads at once.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/blind_index.h"
#include "crypto/context.h"
#include "crypto/key_wrap.h"
#include "crypto/secret.h"
#include "crypto/signature.h"

namespace lawful {

struct DeploymentId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const DeploymentId&) const = default;
};

// Each its own key: who holds a promise cannot pass it for a checkpoint.
enum class SigningUse { kCheckpoint, kPromise };

struct Epoch {
  std::uint32_t number = 0;
  Instant created{};
  std::optional<Instant> destroyed;

  bool operator==(const Epoch&) const = default;
};

struct EpochWrappedKey {
  std::uint32_t epoch = 0;
  WrappedKey key;
};

// The name in front of a signature: 1 to 255 printable ASCII characters without
// spaces and `+`, which separate it from what follows. kInvalid, with the rule.
[[nodiscard]] Result<void> check_origin(std::string_view origin);

class KeyProvider {
 public:
  virtual ~KeyProvider() = default;

  virtual const DeploymentId& deployment() const = 0;
  virtual const std::string& origin() const = 0;
  virtual std::string_view profile() const = 0;

  [[nodiscard]] virtual Result<Signature> sign(SigningUse use, std::string_view message) const = 0;
  virtual PublicKey public_key(SigningUse use) const = 0;

  virtual std::uint32_t epoch() const = 0;        // The current one.
  virtual std::vector<Epoch> epochs() const = 0;  // All that ever were, from 1.

  template <class Use>
  [[nodiscard]] Result<EpochWrappedKey> wrap(const Secret<Use>& key, const Context& context) const {
    return wrap_revealed_bytes(Secret<Use>::kUse, key.reveal_key_bytes(), context);
  }
  template <class Key>
  [[nodiscard]] Result<Key> unwrap(const EpochWrappedKey& wrapped, const Context& context) const {
    std::array<std::uint8_t, Key::kSize> bytes{};
    TRY_VOID(reveal_unwrapped_bytes(Key::kUse, wrapped, context, bytes));
    return Key::take(bytes);
  }

  virtual std::vector<std::uint32_t> index_versions() const = 0;  // The current one is the last.
  [[nodiscard]] virtual Result<BlindIndex> index(const Context& kind,
                                                 std::string_view value) const = 0;
  // One for each living version, the current one last.
  [[nodiscard]] virtual Result<std::vector<BlindIndex>> indexes(const Context& kind,
                                                                std::string_view value) const = 0;

  template <class Key>
  [[nodiscard]] Result<Key> derive(const Context& context) const {
    std::array<std::uint8_t, Key::kSize> bytes{};
    TRY_VOID(reveal_derived_bytes(Key::kUse, context, bytes));
    return Key::take(bytes);
  }

 protected:
  // For the templates above alone: named so that a search for `reveal` finds them.
  [[nodiscard]] virtual Result<EpochWrappedKey> wrap_revealed_bytes(
      Label use, std::span<const std::uint8_t, 32> key, const Context& context) const = 0;
  [[nodiscard]] virtual Result<void> reveal_unwrapped_bytes(
      Label use, const EpochWrappedKey& wrapped, const Context& context,
      std::span<std::uint8_t, 32> key) const = 0;
  [[nodiscard]] virtual Result<void> reveal_derived_bytes(
      Label use, const Context& context, std::span<std::uint8_t, 32> key) const = 0;
};

}  // namespace lawful
