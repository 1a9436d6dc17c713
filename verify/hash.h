#pragma once
// The cryptography: SHA-256, HMAC-SHA-256 and Ed25519 from OpenSSL's libcrypto,
// and the two hashes of a Merkle tree (RFC 6962, section 2.1).
// Not for several threads: one context is kept for all hashes.

#include <string_view>

#include "bytes.h"

namespace verify {

Hash sha256(std::string_view bytes);
Hash hmac_sha256(std::string_view key, std::string_view message);
Hash leaf_hash(std::string_view entry);               // SHA-256(0x00 | entry)
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 | left | right)
// Whether `signature` is that of `message` by the 32-byte public key.
bool ed25519_verify(std::string_view key, std::string_view message, std::string_view signature);

}  // namespace verify
