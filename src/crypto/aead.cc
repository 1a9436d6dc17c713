#include "crypto/aead.h"

#include "crypto/sealed.h"

namespace lawful {

static_assert(kSealOverhead == raw::kOverhead);

namespace {

std::span<std::uint8_t> writable(std::string& text) {
  return {reinterpret_cast<std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

Result<std::string> seal(const SealKey& key, const Context& context, std::string_view plaintext) {
  if (plaintext.size() > kSealedMax) {
    return fail(Code::kInvalid, "more bytes than one seal takes: at most 64 MiB");
  }
  std::string sealed(plaintext.size() + kSealOverhead, '\0');
  raw::seal_into(key.reveal_key_bytes(), context, raw::bytes_of(plaintext), writable(sealed));
  return sealed;
}

Result<std::string> unseal(const SealKey& key, const Context& context, std::string_view sealed) {
  const raw::Bytes bytes = raw::bytes_of(sealed);
  if (bytes.size() < kSealOverhead) {
    return fail(Code::kCorrupt, "sealed bytes are too short to be any");
  }
  if (bytes.size() > kSealedMax + kSealOverhead) {
    return fail(Code::kCorrupt, "sealed bytes are longer than any that are made");
  }
  if (bytes[0] != raw::kFormat) {
    return fail(Code::kCorrupt, "sealed bytes have a format that this program does not know");
  }
  std::string plaintext(bytes.size() - kSealOverhead, '\0');
  if (!raw::open_into(key.reveal_key_bytes(), context, bytes, writable(plaintext))) {
    return fail(Code::kCorrupt,
                "sealed bytes do not open: another key, another context, or changed bytes");
  }
  return plaintext;
}

}  // namespace lawful
