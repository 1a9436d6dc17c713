#include "crypto/raw.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
#include <limits>
#include <memory>

#include "base/check.h"
#include "crypto/secret.h"

namespace lawful::raw {
namespace {

template <auto free>
struct Free {
  template <class T>
  void operator()(T* object) const {
    free(object);
  }
};

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;
using MacAlgorithm = std::unique_ptr<EVP_MAC, Free<EVP_MAC_free>>;
using MacState = std::unique_ptr<EVP_MAC_CTX, Free<EVP_MAC_CTX_free>>;
using KdfAlgorithm = std::unique_ptr<EVP_KDF, Free<EVP_KDF_free>>;
using KdfState = std::unique_ptr<EVP_KDF_CTX, Free<EVP_KDF_CTX_free>>;

// OpenSSL counts the bytes of a cipher in int.
int length(Bytes bytes) {
  CHECK(bytes.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
  return static_cast<int>(bytes.size());
}

// The library takes some inputs by a pointer to mutable bytes and does not write.
OSSL_PARAM octets(const char* name, Bytes bytes) {
  auto* data = const_cast<std::uint8_t*>(bytes.data());
  return OSSL_PARAM_construct_octet_string(name, data, bytes.size());
}

OSSL_PARAM sha256_parameter() {
  static char name[] = "SHA256";
  return OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, name, 0);
}

}  // namespace

Bytes bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void gcm_encrypt(KeyBytes key, NonceBytes nonce, Bytes associated, Bytes plaintext,
                 std::span<std::uint8_t> out) {
  CHECK(out.size() == plaintext.size() + kTagSize);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  CHECK(cipher != nullptr);
  auto* state = cipher.get();
  int written = 0;
  std::uint8_t nothing = 0;
  CHECK(EVP_EncryptInit_ex(state, EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1);
  if (!associated.empty()) {
    CHECK(EVP_EncryptUpdate(state, nullptr, &written, associated.data(), length(associated)) == 1);
  }
  if (!plaintext.empty()) {
    CHECK(EVP_EncryptUpdate(state, out.data(), &written, plaintext.data(), length(plaintext)) == 1);
    CHECK(written == length(plaintext));
  }
  CHECK(EVP_EncryptFinal_ex(state, &nothing, &written) == 1 && written == 0);
  CHECK(EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_AEAD_GET_TAG, kTagSize,
                            out.data() + plaintext.size()) == 1);
}

bool gcm_decrypt(KeyBytes key, NonceBytes nonce, Bytes associated, Bytes sealed,
                 std::span<std::uint8_t> out) {
  CHECK(sealed.size() == out.size() + kTagSize);
  const Bytes ciphertext = sealed.first(out.size());
  std::array<std::uint8_t, kTagSize> tag{};
  std::ranges::copy(sealed.last(kTagSize), tag.begin());
  const Cipher cipher(EVP_CIPHER_CTX_new());
  CHECK(cipher != nullptr);
  auto* state = cipher.get();
  int written = 0;
  std::uint8_t nothing = 0;
  CHECK(EVP_DecryptInit_ex(state, EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1);
  if (!associated.empty()) {
    CHECK(EVP_DecryptUpdate(state, nullptr, &written, associated.data(), length(associated)) == 1);
  }
  if (!ciphertext.empty()) {
    const int size = length(ciphertext);
    CHECK(EVP_DecryptUpdate(state, out.data(), &written, ciphertext.data(), size) == 1);
    CHECK(written == size);
  }
  CHECK(EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_AEAD_SET_TAG, kTagSize, tag.data()) == 1);
  const bool right = EVP_DecryptFinal_ex(state, &nothing, &written) == 1;
  // What a wrong key or a forger made of the ciphertext is not for anybody.
  if (!right) wipe(out);
  return right;
}

Digest hmac(Bytes key, std::initializer_list<Bytes> parts) {
  static const MacAlgorithm algorithm(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  CHECK(algorithm != nullptr);
  const MacState mac(EVP_MAC_CTX_new(algorithm.get()));
  CHECK(mac != nullptr);
  const std::array<OSSL_PARAM, 2> parameters = {sha256_parameter(), OSSL_PARAM_construct_end()};
  CHECK(EVP_MAC_init(mac.get(), key.data(), key.size(), parameters.data()) == 1);
  for (Bytes part : parts) {
    if (!part.empty()) CHECK(EVP_MAC_update(mac.get(), part.data(), part.size()) == 1);
  }
  Digest digest{};
  std::size_t size = 0;
  CHECK(EVP_MAC_final(mac.get(), digest.data(), &size, digest.size()) == 1);
  CHECK(size == digest.size());
  return digest;
}

void hkdf(Bytes secret, Bytes salt, Bytes info, std::span<std::uint8_t> out) {
  static const KdfAlgorithm algorithm(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  CHECK(algorithm != nullptr);
  const KdfState kdf(EVP_KDF_CTX_new(algorithm.get()));
  CHECK(kdf != nullptr);
  std::array<OSSL_PARAM, 5> parameters = {sha256_parameter(), octets(OSSL_KDF_PARAM_KEY, secret),
                                          OSSL_PARAM_construct_end(), OSSL_PARAM_construct_end(),
                                          OSSL_PARAM_construct_end()};
  std::size_t next = 2;
  if (!salt.empty()) parameters[next++] = octets(OSSL_KDF_PARAM_SALT, salt);
  if (!info.empty()) parameters[next++] = octets(OSSL_KDF_PARAM_INFO, info);
  CHECK(EVP_KDF_derive(kdf.get(), out.data(), out.size(), parameters.data()) == 1);
}

}  // namespace lawful::raw
