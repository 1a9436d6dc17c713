#include "crypto/key_file_test.h"

#include <set>

#include "base/bytes.h"
#include "crypto/mac.h"
#include "crypto/private_file.h"
#include "crypto/random.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

constexpr std::string_view kDenied =
    ": no slot of the key file opens with this; `lawful key unlock list` shows its slots";

Context whose() { return Context("test.row").number(7); }

template <class T>
std::string message(const Result<T>& result) {
  return result ? "no error" : result.error().message;
}

template <class T>
Code code(const Result<T>& result) {
  CHECK(!result.has_value());
  return result.error().code;
}

std::unique_ptr<KeyFile> reopened(const std::string& path) {
  auto opened = KeyFile::open(path, unlock_with_passphrase());
  CHECK(opened.has_value());
  return *std::move(opened);
}

TEST(KeyFile, KeepsItsIdentityAndKeysWhenOpenedAgain) {
  const TemporaryFolder folder;
  const auto made = create_key_file(folder.path("keys"));
  EXPECT_EQ(made->origin(), "example.org/log");
  EXPECT_EQ(made->profile(), "intl");
  EXPECT_NE(made->deployment(), DeploymentId{});
  const auto key = key_of<SealKey>(counting(32, 32));
  const auto wrapped = made->wrap(key, whose());
  ASSERT_TRUE(wrapped);
  EXPECT_EQ(wrapped->epoch, 1U);

  const auto again = reopened(folder.path("keys"));
  EXPECT_EQ(again->deployment(), made->deployment());
  EXPECT_EQ(again->origin(), made->origin());
  EXPECT_EQ(again->epochs(), (std::vector<Epoch>{{1, kNow, std::nullopt}}));
  const auto unwrapped = again->unwrap<SealKey>(*wrapped, whose());
  ASSERT_TRUE(unwrapped) << unwrapped.error().message;
  EXPECT_EQ(text_of(unwrapped->reveal_key_bytes()), counting(32, 32));
  EXPECT_EQ(again->index(whose(), "x").value(), made->index(whose(), "x").value());
  const auto derived = again->derive<MacKey>(whose()).value();
  EXPECT_EQ(text_of(derived.reveal_key_bytes()),
            text_of(made->derive<MacKey>(whose())->reveal_key_bytes()));
  EXPECT_NE(text_of(derived.reveal_key_bytes()),
            text_of(made->derive<MacKey>(Context("test.other"))->reveal_key_bytes()));
  EXPECT_NE(text_of(derived.reveal_key_bytes()),
            text_of(made->derive<SealKey>(whose())->reveal_key_bytes()));
}

TEST(KeyFile, SignsEachUseWithAKeyOfItsOwn) {
  const TemporaryFolder folder;
  const auto made = create_key_file(folder.path("keys"));
  const PublicKey checkpoint = made->public_key(SigningUse::kCheckpoint);
  const PublicKey promise = made->public_key(SigningUse::kPromise);
  EXPECT_NE(checkpoint, promise);
  const auto again = reopened(folder.path("keys"));
  const Signature signature = again->sign(SigningUse::kCheckpoint, "note").value();
  EXPECT_TRUE(check_signature(checkpoint, "note", signature));
  EXPECT_FALSE(check_signature(promise, "note", signature));
  EXPECT_TRUE(check_signature(promise, "note", again->sign(SigningUse::kPromise, "note").value()));
}

TEST(KeyFile, TwoAreNeverAlike) {
  const TemporaryFolder folder;
  const auto one = create_key_file(folder.path("one"));
  const auto other = create_key_file(folder.path("other"));
  EXPECT_NE(one->deployment(), other->deployment());
  EXPECT_NE(one->public_key(SigningUse::kCheckpoint), other->public_key(SigningUse::kCheckpoint));
  EXPECT_NE(one->index(whose(), "x").value(), other->index(whose(), "x").value());
  EXPECT_FALSE(other->unwrap<SealKey>(one->wrap(random_key<SealKey>(), whose()).value(), whose()));
}

TEST(KeyFile, HasAnOriginThatCanStandInASignedNote) {
  const TemporaryFolder folder;
  for (const std::string bad : {"", "a b", "a+b", "a\nb", "\u65e5", "a\x7f"}) {
    const auto made =
        KeyFile::create(folder.path("keys"), bad, passphrase_of(kPassphraseText), kNow, kSmallCost);
    EXPECT_EQ(code(made), Code::kInvalid) << bad;
  }
  EXPECT_FALSE(check_origin(std::string(256, 'a')));
  EXPECT_TRUE(check_origin(std::string(255, 'a')));
  EXPECT_FALSE(std::filesystem::exists(folder.path("keys")));
}

