#include "crypto/key_payload.h"

#include <algorithm>

#include "base/check.h"
#include "crypto/raw.h"
#include "crypto/sealed.h"
#include "crypto/secret_bytes.h"

namespace lawful {
namespace {

constexpr std::size_t kKeySize = 32;

// Keys one after the other into bytes that are wiped.
class KeyRun {
 public:
  explicit KeyRun(std::span<std::uint8_t> out) : rest_(out) {}
  template <class Use>
  void put_revealed(const Secret<Use>& key) {
    CHECK(rest_.size() >= kKeySize);
    std::ranges::copy(key.reveal_key_bytes(), rest_.begin());
    rest_ = rest_.subspan(kKeySize);
  }
  template <class Key>
  Key take_revealed() {
    CHECK(rest_.size() >= kKeySize);
    const auto bytes = rest_.first<kKeySize>();
    rest_ = rest_.subspan(kKeySize);
    return Key::take(bytes);
  }
  bool is_done() const { return rest_.empty(); }

 private:
  std::span<std::uint8_t> rest_;
};

}  // namespace

std::string seal_payload(const SealKey& file_key, const KeyFileHeader& header,
                         const std::vector<KeySlot>& slots, const KeyFileKeys& keys) {
  SecretBytes plain(payload_size(header));
  KeyRun run(plain.reveal_bytes());
  run.put_revealed(keys.root);
  run.put_revealed(keys.checkpoint);
  run.put_revealed(keys.promise);
  for (std::size_t i = 0; i < header.epochs.size(); ++i) {
    if (header.epochs[i].destroyed) continue;
    run.put_revealed(keys.epochs.at(static_cast<std::uint32_t>(i + 1)));
  }
  for (std::uint32_t version : header.index_versions) {
    run.put_revealed(keys.indexes.at(version).secret);
  }
  CHECK(run.is_done());
  std::string sealed(plain.size() + raw::kOverhead, '\0');
  raw::seal_into(file_key.reveal_key_bytes(), payload_context(header, slots), plain.reveal_bytes(),
                 {reinterpret_cast<std::uint8_t*>(sealed.data()), sealed.size()});
  return sealed;
}

Result<KeyFileKeys> open_payload(const SealKey& file_key, const KeyFileImage& image) {
  const KeyFileHeader& header = image.header;
  SecretBytes plain(payload_size(header));
  if (!raw::open_into(file_key.reveal_key_bytes(), payload_context(header, image.slots),
                      raw::bytes_of(image.sealed_payload), plain.reveal_bytes())) {
    return fail(Code::kCorrupt,
                "the key file does not open: its header, slots or payload were changed, and are "
                "not those that were written together");
  }
  KeyRun run(plain.reveal_bytes());
  // Braces evaluate in the order written.
  KeyFileKeys keys{run.take_revealed<RootKey>(),
                   run.take_revealed<SigningKey>(),
                   run.take_revealed<SigningKey>(),
                   {},
                   {}};
  for (std::size_t i = 0; i < header.epochs.size(); ++i) {
    if (header.epochs[i].destroyed) continue;
    keys.epochs.emplace(static_cast<std::uint32_t>(i + 1), run.take_revealed<WrappingKey>());
  }
  for (std::uint32_t version : header.index_versions) {
    keys.indexes.emplace(version, IndexKey{run.take_revealed<Secret<ForIndexing>>(), version});
  }
  CHECK(run.is_done());
  if (public_key(keys.checkpoint) != header.checkpoint_key ||
      public_key(keys.promise) != header.promise_key) {
    return fail(Code::kCorrupt,
                "the header of the key file is damaged: its public keys are not those of the keys");
  }
  return keys;
}

}  // namespace lawful
