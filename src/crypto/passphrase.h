#pragma once
// What a person types to open a key file, in the one form in which it is used.
//
//   TRY(Passphrase passphrase, Passphrase::take(typed));   // `typed` is zeroes now
//
// Invariants
//   1. 12 to 1024 bytes of well-formed UTF-8, without control characters: a line
//      end at its end belongs to the file it was read from, and who reads it
//      drops it.
//   2. Normalization form C, so that two keyboards that write one text as
//      different bytes open the same file.
//
// Twelve bytes are a bound against accidents, not a measure of strength:
// docs/operator.md says how to choose one.
//
// Errors: take kInvalid, saying which rule, never what was typed.
//
// Thread safety: may be read by many; moving is for the owner.

#include <string>

#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace lawful {

inline constexpr std::size_t kPassphraseMin = 12;
inline constexpr std::size_t kPassphraseMax = 1024;

class Passphrase {
 public:
  [[nodiscard]] static Result<Passphrase> take(std::string& typed);

  std::span<const std::uint8_t> reveal_bytes() const { return bytes_.reveal_bytes(); }

 private:
  explicit Passphrase(SecretBytes bytes) : bytes_(std::move(bytes)) {}

  SecretBytes bytes_;
};

}  // namespace lawful
