#pragma once
// For tests: a note signer that holds a generated key.
//
//   KeySigner log("example.org/log", "seed of the log");
//   NoteVerifier verifier = log.verifier();
//
// Invariant: the seed of the key is SHA-256 of the words given, so nobody takes it for a secret.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/hash.h"
#include "ledger/note.h"

namespace lawful {

class KeySigner final : public NoteSigner {
 public:
  KeySigner(std::string name, std::string_view words)
      : KeySigner(std::move(name), sha256(words).bytes) {}
  // `seed` is that of RFC 8032.
  KeySigner(std::string name, std::array<std::uint8_t, 32> seed)
      : name_(std::move(name)), key_(SigningKey::take(seed)) {}

  std::string name() const override { return name_; }
  PublicKey public_key() const override { return lawful::public_key(key_); }
  Result<Signature> sign(std::string_view text) override { return lawful::sign(key_, text); }

  NoteVerifier verifier() const { return {name_, public_key()}; }

 private:
  std::string name_;
  SigningKey key_;
};

}  // namespace lawful
