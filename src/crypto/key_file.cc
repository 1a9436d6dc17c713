#include "crypto/key_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "crypto/private_file.h"
#include "crypto/random.h"

namespace lawful {
namespace {

// A file holds dates from 1970 to 9999.
Result<void> check_date(Instant now) {
  using std::chrono::sys_days, std::chrono::year;
  const Instant end{sys_days{year{9999} / 12 / 31}};
  if (now > Instant{} && now < end) return {};
  return fail(Code::kInvalid, "the clock is before 1970 or after 9999; set it right");
}

// The same error with the file's name in front.
template <class T>
Result<T> about(const std::string& path, Result<T> result) {
  if (result) return result;
  return fail(result.error().code, path + ": " + result.error().message);
}

std::uint32_t next_number(const std::vector<KeySlot>& slots) {
  return static_cast<std::uint32_t>(slots.empty() ? 1 : slots.back().number + 1);
}

KeyFileKeys random_keys() {
  KeyFileKeys keys{
      random_key<RootKey>(), random_key<SigningKey>(), random_key<SigningKey>(), {}, {}};
  keys.epochs.emplace(1, random_key<WrappingKey>());
  keys.indexes.emplace(1, IndexKey{random_key<Secret<ForIndexing>>(), 1});
  return keys;
}

}  // namespace

Result<KeyFileImage> read_key_file(const std::string& path) {
  TRY(const std::string bytes, read_private_file(path, kKeyFileMax));
  return about(path, parse_key_file(bytes));
}

Result<std::unique_ptr<KeyFile>> KeyFile::create(const std::string& path, const std::string& origin,
                                                 const SlotSecret& secret, Instant now,
                                                 const Argon2Cost& cost) {
  TRY_VOID(check_origin(origin));
  TRY_VOID(check_date(now));
  std::unique_ptr<KeyFile> made(new KeyFile(path, random_key<SealKey>(), random_keys()));
  KeyFileHeader& header = made->image_.header;
  fill_random(header.deployment.bytes);
  header.origin = origin;
  header.checkpoint_key = lawful::public_key(made->keys_.checkpoint);
  header.promise_key = lawful::public_key(made->keys_.promise);
  header.epochs = {{now, std::nullopt}};
  header.index_versions = {1};
  TRY(const KeySlot slot, make_slot(header.deployment, made->file_key_, secret, {1, now, cost}));
  made->image_.slots = {slot};
  made->image_.sealed_payload =
      seal_payload(made->file_key_, header, made->image_.slots, made->keys_);
  made->bytes_ = key_file_bytes(made->image_);
  TRY_VOID(create_private_file(path, made->bytes_));
  return made;
}

Result<std::unique_ptr<KeyFile>> KeyFile::open(const std::string& path, const Unlock& unlock) {
  TRY(std::string bytes, read_private_file(path, kKeyFileMax));
  TRY(KeyFileImage image, about(path, parse_key_file(bytes)));
  TRY(SealKey file_key, about(path, unlock_slots(image, unlock)));
  TRY(KeyFileKeys keys, about(path, open_payload(file_key, image)));
  std::unique_ptr<KeyFile> opened(new KeyFile(path, std::move(file_key), std::move(keys)));
  opened->image_ = std::move(image);
  opened->bytes_ = std::move(bytes);
  return opened;
}

Result<void> KeyFile::write(KeyFileImage image) {
  ++image.header.revision;
  image.sealed_payload = seal_payload(file_key_, image.header, image.slots, keys_);
  std::string bytes = key_file_bytes(image);
  TRY_VOID(replace_private_file(path_, bytes_, bytes));
  image_ = std::move(image);
  bytes_ = std::move(bytes);
  return {};
}

Result<std::vector<KeySlot>> KeyFile::slots_without(std::optional<std::uint32_t> removed) const {
  std::vector<KeySlot> slots = image_.slots;
  if (!removed) return slots;
  const auto gone =
      std::erase_if(slots, [&](const KeySlot& slot) { return slot.number == *removed; });
  if (gone == 0) {
    return fail(Code::kNotFound, fmt::format("{}: there is no slot {}", path_, *removed));
  }
  return slots;
}

Result<void> KeyFile::append_slot(std::vector<KeySlot> slots, const KeySlot& slot) {
  if (slots.size() >= kSlotsMax) {
    return fail(Code::kConflict,
                fmt::format("{}: has {} slots already; remove one", path_, kSlotsMax));
  }
  slots.push_back(slot);
  return write({image_.header, std::move(slots), {}});
}

Result<std::uint32_t> KeyFile::add_slot(const SlotSecret& secret, Instant now,
                                        const Argon2Cost& cost,
                                        std::optional<std::uint32_t> replaces) {
  TRY_VOID(check_date(now));
  TRY(std::vector<KeySlot> slots, slots_without(replaces));
  TRY(const KeySlot slot,
      make_slot(deployment(), file_key_, secret, {next_number(image_.slots), now, cost}));
  TRY_VOID(append_slot(std::move(slots), slot));
  return slot.number;
}

Result<SharedSlot> KeyFile::add_recovery(std::uint8_t threshold, std::uint8_t count, Instant now) {
  TRY_VOID(check_date(now));
  TRY(SharedSlot shared, make_shared_slot(deployment(), file_key_, threshold, count,
                                          {next_number(image_.slots), now, {}}));
  TRY_VOID(append_slot(image_.slots, shared.slot));
  return shared;
}

Result<void> KeyFile::remove_slot(std::uint32_t number) {
  TRY(std::vector<KeySlot> slots, slots_without(number));
  if (slots.empty()) {
    return fail(
        Code::kConflict,
        fmt::format("{}: slot {} is the last that opens it; add another first", path_, number));
  }
  return write({image_.header, std::move(slots), {}});
}

Result<std::uint32_t> KeyFile::begin_epoch(Instant now) {
  TRY_VOID(check_date(now));
  if (image_.header.epochs.size() >= kEpochsMax) {
    return fail(Code::kConflict, fmt::format("{}: has had all {} epochs", path_, kEpochsMax));
  }
  KeyFileImage next{image_.header, image_.slots, {}};
  next.header.epochs.push_back({now, std::nullopt});
  const auto number = static_cast<std::uint32_t>(next.header.epochs.size());
  keys_.epochs.insert_or_assign(number, random_key<WrappingKey>());
  if (auto written = write(std::move(next)); !written) {
    keys_.epochs.erase(number);
    return tl::unexpected(std::move(written).error());
  }
  return number;
}

Result<void> KeyFile::destroy_epoch(std::uint32_t number, Instant now) {
  TRY_VOID(check_date(now));
  if (number == 0 || number > epoch()) {
    return fail(Code::kNotFound, fmt::format("{}: there is no epoch {}; the current one is {}",
                                             path_, number, epoch()));
  }
  if (number == epoch()) {
    return fail(
        Code::kConflict,
        fmt::format("{}: epoch {} is the current one; begin another and wrap its keys again "
                    "first",
                    path_, number));
  }
  KeyFileImage next{image_.header, image_.slots, {}};
  EpochDates& dates = next.header.epochs[number - 1];
  if (dates.destroyed) {
    return fail(Code::kConflict, fmt::format("{}: epoch {} was destroyed on {}", path_, number,
                                             format_date(beijing_date(*dates.destroyed))));
  }
  dates.destroyed = now;
  TRY_VOID(write(std::move(next)));
  keys_.epochs.erase(number);
  return {};
}

Result<std::uint32_t> KeyFile::begin_index_version() {
  KeyFileImage next{image_.header, image_.slots, {}};
  if (next.header.index_versions.size() >= kIndexVersionsMax) {
    return fail(Code::kConflict, fmt::format("{}: has {} index versions already; drop one", path_,
                                             kIndexVersionsMax));
  }
  const std::uint32_t version = next.header.index_versions.back() + 1;
  next.header.index_versions.push_back(version);
  keys_.indexes.insert_or_assign(version, IndexKey{random_key<Secret<ForIndexing>>(), version});
  if (auto written = write(std::move(next)); !written) {
    keys_.indexes.erase(version);
    return tl::unexpected(std::move(written).error());
  }
  return version;
}

Result<void> KeyFile::drop_index_version(std::uint32_t version) {
  KeyFileImage next{image_.header, image_.slots, {}};
  if (version == next.header.index_versions.back()) {
    return fail(Code::kConflict,
                fmt::format("{}: index version {} is the current one; begin another and index the "
                            "rows again first",
                            path_, version));
  }
  if (std::erase(next.header.index_versions, version) == 0) {
    return fail(Code::kNotFound, fmt::format("{}: there is no index version {}", path_, version));
  }
  TRY_VOID(write(std::move(next)));
  keys_.indexes.erase(version);
  return {};
}

Result<Signature> KeyFile::sign(SigningUse use, std::string_view message) const {
  return lawful::sign(use == SigningUse::kCheckpoint ? keys_.checkpoint : keys_.promise, message);
}

PublicKey KeyFile::public_key(SigningUse use) const {
  return use == SigningUse::kCheckpoint ? image_.header.checkpoint_key : image_.header.promise_key;
}

std::uint32_t KeyFile::epoch() const {
  return static_cast<std::uint32_t>(image_.header.epochs.size());
}

std::vector<Epoch> KeyFile::epochs() const {
  std::vector<Epoch> epochs;
  for (const EpochDates& dates : image_.header.epochs) {
    epochs.push_back(
        {static_cast<std::uint32_t>(epochs.size() + 1), dates.created, dates.destroyed});
  }
  return epochs;
}

std::vector<std::uint32_t> KeyFile::index_versions() const { return image_.header.index_versions; }

Result<BlindIndex> KeyFile::index(const Context& kind, std::string_view value) const {
  return blind_index(keys_.indexes.at(image_.header.index_versions.back()), kind, value);
}

Result<std::vector<BlindIndex>> KeyFile::indexes(const Context& kind,
                                                 std::string_view value) const {
  std::vector<BlindIndex> found;
  for (const auto& [version, key] : keys_.indexes) {
    TRY(const BlindIndex one, blind_index(key, kind, value));
    found.push_back(one);
  }
  return found;
}

Result<EpochWrappedKey> KeyFile::wrap_revealed_bytes(Label use,
                                                     std::span<const std::uint8_t, 32> key,
                                                     const Context& context) const {
  const WrappingKey& wrapping = keys_.epochs.at(epoch());
  return EpochWrappedKey{epoch(), wrap_revealed_key_bytes(wrapping, use, key, context)};
}

Result<void> KeyFile::reveal_unwrapped_bytes(Label use, const EpochWrappedKey& wrapped,
                                             const Context& context,
                                             std::span<std::uint8_t, 32> key) const {
  const auto found = keys_.epochs.find(wrapped.epoch);
  if (found != keys_.epochs.end()) {
    return reveal_unwrapped_key_bytes(found->second, use, wrapped.key, context, key);
  }
  if (wrapped.epoch == 0 || wrapped.epoch > epoch()) {
    return fail(Code::kNotFound,
                fmt::format("there is no epoch {}; the current one is {}", wrapped.epoch, epoch()));
  }
  const auto& destroyed = image_.header.epochs[wrapped.epoch - 1].destroyed;
  CHECK(destroyed.has_value());
  return fail(Code::kNotFound, fmt::format("the key of epoch {} was destroyed on {}", wrapped.epoch,
                                           format_date(beijing_date(*destroyed))));
}

Result<void> KeyFile::reveal_derived_bytes(Label use, const Context& context,
                                           std::span<std::uint8_t, 32> key) const {
  reveal_derived_key_bytes(keys_.root, use, context, key);
  return {};
}

}  // namespace lawful
