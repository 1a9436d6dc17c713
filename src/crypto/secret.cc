#include "crypto/secret.h"

#include <openssl/crypto.h>

namespace lawful {

void wipe(std::span<std::uint8_t> bytes) { OPENSSL_cleanse(bytes.data(), bytes.size()); }

}  // namespace lawful
