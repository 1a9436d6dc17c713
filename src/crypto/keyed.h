#pragma once
// HMAC-SHA-256 of a message under a context: length of the context's encoding (8
// bytes, big end first), the encoding, the message. MACs (mac.h) and blind
// indexes (blind_index.h) share it; their keys are of different types.
//
// Errors: none. Thread safety: a free function.

#include "crypto/context.h"
#include "crypto/raw.h"

namespace lawful::raw {

Digest keyed(KeyBytes key, const Context& context, Bytes message);

}  // namespace lawful::raw
