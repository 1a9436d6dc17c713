#include "crypto/key_file_format.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "base/check.h"
#include "crypto/hash.h"
#include "crypto/sealed.h"

namespace lawful {
namespace {

constexpr std::string_view kMagic = "lawful key file\n";
constexpr std::uint8_t kFormat = 1;
constexpr std::uint8_t kProfileIntl = 1;
constexpr std::size_t kChecksumSize = 8;
constexpr std::size_t kKeySize = 32;
// Number, kind, created, salt, three parameters, wrapped key.
constexpr std::size_t kSlotSize = 4 + 1 + 8 + 16 + 3 * 4 + 61;
// The last instant that format_instant can write, in the year 9999.
constexpr std::uint64_t kInstantMax = 253'402'300'799'999;

std::string checksum(std::string_view bytes) {
  return std::string(as_text(sha256(bytes).bytes).substr(0, kChecksumSize));
}

std::uint64_t milliseconds(Instant instant) {
  const auto count = instant.time_since_epoch().count();
  CHECK(count > 0 && static_cast<std::uint64_t>(count) <= kInstantMax);
  return static_cast<std::uint64_t>(count);
}

Result<Instant> read_instant(ByteReader& in) {
  TRY(const std::uint64_t count, in.u64());
  if (count == 0 || count > kInstantMax) return fail(Code::kCorrupt, "no date");
  return Instant(std::chrono::milliseconds(count));
}

template <std::size_t N>
Result<std::array<std::uint8_t, N>> read_array(ByteReader& in) {
  TRY(const std::string_view bytes, in.bytes(N));
  std::array<std::uint8_t, N> out{};
  std::ranges::copy(as_bytes(bytes), out.begin());
  return out;
}

std::string header_body(const KeyFileHeader& header, std::size_t slot_count) {
  ByteWriter out;
  out.u64(header.revision).u8(kProfileIntl).bytes(header.deployment.bytes).run16(header.origin);
  out.bytes(header.checkpoint_key.bytes).bytes(header.promise_key.bytes);
  out.u16(static_cast<std::uint16_t>(header.epochs.size()));
  for (const EpochDates& epoch : header.epochs) {
    out.u64(milliseconds(epoch.created));
    out.u64(epoch.destroyed ? milliseconds(*epoch.destroyed) : 0);
  }
  out.u8(static_cast<std::uint8_t>(header.index_versions.size()));
  for (std::uint32_t version : header.index_versions) out.u32(version);
  out.u8(static_cast<std::uint8_t>(slot_count));
  return std::move(out).take();
}

std::string header_bytes(const KeyFileHeader& header, std::size_t slot_count) {
  ByteWriter out;
  out.bytes(kMagic).u8(kFormat).run32(header_body(header, slot_count));
  out.bytes(checksum(out.written()));
  return std::move(out).take();
}

// A slot's bytes in front of its wrapped key.
std::string slot_head(const KeySlot& slot) {
  ByteWriter out;
  out.u32(slot.number).u8(static_cast<std::uint8_t>(slot.kind)).u64(milliseconds(slot.created));
  out.bytes(slot.salt);
  switch (slot.kind) {
    case SlotKind::kPassphrase:
      out.u32(slot.cost.memory_kib).u32(slot.cost.passes).u32(slot.cost.lanes);
      break;
    case SlotKind::kCredential:
      out.u32(0).u32(0).u32(0);
      break;
    case SlotKind::kShares:
      out.u32(slot.threshold).u32(slot.count).u32(0);
      break;
  }
  return std::move(out).take();
}

std::string slot_bytes(const KeySlot& slot) {
  ByteWriter out;
  out.bytes(slot_head(slot)).bytes(slot.file_key.bytes);
  CHECK(out.written().size() == kSlotSize);
  out.bytes(checksum(out.written()));
  return std::move(out).take();
}

std::string front_bytes(const KeyFileHeader& header, const std::vector<KeySlot>& slots) {
  std::string front = header_bytes(header, slots.size());
  for (const KeySlot& slot : slots) front += slot_bytes(slot);
  return front;
}

Result<EpochDates> read_epoch(ByteReader& in) {
  TRY(const Instant created, read_instant(in));
  if (in.rest().starts_with(std::string_view("\0\0\0\0\0\0\0\0", 8))) {
    TRY_VOID(in.u64());
    return EpochDates{created, std::nullopt};
  }
  TRY(const Instant destroyed, read_instant(in));
  return EpochDates{created, destroyed};
}

Result<std::vector<std::uint32_t>> read_versions(ByteReader& in) {
  TRY(const std::uint8_t count, in.u8());
  if (count == 0 || count > kIndexVersionsMax) {
    return fail(Code::kCorrupt, "a wrong number of index versions");
  }
  std::vector<std::uint32_t> versions;
  for (std::uint8_t i = 0; i < count; ++i) {
    TRY(const std::uint32_t version, in.u32());
    if (version <= (versions.empty() ? 0 : versions.back())) {
      return fail(Code::kCorrupt, "index versions out of order");
    }
    versions.push_back(version);
  }
  return versions;
}

struct HeaderAndSlots {
  KeyFileHeader header;
  std::size_t slots = 0;
};

Result<HeaderAndSlots> read_header_body(std::string_view body) {
  ByteReader in(body);
  HeaderAndSlots out;
  KeyFileHeader& header = out.header;
  TRY(header.revision, in.u64());
  TRY(const std::uint8_t profile, in.u8());
  if (profile != kProfileIntl) {
    return fail(Code::kInvalid,
                fmt::format("it is of profile {}, and this program knows `intl`, 1", profile));
  }
  TRY(header.deployment.bytes, read_array<16>(in));
  TRY(const std::string_view origin, in.run16());
  TRY_VOID(check_origin(origin));
  header.origin = origin;
  TRY(header.checkpoint_key.bytes, read_array<32>(in));
  TRY(header.promise_key.bytes, read_array<32>(in));
  TRY(const std::uint16_t epochs, in.u16());
  if (header.revision == 0 || epochs == 0 || epochs > kEpochsMax) {
    return fail(Code::kCorrupt, "numbers that no key file has");
  }
  for (std::uint16_t i = 0; i < epochs; ++i) {
    TRY(const EpochDates epoch, read_epoch(in));
    header.epochs.push_back(epoch);
  }
  if (header.epochs.back().destroyed) return fail(Code::kCorrupt, "no living epoch");
  TRY(header.index_versions, read_versions(in));
  TRY(const std::uint8_t slots, in.u8());
  if (slots == 0 || slots > kSlotsMax) return fail(Code::kCorrupt, "a wrong number of slots");
  TRY_VOID(in.end());
  out.slots = slots;
  return out;
}

Result<HeaderAndSlots> read_header(ByteReader& in) {
  const std::string_view whole = in.rest();
  TRY(const std::string_view magic, in.bytes(kMagic.size()));
  if (magic != kMagic) return fail(Code::kCorrupt, "it is no key file, or its first bytes changed");
  TRY(const std::uint8_t format, in.u8());
  TRY(const std::string_view body, in.run32());
  const std::string_view summed = whole.substr(0, in.at());
  TRY(const std::string_view sum, in.bytes(kChecksumSize));
  if (sum != checksum(summed)) return fail(Code::kCorrupt, "bytes of it changed");
  if (format != kFormat) {
    return fail(Code::kInvalid,
                fmt::format("it is of format {}, and this program knows 1", format));
  }
  return read_header_body(body);
}

Result<void> read_parameters(ByteReader& in, KeySlot& slot) {
  TRY(const std::uint32_t first, in.u32());
  TRY(const std::uint32_t second, in.u32());
  TRY(const std::uint32_t third, in.u32());
  switch (slot.kind) {
    case SlotKind::kPassphrase:
      slot.cost = {first, second, third};
      return check_argon2_cost(slot.cost);
    case SlotKind::kCredential:
      if (first != 0 || second != 0 || third != 0) break;
      return {};
    case SlotKind::kShares:
      TRY_VOID(check_share_numbers(first, second));
      if (third != 0) break;
      slot.threshold = static_cast<std::uint8_t>(first);
      slot.count = static_cast<std::uint8_t>(second);
      return {};
  }
  return fail(Code::kCorrupt, "parameters that it has no use for");
}

Result<KeySlot> read_slot(ByteReader& in) {
  const std::string_view summed = in.rest().substr(0, kSlotSize);
  KeySlot slot;
  TRY(const std::string_view bytes, in.bytes(kSlotSize));
  TRY(const std::string_view sum, in.bytes(kChecksumSize));
  if (sum != checksum(summed)) return fail(Code::kCorrupt, "bytes of it changed");
  ByteReader fields(bytes);
  TRY(slot.number, fields.u32());
  TRY(const std::uint8_t kind, fields.u8());
  if (kind < 1 || kind > 3) return fail(Code::kInvalid, "a kind that this program does not know");
  slot.kind = static_cast<SlotKind>(kind);
  TRY(slot.created, read_instant(fields));
  TRY(slot.salt, read_array<16>(fields));
  TRY_VOID(read_parameters(fields, slot));
  TRY(slot.file_key.bytes, read_array<61>(fields));
  return slot;
}

// The same error, with the part in front. A cost or a number out of its range is
// no input of the caller here but a changed file.
Error in_part(std::string_view part, Error error) {
  return {Code::kCorrupt, fmt::format("{} is damaged: {}", part, error.message)};
}

Error in_header(Error error) {
  if (error.code != Code::kInvalid) return in_part("the header of the key file", std::move(error));
  return {Code::kInvalid, "the key file cannot be read: " + error.message};
}

}  // namespace

std::size_t payload_size(const KeyFileHeader& header) {
  const auto living = std::ranges::count_if(
      header.epochs, [](const EpochDates& epoch) { return !epoch.destroyed; });
  return (3 + static_cast<std::size_t>(living) + header.index_versions.size()) * kKeySize;
}

Result<KeyFileImage> parse_key_file(std::string_view bytes) {
  if (bytes.size() > kKeyFileMax) {
    return fail(Code::kInvalid, "the key file is longer than any that is made");
  }
  ByteReader in(bytes);
  auto header = read_header(in);
  if (!header) return tl::unexpected(in_header(std::move(header).error()));
  KeyFileImage image{std::move(header->header), {}, {}};
  for (std::size_t i = 0; i < header->slots; ++i) {
    const std::string part = fmt::format("slot {} of the key file, in their order,", i + 1);
    const auto slot = read_slot(in);
    if (!slot) return tl::unexpected(in_part(part, slot.error()));
    if (slot->number <= (image.slots.empty() ? 0 : image.slots.back().number)) {
      return tl::unexpected(in_part(part, {Code::kCorrupt, "its number is out of order"}));
    }
    image.slots.push_back(*slot);
  }
  const std::size_t size = payload_size(image.header) + raw::kOverhead;
  if (in.rest().size() != size + kChecksumSize) {
    return fail(Code::kCorrupt,
                fmt::format("the payload of the key file is damaged: it has {} bytes and not {}",
                            in.rest().size(), size + kChecksumSize));
  }
  image.sealed_payload = in.rest().substr(0, size);
  if (in.rest().substr(size) != checksum(image.sealed_payload)) {
    return fail(Code::kCorrupt, "the payload of the key file is damaged: bytes of it changed");
  }
  return image;
}

std::string key_file_bytes(const KeyFileImage& image) {
  CHECK(image.sealed_payload.size() == payload_size(image.header) + raw::kOverhead);
  return front_bytes(image.header, image.slots) + image.sealed_payload +
         checksum(image.sealed_payload);
}

Context payload_context(const KeyFileHeader& header, const std::vector<KeySlot>& slots) {
  return Context("key-file.payload").text(front_bytes(header, slots));
}

Context slot_context(const DeploymentId& deployment, const KeySlot& slot) {
  return Context("key-file.slot").text(as_text(deployment.bytes)).text(slot_head(slot));
}

}  // namespace lawful
