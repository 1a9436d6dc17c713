#include "crypto/key_wrap.h"

#include "crypto/sealed.h"

namespace lawful {

static_assert(std::tuple_size_v<decltype(WrappedKey::bytes)> == 32 + raw::kOverhead);

namespace {

Context wrapped_context(Label use, const Context& context) {
  return Context("wrapped-key").text(use.text()).text(context.encoded());
}

}  // namespace

WrappedKey wrap_revealed_key_bytes(const WrappingKey& wrapping, Label use,
                                   std::span<const std::uint8_t, 32> key, const Context& context) {
  WrappedKey wrapped;
  raw::seal_into(wrapping.reveal_key_bytes(), wrapped_context(use, context), key, wrapped.bytes);
  return wrapped;
}

Result<void> reveal_unwrapped_key_bytes(const WrappingKey& wrapping, Label use,
                                        const WrappedKey& wrapped, const Context& context,
                                        std::span<std::uint8_t, 32> key) {
  if (wrapped.bytes[0] != raw::kFormat) {
    return fail(Code::kCorrupt, "a wrapped key has a format that this program does not know");
  }
  if (!raw::open_into(wrapping.reveal_key_bytes(), wrapped_context(use, context), wrapped.bytes,
                      key)) {
    return fail(Code::kCorrupt,
                "a wrapped key does not unwrap: another wrapping key, context or use, or changed "
                "bytes");
  }
  return {};
}

}  // namespace lawful
