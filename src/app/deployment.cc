#include "app/deployment.h"

#include <ostream>

#include "app/unlock.h"
#include "ledger/ledger_sql.h"
#include "ledger/promise.h"

namespace lawful {
namespace {

class KeySigner final : public NoteSigner {
 public:
  KeySigner(std::string name, PublicKey key, SigningUse use, const KeyProvider* keys)
      : name_(std::move(name)), key_(key), use_(use), keys_(keys) {}

  std::string name() const override { return name_; }
  PublicKey public_key() const override { return key_; }
  Result<Signature> sign(std::string_view text) override {
    if (keys_ == nullptr) return fail(Code::kDenied, "the keys are locked: nothing can be signed");
    return keys_->sign(use_, text);
  }

 private:
  std::string name_;
  PublicKey key_;
  SigningUse use_;
  const KeyProvider* keys_;
};

}  // namespace

// The identity refers to the signers beside it, so this does not move.
struct Deployment::Signers {
  Signers(const KeyFileHeader& header, const KeyProvider* keys)
      : checkpoints(header.origin, header.checkpoint_key, SigningUse::kCheckpoint, keys),
        promises(promise_key_name(header.origin), header.promise_key, SigningUse::kPromise, keys),
        identity{Owner{header.deployment.bytes}, header.origin, checkpoints, promises} {}

  KeySigner checkpoints;
  KeySigner promises;
  LogIdentity identity;
};

Deployment::Deployment(DataFolder folder, KeyFileHeader header, std::unique_ptr<KeyProvider> keys,
                       std::unique_ptr<Store> store)
    : folder_(std::move(folder)),
      header_(std::move(header)),
      keys_(std::move(keys)),
      store_(std::move(store)),
      signers_(std::make_unique<Signers>(header_, keys_.get())) {}

Deployment::~Deployment() = default;

const LogIdentity& Deployment::log() const { return signers_->identity; }

std::optional<RootKey> Deployment::chain_key(const Owner& individual) const {
  if (keys_ == nullptr || individual.bytes != header_.deployment.bytes) return std::nullopt;
  auto key = keys_->derive<RootKey>(Context("ledger.own-chain"));
  if (!key) return std::nullopt;
  return std::optional<RootKey>(*std::move(key));
}

Result<std::unique_ptr<Deployment>> open_deployment(const DataFolder& folder, const Call& call,
                                                    Console& console, const OpenDeployment& how) {
  TRY(KeyFileImage image, read_key_file(folder.key_file));
  std::unique_ptr<KeyProvider> keys;
  const bool unlock =
      how.keys == Keys::kUnlocked || (how.keys == Keys::kIfNamed && names_unlocking(call, console));
  if (unlock) {
    TRY(std::unique_ptr<KeyFile> opened, unlock_key_file(folder.key_file, call, console));
    image.header = opened->header();  // What was opened, and not what was read before it.
    keys = std::move(opened);
  }
  StoreOptions options;
  options.open = how.store;
  TRY(std::unique_ptr<Store> store,
      open_store(folder.store, {&kLedgerSchema}, console.clock, options));
  return std::make_unique<Deployment>(folder, std::move(image.header), std::move(keys),
                                      std::move(store));
}

Result<std::unique_ptr<Deployment>> open_deployment(const Call& call, Console& console,
                                                    const OpenDeployment& how) {
  TRY(const std::string path, data_path(call, console));
  TRY(const DataFolder folder, read_data_folder(path));
  return open_deployment(folder, call, console, how);
}

int ended_by(Console& console, const Error& error) {
  console.err << error.message << "\n";
  return exit_status(error.code);
}

}  // namespace lawful
