// Any bytes as a key file before it is unlocked, once as they are and once with their checksums
// made right, and as a recovery share: an answer, never a crash; what is accepted is written back
// as the same bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/check.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/key_file_format.h"
#include "crypto/recovery_share.h"

namespace {

constexpr std::size_t kChecksumSize = 8;
constexpr std::size_t kHeaderFront = 16 + 1 + 4;  // Up to the body, whose length stands last.
constexpr std::size_t kSlotSize = 4 + 1 + 8 + 16 + 12 + 61;

void check_message(const lawful::Error& error) {
  CHECK(!error.message.empty() && !lawful::find_invalid_utf8(error.message));
}

void read_key_file(std::string_view bytes) {
  const auto image = lawful::parse_key_file(bytes);
  if (!image) return check_message(image.error());
  CHECK(lawful::key_file_bytes(*image) == bytes);
  CHECK(!image->slots.empty() && image->slots.size() <= lawful::kSlotsMax);
  CHECK(!image->header.epochs.empty() && !image->header.epochs.back().destroyed);
  for (const lawful::KeySlot& slot : image->slots) {
    CHECK(slot.kind != lawful::SlotKind::kPassphrase || lawful::check_argon2_cost(slot.cost));
  }
}

// Puts the checksum of bytes[from, to) behind them, if there is room.
bool mend(std::string& bytes, std::size_t from, std::size_t to) {
  if (to < from || bytes.size() < to + kChecksumSize) return false;
  const lawful::Sha256 hash = lawful::sha256(std::string_view(bytes).substr(from, to - from));
  bytes.replace(to, kChecksumSize, lawful::as_text(hash.bytes).substr(0, kChecksumSize));
  return true;
}

// No fuzzer guesses a checksum: without this it would see nothing behind the first.
std::string mended(std::string bytes) {
  lawful::ByteReader in(bytes);
  if (!in.bytes(kHeaderFront - 4)) return bytes;
  const auto length = in.u32();
  if (!length || *length == 0 || *length > in.rest().size()) return bytes;
  std::size_t at = kHeaderFront + *length;
  const auto slots = static_cast<std::uint8_t>(bytes[at - 1]);
  if (!mend(bytes, 0, at)) return bytes;
  at += kChecksumSize;
  for (std::uint8_t slot = 0; slot < slots; ++slot) {
    if (!mend(bytes, at, at + kSlotSize)) return bytes;
    at += kSlotSize + kChecksumSize;
  }
  if (bytes.size() >= at + kChecksumSize) mend(bytes, at, bytes.size() - kChecksumSize);
  return bytes;
}

void read_share(std::string_view text) {
  const auto share = lawful::parse_share(text);
  if (!share) return check_message(share.error());
  const lawful::SecretBytes written = reveal_share_text(*share);
  const auto again = lawful::parse_share(written.reveal_text());
  CHECK(again.has_value() && again->set == share->set && again->number == share->number);
  CHECK(std::ranges::equal(again->piece.reveal_key_bytes(), share->piece.reveal_key_bytes()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  read_key_file(bytes);
  read_key_file(mended(bytes));
  read_share(bytes);
  return 0;
}
