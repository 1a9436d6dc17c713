#include "crypto/key_file_format.h"

#include "base/bytes.h"
#include "crypto/key_file_test.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

// A file with all that a file can have: three slots, a destroyed epoch, two versions.
std::string make_full_file(const std::string& path) {
  auto made = create_key_file(path);
  CHECK(made->add_slot(credential_of(counting(0, 32)), kNow).has_value());
  CHECK(made->add_recovery(2, 3, kNow).has_value());
  CHECK(made->begin_epoch(kNow + kDay).has_value());
  CHECK(made->begin_epoch(kNow + 2 * kDay).has_value());
  CHECK(made->destroy_epoch(1, kNow + 3 * kDay).has_value());
  CHECK(made->begin_index_version().has_value());
  return file_bytes(path);
}

std::string opening(const std::string& path, std::string_view bytes) {
  put_private(path, bytes);
  const auto opened = KeyFile::open(path, unlock_with_passphrase());
  if (opened) return "opened";
  return opened.error().message.substr(path.size() + 2);
}

constexpr std::size_t kSlotSize = 4 + 1 + 8 + 16 + 12 + 61 + 8;
constexpr std::size_t kPayloadSize = (3 + 2 + 2) * 32 + 29 + 8;

TEST(ParseKeyFile, ReadsWhatWasWritten) {
  const TemporaryFolder folder;
  const std::string bytes = make_full_file(folder.path("keys"));
  const auto image = parse_key_file(bytes);
  ASSERT_TRUE(image) << image.error().message;
  EXPECT_EQ(key_file_bytes(*image), bytes);
  EXPECT_EQ(image->header.revision, 7U);
  EXPECT_EQ(image->header.origin, "example.org/log");
  ASSERT_EQ(image->header.epochs.size(), 3U);
  EXPECT_EQ(image->header.epochs[0].destroyed, kNow + 3 * kDay);
  EXPECT_EQ(image->header.epochs[2].created, kNow + 2 * kDay);
  EXPECT_EQ(image->header.index_versions, (std::vector<std::uint32_t>{1, 2}));
  ASSERT_EQ(image->slots.size(), 3U);
  EXPECT_EQ(image->slots[0].kind, SlotKind::kPassphrase);
  EXPECT_EQ(image->slots[0].cost, kSmallCost);
  EXPECT_EQ(image->slots[1].kind, SlotKind::kCredential);
  EXPECT_EQ(image->slots[2].kind, SlotKind::kShares);
  EXPECT_EQ(image->slots[2].threshold, 2);
  EXPECT_EQ(image->slots[2].count, 3);
  EXPECT_EQ(image->slots[2].created, kNow);
}

// One bit of every byte, and the whole byte: it never opens, and the part is named.
TEST(ParseKeyFile, NamesThePartOfEveryByteThatIsChanged) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  const std::string bytes = make_full_file(path);
  ASSERT_EQ(opening(path, bytes), "opened");
  const std::size_t payload = bytes.size() - kPayloadSize;
  const std::size_t slots = payload - 3 * kSlotSize;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int mask : {1, 0x80, 0xff}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ mask);
      const std::string part =
          at < slots ? "the header of the key file is damaged: "
          : at >= payload
              ? "the payload of the key file is damaged: "
              : "slot " + std::to_string((at - slots) / kSlotSize + 1) + " of the key file, ";
      const std::string said = opening(path, changed);
      EXPECT_EQ(said.substr(0, part.size()), part) << "byte " << at << " mask " << mask << said;
      EXPECT_EQ(parse_key_file(changed).error().code, Code::kCorrupt) << at;
    }
  }
}

TEST(ParseKeyFile, NamesThePartInWhichTheFileEnds) {
  const TemporaryFolder folder;
  const std::string bytes = make_full_file(folder.path("keys"));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto image = parse_key_file(std::string_view(bytes).substr(0, size));
    ASSERT_FALSE(image) << size;
    EXPECT_EQ(image.error().code, Code::kCorrupt);
    EXPECT_NE(image.error().message.find("damaged"), std::string::npos);
  }
  EXPECT_EQ(parse_key_file(bytes + "x").error().message,
            "the payload of the key file is damaged: it has 262 bytes and not 261");
}

