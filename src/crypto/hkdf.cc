#include "crypto/hkdf.h"

#include "crypto/raw.h"

namespace lawful {

void reveal_derived_key_bytes(const RootKey& root, Label use, const Context& context,
                              std::span<std::uint8_t> out) {
  const Context info = Context("derived-key").text(use.text()).text(context.encoded());
  raw::hkdf(root.reveal_key_bytes(), {}, raw::bytes_of(info.encoded()), out);
}

}  // namespace lawful
