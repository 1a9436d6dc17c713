#pragma once
// A ledger in a SQLite file of its own, with generated keys and individuals, for benchmarks.
//
//   Folder folder;                                  // gone with the object
//   LedgerStore ledger(folder.file("rows"));
//   ledger.append(10'000, 250);                     // rows, callers that wait at a time
//   ledger.integrate();
//
// Every individual and key is derived from a number; nothing is about anybody. What fails ends the
// program: a figure over failures says nothing.
//
// Thread safety: one caller, and beside it one that integrates.

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "bench/report.h"
#include "ledger/integrator.h"
#include "ledger/key_signer_test.h"

namespace lawful::bench {

inline constexpr std::size_t kIndividuals = 10'000;

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// The row that every figure writes: the body of a decision.
std::string decision_body(std::uint64_t number);

class LedgerStore {
 public:
  explicit LedgerStore(std::string path);

  // `callers` works wait at a time: who is answered asks again at once, so a batch is as many.
  void append(std::uint64_t rows, std::uint64_t callers);
  // Fast: a hundred rows of one individual a work.
  void append_many(std::uint64_t rows);
  // Steps until nothing is left: how long each took, and the entries.
  std::uint64_t integrate(Samples* steps = nullptr);
  // Moves SQLite's log into the file; the file's bytes.
  std::uint64_t close();

  Store& store() { return *store_; }
  const LogIdentity& identity() const { return identity_; }
  const Clock& clock() const { return clock_; }

 private:
  struct Appending;
  void submit_next(Appending& appending);

  const std::string path_;
  const SystemClock clock_;
  KeySigner checkpoints_;
  KeySigner promises_;
  std::vector<Owner> individuals_;
  std::vector<RootKey> keys_;
  LogIdentity identity_;
  std::unique_ptr<Store> store_;
  std::uint64_t appended_ = 0;
};

// The ceiling: the same rows of the same individuals, made before, into the same tables by the
// plainest program there is, `batch` of them a commit. Its file is made by a LedgerStore.
class BareRows {
 public:
  explicit BareRows(const std::string& path);
  ~BareRows();
  BareRows(const BareRows&) = delete;
  BareRows& operator=(const BareRows&) = delete;

  void append(std::uint64_t rows, std::uint64_t batch);

 private:
  struct Handles;
  std::unique_ptr<Handles> handles_;
};

// Which individual the n-th row is about: the same for both, and like random.
std::size_t individual_of(std::uint64_t n);
Owner generated_owner(std::uint64_t number);

}  // namespace lawful::bench
