#include "crypto/sealed.h"

#include <string>

#include "base/check.h"
#include "crypto/random.h"

namespace lawful::raw {
namespace {

std::string associated(std::uint8_t format, const Context& context) {
  return std::string(1, static_cast<char>(format)) + context.encoded();
}

}  // namespace

void seal_into(KeyBytes key, const Context& context, Bytes plaintext, std::span<std::uint8_t> out) {
  CHECK(out.size() == plaintext.size() + kOverhead);
  out[0] = kFormat;
  const auto nonce = out.subspan<1, kNonceSize>();
  fill_random(nonce);
  gcm_encrypt(key, nonce, bytes_of(associated(kFormat, context)), plaintext,
              out.subspan(kHeadSize));
}

bool open_into(KeyBytes key, const Context& context, Bytes sealed, std::span<std::uint8_t> out) {
  CHECK(sealed.size() == out.size() + kOverhead);
  return gcm_decrypt(key, sealed.subspan<1, kNonceSize>(), bytes_of(associated(sealed[0], context)),
                     sealed.subspan(kHeadSize), out);
}

}  // namespace lawful::raw
