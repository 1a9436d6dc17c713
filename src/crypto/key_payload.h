#pragma once
// The keys inside a key file, and the sealed bytes that hold them.
//
//   std::string sealed = seal_payload(file_key, header, slots, keys);
//   TRY(KeyFileKeys keys, open_payload(file_key, image));
//
// Plaintext: 32 bytes for each key, in the order root, checkpoint, promise, living
// epochs, living index versions; the header says which live. So a key whose epoch
// the header calls destroyed is not written. It is sealed as aead.h says, bound to
// all that stands before it in the file, and the plaintext is wiped.
//
// Invariant: `keys` has a key for every living epoch and version of `header`.
//
// Errors: open_payload kCorrupt, if header, slots or payload are not those that were
// sealed together, or the public keys of the header are not those of the payload.
//
// Thread safety: free functions; keys may be read by many.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/aead.h"
#include "crypto/blind_index.h"
#include "crypto/hkdf.h"
#include "crypto/key_file_format.h"
#include "crypto/key_wrap.h"
#include "crypto/signature.h"

namespace lawful {

struct KeyFileKeys {
  RootKey root;
  SigningKey checkpoint;
  SigningKey promise;
  std::map<std::uint32_t, WrappingKey> epochs;  // By number; the living ones.
  std::map<std::uint32_t, IndexKey> indexes;    // By version.
};

std::string seal_payload(const SealKey& file_key, const KeyFileHeader& header,
                         const std::vector<KeySlot>& slots, const KeyFileKeys& keys);
[[nodiscard]] Result<KeyFileKeys> open_payload(const SealKey& file_key, const KeyFileImage& image);

}  // namespace lawful
