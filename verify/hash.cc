#include "hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>

#include "say.h"

namespace verify {
namespace {

const unsigned char* data(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Hash sha256_of(std::string_view first, std::string_view second, std::string_view third) {
  static const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                               &EVP_MD_CTX_free);
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free);
  Hash hash{};
  if (!context || !sha || EVP_DigestInit_ex2(context.get(), sha.get(), nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), first.data(), first.size()) != 1 ||
      EVP_DigestUpdate(context.get(), second.data(), second.size()) != 1 ||
      EVP_DigestUpdate(context.get(), third.data(), third.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) != 1) {
    throw NoInput(say("libcrypto does not compute SHA-256"));
  }
  return hash;
}

constexpr std::string_view kLeaf{"\0", 1};
constexpr std::string_view kNode{"\1", 1};

}  // namespace

Hash sha256(std::string_view bytes) { return sha256_of(bytes, {}, {}); }

Hash leaf_hash(std::string_view entry) { return sha256_of(kLeaf, entry, {}); }

Hash node_hash(const Hash& left, const Hash& right) {
  return sha256_of(kNode, view(left), view(right));
}

Hash hmac_sha256(std::string_view key, std::string_view message) {
  Hash hash{};
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data(message), message.size(),
           hash.data(), nullptr) == nullptr) {
    throw NoInput(say("libcrypto does not compute HMAC-SHA-256"));
  }
  return hash;
}

bool ed25519_verify(std::string_view key, std::string_view message, std::string_view signature) {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> public_key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, data(key), key.size()),
      &EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  return public_key && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
         EVP_DigestVerify(context.get(), data(signature), signature.size(), data(message),
                          message.size()) == 1;
}

}  // namespace verify
