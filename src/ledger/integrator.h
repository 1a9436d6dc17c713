#pragma once
// Puts rows that have no leaf yet into the log, and signs what it has become.
//
//   Integrator integrator(store, identity, clock);
//   TRY(Integrator::Step step, integrator.step());       // at least every kIntegrateEvery
//
//   lease ─► head, intents ─► finish intents ─► oldest pending rows ─► grow, sign ─► one
//   transaction
//                                                                       of the log ─► drop them
//                                                                       from pending
//
// Any process may integrate; the one that holds the lease does. The lease only spares
// work: what keeps the log right is that the transaction moves the head from the size
// that the step began at, so of two who grow the same tree one fails. The transaction
// also writes an *intent*, the rows that it put in; only after they have left
// evidence_pending is the intent dropped, and nobody reads pending rows while one
// stands. So a row gets one leaf, wherever a process is killed.
//
// Invariants
//   1. What is signed continues what was signed: the stored tiles must still have the
//      root of the last checkpoint, else the step fails and nothing is signed.
//   2. Rows of one chain get leaves in the order of their numbers.
//   3. Hashing and signing run outside the transaction.
//
// Errors: those of the store; kCorrupt where the stored log is not the one that was signed;
// kConflict where somebody else grew it meanwhile (the next step goes on from there).
// Thread safety: one thread. Two integrators of one log are two processes, or two objects.

#include <cstdint>

#include "base/clock.h"
#include "ledger/log_rows.h"

namespace lawful {

inline constexpr std::chrono::milliseconds kIntegrateEvery{500};
inline constexpr std::chrono::milliseconds kLeaseLasts{5000};
// What a step takes at most: some 0.4 MB of rows, tiles and intent.
inline constexpr std::int64_t kStepRowsMax = 4096;

// Makes the log where there is none: size 0, signed. kConflict where the store has another: rows of
// two logs in one store could not be told apart.
[[nodiscard]] Result<void> create_log(Store& store, const LogIdentity& identity);

class Integrator {
 public:
  // `lease`: how long nobody else integrates after this one began a step.
  Integrator(Store& store, const LogIdentity& identity, const Clock& clock,
             std::chrono::milliseconds lease = kLeaseLasts);

  struct Step {
    bool held = false;        // Whether this one has the lease; if not, nothing was done.
    std::uint64_t added = 0;  // Entries put into the log.
    std::uint64_t size = 0;   // Of the log, then.
    bool more = false;        // There may be more rows: step again at once.
  };
  [[nodiscard]] Result<Step> step();

  // Gives the lease back, so that another need not wait until it ends.
  [[nodiscard]] Result<void> release();

 private:
  struct Pending {
    Owner individual;
    std::int64_t at = 0;
    std::int64_t seq = 0;
    Commitment commitment;
  };
  struct Grown;

  Result<bool> take_lease();
  Result<void> finish(std::uint64_t first, std::string_view intent);
  Result<Grown> grow(Transaction& rows, const LogHead& head, std::vector<Pending> pending);
  Result<void> write_growth(const Grown& grown);

  Store& store_;
  const LogIdentity& identity_;
  const Clock& clock_;
  const std::chrono::milliseconds lease_;
  Owner holder_;  // Random: this integrator and no other.
};

}  // namespace lawful