TEST(KeyFile, IsNeverCreatedOverAnother) {
  const TemporaryFolder folder;
  const auto made = create_key_file(folder.path("keys"));
  EXPECT_FALSE(KeyFile::create(folder.path("keys"), "example.org/log",
                               passphrase_of(kPassphraseText), kNow, kSmallCost));
  EXPECT_EQ(reopened(folder.path("keys"))->deployment(), made->deployment());
}

TEST(KeyFile, RefusesADateThatNoFileHolds) {
  const TemporaryFolder folder;
  const auto made = create_key_file(folder.path("keys"));
  EXPECT_EQ(code(made->begin_epoch(Instant{})), Code::kInvalid);
  EXPECT_EQ(code(made->add_slot(credential_of(counting(0, 32)),
                                Instant{std::chrono::milliseconds{INT64_MAX}})),
            Code::kInvalid);
}

TEST(Epochs, GoOnAndKeepTheirDates) {
  const TemporaryFolder folder;
  auto made = create_key_file(folder.path("keys"));
  const auto first = made->wrap(key_of<SealKey>(counting(0, 32)), whose()).value();
  EXPECT_EQ(made->begin_epoch(kNow + kDay).value(), 2U);
  const auto again = reopened(folder.path("keys"));
  EXPECT_EQ(again->epoch(), 2U);
  EXPECT_EQ(again->epochs(),
            (std::vector<Epoch>{{1, kNow, std::nullopt}, {2, kNow + kDay, std::nullopt}}));
  EXPECT_EQ(again->header().revision, 2U);
  const auto second = again->wrap(key_of<SealKey>(counting(0, 32)), whose()).value();
  EXPECT_EQ(second.epoch, 2U);
  EXPECT_TRUE(again->unwrap<SealKey>(first, whose()));
  EXPECT_TRUE(made->unwrap<SealKey>(second, whose()));
  // The key of one epoch does not open what another wrapped.
  EXPECT_FALSE(again->unwrap<SealKey>({1, second.key}, whose()));
}

TEST(Epochs, ADestroyedOneOpensNothingMoreAndSaysWhen) {
  const TemporaryFolder folder;
  auto made = create_key_file(folder.path("keys"));
  const auto first = made->wrap(random_key<SealKey>(), whose()).value();
  ASSERT_TRUE(made->begin_epoch(kNow + kDay));
  const auto second = made->wrap(random_key<SealKey>(), whose()).value();
  const auto size = file_bytes(folder.path("keys")).size();
  ASSERT_TRUE(made->destroy_epoch(1, kNow + 2 * kDay));
  EXPECT_EQ(file_bytes(folder.path("keys")).size(), size - 32);
  const auto again = reopened(folder.path("keys"));
  for (const auto* keys : {made.get(), again.get()}) {
    const auto gone = keys->unwrap<SealKey>(first, whose());
    EXPECT_EQ(code(gone), Code::kNotFound);
    EXPECT_EQ(message(gone), "the key of epoch 1 was destroyed on 2023-11-17");
    EXPECT_TRUE(keys->unwrap<SealKey>(second, whose()));
    EXPECT_EQ(message(keys->unwrap<SealKey>({9, second.key}, whose())),
              "there is no epoch 9; the current one is 2");
    EXPECT_EQ(code(keys->unwrap<SealKey>({0, second.key}, whose())), Code::kNotFound);
    EXPECT_EQ(keys->epochs()[0], (Epoch{1, kNow, kNow + 2 * kDay}));
  }
}

TEST(Epochs, OnlyAPastLivingOneIsDestroyed) {
  const TemporaryFolder folder;
  auto made = create_key_file(folder.path("keys"));
  EXPECT_EQ(code(made->destroy_epoch(1, kNow)), Code::kConflict);
  EXPECT_EQ(code(made->destroy_epoch(0, kNow)), Code::kNotFound);
  EXPECT_EQ(code(made->destroy_epoch(2, kNow)), Code::kNotFound);
  ASSERT_TRUE(made->begin_epoch(kNow));
  ASSERT_TRUE(made->destroy_epoch(1, kNow));
  EXPECT_EQ(code(made->destroy_epoch(1, kNow)), Code::kConflict);
  EXPECT_EQ(made->header().revision, 3U);
}

