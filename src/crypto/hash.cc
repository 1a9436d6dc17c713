#include "crypto/hash.h"

#include <openssl/evp.h>

#include "base/check.h"

namespace lawful {
namespace {

// Looked up once: the look-up takes longer than the hash of a short text.
const EVP_MD* algorithm() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  CHECK(found != nullptr);
  return found;
}

}  // namespace

std::string Sha256::hex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (std::uint8_t byte : bytes) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

Sha256 sha256(std::string_view data) {
  Sha256 digest;
  unsigned size = 0;
  // Fails only when OpenSSL cannot allocate or has no SHA-256: nothing to go on with.
  const int done =
      EVP_Digest(data.data(), data.size(), digest.bytes.data(), &size, algorithm(), nullptr);
  CHECK(done == 1 && size == digest.bytes.size());
  return digest;
}

}  // namespace lawful
