#pragma once
// A data folder, opened: its keys, its store and its log, as the commands of `lawful ledger` and
// whatever leaves evidence need them.
//
//   TRY(auto deployment, open_deployment(call, console, {.keys = Keys::kUnlocked}));
//   Integrator integrator(deployment->store(), deployment->log(), console.clock);
//
// Locked keys show who signed and sign nothing: what only reads needs no secret. Chains of which
// the key is not there, because the keys are locked or an individual was erased, are checked
// without it.
//
// Errors: those of data_folder.h, unlock.h and open_store.

#include <memory>
#include <optional>
#include <string>

#include "app/command.h"
#include "app/data_folder.h"
#include "crypto/key_file.h"
#include "crypto/key_provider.h"
#include "ledger/fsck.h"
#include "ledger/log_rows.h"
#include "store/store.h"

namespace lawful {

enum class Keys {
  kLocked,   // Public keys alone.
  kIfNamed,  // Unlocked where a flag or the environment says how; nobody is asked.
  kUnlocked,
};

struct OpenDeployment {
  Keys keys = Keys::kLocked;
  StoreOptions::Open store = StoreOptions::Open::kRead;
};

class Deployment {
 public:
  Deployment(DataFolder folder, KeyFileHeader header, std::unique_ptr<KeyProvider> keys,
             std::unique_ptr<Store> store);
  ~Deployment();
  Deployment(const Deployment&) = delete;
  Deployment& operator=(const Deployment&) = delete;

  const DataFolder& folder() const { return folder_; }
  Store& store() { return *store_; }
  const LogIdentity& log() const;
  bool unlocked() const { return keys_ != nullptr; }

  // The key of the chain of one individual, or of the handler's own, whose id is the log's. Nothing
  // while locked, or where it is not ours to have.
  [[nodiscard]] std::optional<RootKey> chain_key(const Owner& individual) const;

 private:
  struct Signers;

  DataFolder folder_;
  KeyFileHeader header_;
  std::unique_ptr<KeyProvider> keys_;  // Null while locked.
  std::unique_ptr<Store> store_;
  std::unique_ptr<Signers> signers_;
};

[[nodiscard]] Result<std::unique_ptr<Deployment>> open_deployment(const Call& call,
                                                                  Console& console,
                                                                  const OpenDeployment& how);
// The same of a folder that is known.
[[nodiscard]] Result<std::unique_ptr<Deployment>> open_deployment(const DataFolder& folder,
                                                                  const Call& call,
                                                                  Console& console,
                                                                  const OpenDeployment& how);

// Prints `error` and returns the exit status for it: a record that is not there is 66.
int ended_by(Console& console, const Error& error);

}  // namespace lawful
