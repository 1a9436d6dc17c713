#include "crypto/base64.h"

#include <openssl/evp.h>

#include "base/bytes.h"

namespace lawful {

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // It also writes a terminating zero.
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), lawful::as_bytes(bytes).data(),
                      static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

Result<std::string> from_base64(std::string_view text) {
  const auto refused = [] { return fail(Code::kInvalid, "not base 64 (standard, padded)"); };
  if (text.size() % 4 != 0) return refused();
  std::string bytes(text.size() / 4 * 3, '\0');
  const int length = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                     lawful::as_bytes(text).data(), static_cast<int>(text.size()));
  if (length < 0) return refused();
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  if (bytes.size() < padding) return refused();
  bytes.resize(bytes.size() - padding);
  // The library skips white space and stray bits; what it read must be what it would write.
  if (to_base64(bytes) != text) return refused();
  return bytes;
}

}  // namespace lawful
