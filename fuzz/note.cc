// Any bytes as a signed note and as a verifier key: an answer, never a crash; what opens is a text
// that was signed, and can be signed further.
#include "ledger/note.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "ledger/checkpoint.h"
#include "ledger/promise.h"

namespace {

using lawful::NoteVerifier;

// Of the logs in tests/golden/log.
constexpr std::string_view kLogKey =
    "log.example/generated+4ab60c63+AfBBZaNUDH5wW/G4royoCQqL+dgL3bs/P9lFCROLJoF+";

// A generated key: its seed is 0, 1, 2, ...
class CountingSigner final : public lawful::NoteSigner {
 public:
  std::string name() const override { return "fuzz.example/counting"; }
  lawful::PublicKey public_key() const override { return lawful::public_key(key_); }
  lawful::Result<lawful::Signature> sign(std::string_view text) override {
    return lawful::sign(key_, text);
  }

 private:
  static lawful::SigningKey counting() {
    std::array<std::uint8_t, 32> seed{};
    for (std::size_t i = 0; i < seed.size(); ++i) seed[i] = static_cast<std::uint8_t>(i);
    return lawful::SigningKey::take(seed);
  }

  lawful::SigningKey key_ = counting();
};

void check_note(std::string_view bytes, CountingSigner& signer) {
  const std::vector<NoteVerifier> verifiers = {
      *lawful::parse_vkey(kLogKey),
      {signer.name(), signer.public_key()},
  };
  const auto opened = lawful::open_note(bytes, verifiers);
  if (opened) {
    CHECK(bytes.starts_with(opened->text) && opened->text.ends_with('\n'));
    CHECK(!opened->signed_by.empty());
  }
  const auto more = lawful::add_signature(bytes, signer);
  if (!more) return;  // Not a note, or signed already.
  CHECK(more->starts_with(bytes));
  // Only a wrong signature of a known key stands against the one that was just added.
  const auto again = lawful::open_note(*more, std::vector{verifiers[1]});
  CHECK(again.has_value() && bytes.starts_with(again->text));
}

void check_text(std::string_view bytes, CountingSigner& signer) {
  if (const auto note = lawful::sign_note(bytes, signer)) {
    const auto opened =
        lawful::open_note(*note, std::vector{NoteVerifier{signer.name(), signer.public_key()}});
    CHECK(opened.has_value() && opened->text == bytes);
  }
  if (const auto checkpoint = lawful::parse_checkpoint(bytes)) {
    CHECK(lawful::format_checkpoint(*checkpoint) == bytes);
  }
  if (const auto head = lawful::parse_promise_head(bytes)) {
    CHECK(lawful::format_promise_head(*head) == bytes);
  }
  if (const auto verifier = lawful::parse_vkey(bytes)) CHECK(verifier->vkey() == bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CountingSigner signer;
  check_note(bytes, signer);
  check_text(bytes, signer);
  return 0;
}
