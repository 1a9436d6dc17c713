#pragma once
// What a transaction demands of a call whatever the engine: the statement is one of
// the store's, each value is one that both engines can hold, and a read writes
// nothing. The engines derive from it and run what has passed.
//
// Invariants
//   1. A statement that failed fails its work: every later call gives the same
//      error, and outcome() gives it even where the work ended well. One engine
//      could go on after it and the other not; so neither does.
//
// Errors: kInvalid as store.h says; else the engine's.
// Thread safety: its work's alone.

#include <optional>
#include <span>

#include "store/catalogue.h"
#include "store/store.h"

namespace lawful {

enum class Access { kRead, kWrite };

class CheckedTransaction : public Transaction {
 public:
  CheckedTransaction(const Catalogue& catalogue, Access access)
      : catalogue_(catalogue), access_(access) {}

  Result<Rows> run(const SqlStatement& statement, std::span<const Bind> values) final;

  bool wrote() const { return wrote_; }

  // What the work comes to: its own answer, or the statement's error that it did not pass on.
  Result<void> outcome(Result<void> of_work) const;

 protected:
  virtual Result<Rows> execute(const CatalogueEntry& entry, std::span<const Bind> values) = 0;

 private:
  Result<const CatalogueEntry*> checked(const SqlStatement& statement,
                                        std::span<const Bind> values) const;

  const Catalogue& catalogue_;
  Access access_;
  bool wrote_ = false;
  std::optional<Error> failed_;
};

}  // namespace lawful
