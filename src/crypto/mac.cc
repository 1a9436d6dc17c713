#include "crypto/mac.h"

#include <openssl/crypto.h>

#include "crypto/keyed.h"

namespace lawful {

Mac make_mac(const MacKey& key, const Context& context, std::string_view message) {
  return {raw::keyed(key.reveal_key_bytes(), context, raw::bytes_of(message))};
}

Result<void> check_mac(const MacKey& key, const Context& context, std::string_view message,
                       const Mac& mac) {
  const Mac right = make_mac(key, context, message);
  if (CRYPTO_memcmp(right.bytes.data(), mac.bytes.data(), right.bytes.size()) != 0) {
    return fail(Code::kCorrupt, "the tag does not match: another key, context or message");
  }
  return {};
}

}  // namespace lawful
