#include "crypto/signature.h"

#include <openssl/evp.h>

#include <memory>

#include "base/check.h"
#include "crypto/raw.h"

namespace lawful {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeDigest {
  void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Digest = std::unique_ptr<EVP_MD_CTX, FreeDigest>;

Key private_half(const SigningKey& key) {
  const auto seed = key.reveal_key_bytes();
  Key made(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  CHECK(made != nullptr);
  return made;
}

Digest new_digest() {
  Digest digest(EVP_MD_CTX_new());
  CHECK(digest != nullptr);
  return digest;
}

}  // namespace

PublicKey public_key(const SigningKey& key) {
  PublicKey shown;
  std::size_t size = shown.bytes.size();
  CHECK(EVP_PKEY_get_raw_public_key(private_half(key).get(), shown.bytes.data(), &size) == 1);
  CHECK(size == shown.bytes.size());
  return shown;
}

Signature sign(const SigningKey& key, std::string_view message) {
  const Key signer = private_half(key);
  const Digest digest = new_digest();
  const raw::Bytes bytes = raw::bytes_of(message);
  Signature signature;
  std::size_t size = signature.bytes.size();
  CHECK(EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, signer.get()) == 1);
  CHECK(EVP_DigestSign(digest.get(), signature.bytes.data(), &size, bytes.data(), bytes.size()) ==
        1);
  CHECK(size == signature.bytes.size());
  return signature;
}

Result<void> check_signature(const PublicKey& key, std::string_view message,
                             const Signature& signature) {
  const Key signer(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.bytes.data(), key.bytes.size()));
  CHECK(signer != nullptr);
  const Digest digest = new_digest();
  const raw::Bytes bytes = raw::bytes_of(message);
  CHECK(EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, signer.get()) == 1);
  if (EVP_DigestVerify(digest.get(), signature.bytes.data(), signature.bytes.size(), bytes.data(),
                       bytes.size()) != 1) {
    return fail(Code::kCorrupt,
                "the signature does not match: another key, another message, or changed bytes");
  }
  return {};
}

}  // namespace lawful
