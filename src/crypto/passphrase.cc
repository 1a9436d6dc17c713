#include "crypto/passphrase.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace lawful {
namespace {

bool is_control(std::uint8_t byte) { return byte < 0x20 || byte == 0x7f; }

}  // namespace

Result<Passphrase> Passphrase::take(std::string& typed) {
  const SecretBytes given = SecretBytes::take(typed);
  const std::string length_rule =
      fmt::format("a passphrase has {} to {} bytes", kPassphraseMin, kPassphraseMax);
  if (given.size() > kPassphraseMax) return fail(Code::kInvalid, length_rule);
  if (find_invalid_utf8(given.reveal_text())) {
    return fail(Code::kInvalid, "a passphrase is valid UTF-8");
  }
  if (std::ranges::any_of(given.reveal_bytes(), is_control)) {
    return fail(Code::kInvalid, "a passphrase is one line without control characters");
  }
  TRY(std::string normal, to_nfc(given.reveal_text()));
  SecretBytes bytes = SecretBytes::take(normal);
  if (bytes.size() < kPassphraseMin || bytes.size() > kPassphraseMax) {
    return fail(Code::kInvalid, length_rule);
  }
  return Passphrase(std::move(bytes));
}

}  // namespace lawful