TEST(IndexVersions, LiveSideBySideUntilOneIsDropped) {
  const TemporaryFolder folder;
  auto made = create_key_file(folder.path("keys"));
  const BlindIndex old = made->index(whose(), "x").value();
  EXPECT_EQ(old.version, 1U);
  EXPECT_EQ(made->begin_index_version().value(), 2U);
  const auto again = reopened(folder.path("keys"));
  const BlindIndex current = again->index(whose(), "x").value();
  EXPECT_EQ(current.version, 2U);
  EXPECT_EQ(again->indexes(whose(), "x").value(), (std::vector<BlindIndex>{old, current}));
  EXPECT_EQ(again->index_versions(), (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(code(again->drop_index_version(2)), Code::kConflict);
  EXPECT_EQ(code(again->drop_index_version(3)), Code::kNotFound);
  ASSERT_TRUE(again->drop_index_version(1));
  EXPECT_EQ(code(again->drop_index_version(1)), Code::kNotFound);
  const auto third = reopened(folder.path("keys"));
  EXPECT_EQ(third->indexes(whose(), "x").value(), (std::vector<BlindIndex>{current}));
  EXPECT_EQ(third->begin_index_version().value(), 3U);
  EXPECT_EQ(code(third->index(whose(), "")), Code::kInvalid);
  EXPECT_EQ(code(third->indexes(whose(), "")), Code::kInvalid);
}

TEST(Slots, AnyOneOpens) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  auto made = create_key_file(path);
  EXPECT_EQ(made->add_slot(credential_of(counting(0, 32)), kNow).value(), 2U);
  const auto recovery = made->add_recovery(2, 3, kNow);
  ASSERT_TRUE(recovery);
  EXPECT_EQ(recovery->slot.number, 3U);
  EXPECT_TRUE(KeyFile::open(path, unlock_with_passphrase()));
  EXPECT_TRUE(KeyFile::open(path, credential_of(counting(0, 32))));
  for (const std::vector<std::size_t>& two : {std::vector<std::size_t>{0, 1}, {0, 2}, {2, 1}}) {
    EXPECT_TRUE(KeyFile::open(path, copies(recovery->shares, two)));
  }
  EXPECT_EQ(message(KeyFile::open(path, copies(recovery->shares, {1}))),
            path + ": 2 recovery shares are needed, and 1 given");
}

TEST(Slots, AWrongPassphraseAndAWrongCredentialLookAlike) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  auto made = create_key_file(path);
  // Before and after there is a slot that takes credentials.
  for (int i = 0; i < 2; ++i) {
    const auto passphrase = KeyFile::open(path, passphrase_of("a passphrase of others"));
    const auto credential = KeyFile::open(path, credential_of(counting(9, 32)));
    EXPECT_EQ(code(passphrase), Code::kDenied);
    EXPECT_EQ(code(credential), Code::kDenied);
    EXPECT_EQ(message(passphrase), path + std::string(kDenied));
    EXPECT_EQ(message(credential), path + std::string(kDenied));
    ASSERT_TRUE(made->add_slot(credential_of(counting(0, 32)), kNow));
  }
}

TEST(Slots, AShareOfAnotherKeyFileIsNamed) {
  const TemporaryFolder folder;
  auto one = create_key_file(folder.path("one"));
  auto other = create_key_file(folder.path("other"));
  const auto ours = one->add_recovery(2, 3, kNow).value();
  const auto theirs = other->add_recovery(2, 3, kNow).value();
  std::vector<RecoveryShare> mixed = copies(ours.shares, {0});
  mixed.push_back(std::move(copies(theirs.shares, {2}).front()));
  const std::string set = to_hex(as_text(theirs.slot.salt));
  const auto opened = KeyFile::open(folder.path("one"), std::move(mixed));
  EXPECT_EQ(code(opened), Code::kInvalid);
  EXPECT_EQ(message(opened), folder.path("one") + ": share 3 of set " + set +
                                 " belongs to another key file, or to a slot that was removed");
}

TEST(Slots, ACredentialHasThirtyTwoBytesAtLeast) {
  EXPECT_FALSE(Credential::take(SecretBytes(31)));
  EXPECT_TRUE(Credential::take(SecretBytes(32)));
  EXPECT_FALSE(Credential::take(SecretBytes(kCredentialMax + 1)));
}

TEST(Slots, AreReplacedAndRemovedButNeverTheLast) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  auto made = create_key_file(path);
  EXPECT_EQ(message(made->remove_slot(1)),
            path + ": slot 1 is the last that opens it; add another first");
  EXPECT_EQ(code(made->remove_slot(7)), Code::kNotFound);
  EXPECT_EQ(code(made->add_slot(passphrase_of("another passphrase"), kNow, kSmallCost, 7)),
            Code::kNotFound);
  EXPECT_EQ(made->add_slot(passphrase_of("another passphrase"), kNow, kSmallCost, 1).value(), 2U);
  EXPECT_EQ(code(KeyFile::open(path, unlock_with_passphrase())), Code::kDenied);
  auto again = KeyFile::open(path, passphrase_of("another passphrase")).value();
  ASSERT_EQ(again->slots().size(), 1U);
  const auto recovery = again->add_recovery(2, 2, kNow).value();
  ASSERT_TRUE(again->remove_slot(2));
  EXPECT_EQ(code(KeyFile::open(path, passphrase_of("another passphrase"))), Code::kDenied);
  auto recovered = KeyFile::open(path, copies(recovery.shares, {0, 1})).value();
  EXPECT_TRUE(recovered->add_slot(passphrase_of(kPassphraseText), kNow, kSmallCost, 3));
  EXPECT_EQ(code(KeyFile::open(path, copies(recovery.shares, {0, 1}))), Code::kInvalid);
  EXPECT_EQ(reopened(path)->deployment(), made->deployment());
}