// Whoever changes bytes can make the checksums right. The seal tells.
TEST(OpenKeyFile, FindsWhatWasChangedTogetherWithItsChecksum) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  const KeyFileImage image = parse_key_file(make_full_file(path)).value();
  ASSERT_EQ(opening(path, key_file_bytes(image)), "opened");
  const std::string sealed =
      "the key file does not open: its header, slots or payload were changed, and are not those "
      "that were written together";
  const auto with = [&](auto change) {
    KeyFileImage changed = image;
    change(changed);
    return opening(path, key_file_bytes(changed));
  };
  EXPECT_EQ(with([](auto& f) { f.header.revision = 6; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.header.origin = "example.org/lox"; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.header.checkpoint_key = f.header.promise_key; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.header.epochs[0].destroyed = kNow; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.header.epochs[1].created = kNow; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.header.index_versions = {1, 3}; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.slots.pop_back(); }), sealed);
  EXPECT_EQ(with([](auto& f) { f.slots[2].threshold = 3; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.slots[1].file_key = f.slots[0].file_key; }), sealed);
  EXPECT_EQ(with([](auto& f) { f.sealed_payload[40] ^= 1; }), sealed);
  const std::string denied =
      "no slot of the key file opens with this; `lawful key unlock list` shows its slots";
  EXPECT_EQ(with([](auto& f) { f.header.deployment.bytes[0] ^= 1; }), denied);
  EXPECT_EQ(with([](auto& f) { f.slots[0].number = 0x7fffffff, f.slots.resize(1); }), denied);
  EXPECT_EQ(with([](auto& f) { f.slots[0].created = kNow + kDay; }), denied);
  EXPECT_EQ(with([](auto& f) { f.slots[0].cost.passes = 2; }), denied);
  EXPECT_EQ(with([](auto& f) { f.slots[0].salt[0] ^= 1; }), denied);
}

// A cost that would exhaust the machine is refused before it is spent.
TEST(OpenKeyFile, RefusesACostOutOfRange) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  const KeyFileImage image = parse_key_file(make_full_file(path)).value();
  for (const Argon2Cost& cost : {Argon2Cost{kArgon2MemoryKibMax + 1, 1, 1}, Argon2Cost{8, 17, 1},
                                 Argon2Cost{UINT32_MAX, UINT32_MAX, UINT32_MAX}}) {
    KeyFileImage changed = image;
    changed.slots[0].cost = cost;
    EXPECT_TRUE(opening(path, key_file_bytes(changed))
                    .starts_with("slot 1 of the key file, in their order, is damaged: Argon2id"));
  }
}

TEST(OpenPayload, HoldsTheHeadersPublicKeysToTheSecretOnes) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  KeyFileImage image = parse_key_file(make_full_file(path)).value();
  const auto file_key = unlock_slots(image, unlock_with_passphrase()).value();
  const auto keys = open_payload(file_key, image).value();
  std::swap(image.header.checkpoint_key, image.header.promise_key);
  image.sealed_payload = seal_payload(file_key, image.header, image.slots, keys);
  EXPECT_EQ(opening(path, key_file_bytes(image)),
            "the header of the key file is damaged: its public keys are not those of the keys");
}

// What no writer writes, with right checksums, is refused all the same.
TEST(ParseKeyFile, RefusesWhatBreaksItsInvariants) {
  const TemporaryFolder folder;
  const KeyFileImage image = parse_key_file(make_full_file(folder.path("keys"))).value();
  const auto parses = [&](auto change) {
    KeyFileImage changed = image;
    change(changed);
    changed.sealed_payload.resize(payload_size(changed.header) + 29);
    return parse_key_file(key_file_bytes(changed)).has_value();
  };
  EXPECT_TRUE(parses([](auto&) {}));
  EXPECT_FALSE(parses([](auto& f) { f.header.revision = 0; }));
  EXPECT_FALSE(parses([](auto& f) { f.header.origin = ""; }));
  EXPECT_FALSE(parses([](auto& f) { f.header.origin = "a b"; }));
  EXPECT_FALSE(parses([](auto& f) { f.header.epochs.clear(); }));
  EXPECT_FALSE(parses([](auto& f) { f.header.epochs.back().destroyed = kNow; }));
  EXPECT_TRUE(parses([](auto& f) { f.header.epochs.resize(kEpochsMax, f.header.epochs[1]); }));
  EXPECT_FALSE(parses([](auto& f) { f.header.epochs.resize(kEpochsMax + 1, f.header.epochs[1]); }));
  EXPECT_FALSE(parses([](auto& f) { f.header.index_versions.clear(); }));
  EXPECT_FALSE(parses([](auto& f) { f.header.index_versions = {0}; }));
  EXPECT_FALSE(parses([](auto& f) { f.header.index_versions = {2, 2}; }));
  EXPECT_FALSE(parses([](auto& f) { f.slots.clear(); }));
  EXPECT_FALSE(parses([](auto& f) { f.slots[2].number = 2; }));
  EXPECT_FALSE(parses([](auto& f) { f.slots[0].number = 0; }));
  EXPECT_FALSE(parses([](auto& f) { f.slots[2].threshold = 4; }));
  EXPECT_FALSE(parses([](auto& f) { f.slots[2].threshold = 1; }));
}

}  // namespace
}  // namespace lawful
