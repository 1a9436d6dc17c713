#pragma once
// Leaves evidence of decisions: `lawful decide --record`.
//
//   TRY(auto record, DecisionRecord::open(call, console));
//   TRY_VOID(record->keep(decisions));          // on disk; only now are they shown
//   record->close(call, console);               // the log takes them in; says where they are
//
// Each decision is one row of the handler's own chain: its outcome, and the digest of all that its
// answer rests on. The answers themselves are not kept: who needs one later keeps the output of
// `--json`, and the row proves that it is the one that was given, and when.
//
// With `--promises DIR` each row's promise is written to DIR/ROW.promise.
//
// Errors: those of deployment.h and of the store. Thread safety: one caller.

#include <memory>
#include <vector>

#include "app/deployment.h"
#include "ledger/evidence_rows.h"
#include "ledger/promises.h"
#include "rules/decision.h"

namespace lawful {

// Decisions in one durable write; their answers wait for it.
inline constexpr std::size_t kRecordedTogether = 256;

const Flag& record_flag();
const Flag& promises_flag();

class DecisionRecord {
 public:
  [[nodiscard]] static Result<std::unique_ptr<DecisionRecord>> open(const Call& call,
                                                                    Console& console);

  [[nodiscard]] Result<void> keep(const std::vector<RecordedOutcome>& outcomes,
                                  const std::vector<Sha256>& decisions);
  // The rows are safe whatever happens here: what fails is said on standard error.
  void close(const Call& call, Console& console);

 private:
  DecisionRecord(std::unique_ptr<Deployment> deployment, RootKey chain_key, const Clock& clock,
                 std::string promise_folder);
  Result<void> write_promise(const Appended& row);

  std::unique_ptr<Deployment> deployment_;
  RootKey chain_key_;
  const Clock& clock_;
  std::string promise_folder_;  // Empty: none are written.
  Promises promises_;
  std::int64_t first_ = 0;
  std::int64_t last_ = 0;
};

// What of a decision is recorded.
RecordedOutcome recorded_outcome(Outcome outcome);
// The digest that the answer of `--json` carries as `decision`.
[[nodiscard]] Result<Sha256> recorded_digest(const Decision& decision);

}  // namespace lawful