TEST(Slots, AreSixteenAtMost) {
  const TemporaryFolder folder;
  auto made = create_key_file(folder.path("keys"));
  for (std::size_t i = 1; i < kSlotsMax; ++i) {
    ASSERT_TRUE(made->add_slot(credential_of(counting(static_cast<int>(i), 32)), kNow));
  }
  EXPECT_EQ(code(made->add_slot(credential_of(counting(99, 32)), kNow)), Code::kConflict);
  EXPECT_TRUE(made->add_slot(credential_of(counting(99, 32)), kNow, {}, 5));
  EXPECT_TRUE(KeyFile::open(folder.path("keys"), credential_of(counting(99, 32))));
  EXPECT_TRUE(KeyFile::open(folder.path("keys"), credential_of(counting(1, 32))));
}

// Who opened the file before another changed it must not undo that change.
TEST(KeyFile, RefusesToChangeAFileThatHasChanged) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  auto one = create_key_file(path);
  const auto other = reopened(path);
  ASSERT_TRUE(one->begin_epoch(kNow));
  EXPECT_EQ(code(other->begin_epoch(kNow)), Code::kConflict);
  EXPECT_EQ(code(other->begin_index_version()), Code::kConflict);
  EXPECT_EQ(other->epoch(), 1U);
  const auto wrapped = other->wrap(random_key<SealKey>(), whose()).value();
  EXPECT_EQ(wrapped.epoch, 1U);
  EXPECT_TRUE(one->unwrap<SealKey>(wrapped, whose()));
  EXPECT_EQ(message(other->unwrap<SealKey>({2, wrapped.key}, whose())),
            "there is no epoch 2; the current one is 1");
  EXPECT_EQ(other->indexes(whose(), "x")->size(), 1U);
  EXPECT_TRUE(reopened(path)->begin_epoch(kNow));
}

// A crash while rewriting: what it left beside the file changes nothing.
TEST(KeyFile, OpensAfterACrashAtAnyPointOfRewriting) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  auto made = create_key_file(path);
  const std::string before = file_bytes(path);
  ASSERT_TRUE(made->begin_epoch(kNow));
  const std::string after = file_bytes(path);
  for (std::size_t size = 0; size <= after.size(); size += 37) {
    put_private(path, before);
    put_private(path + ".new", after.substr(0, size));
    const auto opened = reopened(path);
    EXPECT_EQ(opened->epoch(), 1U);
    EXPECT_TRUE(opened->begin_epoch(kNow));
    EXPECT_EQ(reopened(path)->epoch(), 2U);
  }
}

TEST(KeyFile, IsRefusedWhereOthersMayReadIt) {
  const TemporaryFolder folder;
  const std::string path = folder.path("keys");
  create_key_file(path);
  std::filesystem::permissions(path, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  EXPECT_NE(message(KeyFile::open(path, unlock_with_passphrase())).find("chmod 600"),
            std::string::npos);
  EXPECT_FALSE(read_key_file(path));
}

// No key of the payload stands readable in the file.
TEST(KeyFile, ShowsNoKey) {
  const TemporaryFolder folder;
  const auto made = create_key_file(folder.path("keys"));
  const std::string bytes = file_bytes(folder.path("keys"));
  EXPECT_NE(bytes.find(text_of(made->public_key(SigningUse::kCheckpoint).bytes)),
            std::string::npos);
  const auto image = read_key_file(folder.path("keys")).value();
  const auto file_key = unlock_slots(image, unlock_with_passphrase()).value();
  EXPECT_EQ(bytes.find(text_of(file_key.reveal_key_bytes())), std::string::npos);
  const auto keys = open_payload(file_key, image).value();
  for (const auto& key :
       {text_of(keys.root.reveal_key_bytes()), text_of(keys.checkpoint.reveal_key_bytes()),
        text_of(keys.promise.reveal_key_bytes()), text_of(keys.epochs.at(1).reveal_key_bytes()),
        text_of(keys.indexes.at(1).secret.reveal_key_bytes())}) {
    EXPECT_EQ(bytes.find(key), std::string::npos);
  }
}

}  // namespace
}  // namespace lawful
