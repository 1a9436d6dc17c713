#include "app/decision_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "app/output_file.h"
#include "base/bytes.h"
#include "base/check.h"
#include "ledger/integrator.h"

namespace lawful {

const Flag& record_flag() {
  static const Flag kFlag = {"--record",
                             "",
                             {"在数据文件夹的日志中留下每项判断的证据",
                              "leave evidence of each decision in the log of the data folder"}};
  return kFlag;
}

const Flag& promises_flag() {
  static const Flag kFlag = {"--promises",
                             "DIR",
                             {"与 --record 同用：将每项的承诺写入该文件夹",
                              "with --record: write the promise of each into the folder"}};
  return kFlag;
}

RecordedOutcome recorded_outcome(Outcome outcome) {
  switch (outcome) {
    case Outcome::kLawful:
      return RecordedOutcome::kLawful;
    case Outcome::kUnlawful:
      return RecordedOutcome::kUnlawful;
    case Outcome::kUndetermined:
      return RecordedOutcome::kUndetermined;
    case Outcome::kOutOfScope:
      return RecordedOutcome::kOutOfScope;
  }
  return RecordedOutcome::kUndetermined;
}

Result<Sha256> recorded_digest(const Decision& decision) {
  TRY(const std::string bytes, from_hex(decision.id));
  Sha256 digest;
  CHECK(bytes.size() == digest.bytes.size());
  std::ranges::copy(as_bytes(bytes), digest.bytes.begin());
  return digest;
}

DecisionRecord::DecisionRecord(std::unique_ptr<Deployment> deployment, RootKey chain_key,
                               const Clock& clock, std::string promise_folder)
    : deployment_(std::move(deployment)),
      chain_key_(std::move(chain_key)),
      clock_(clock),
      promise_folder_(std::move(promise_folder)),
      promises_(deployment_->log(), clock) {}

Result<std::unique_ptr<DecisionRecord>> DecisionRecord::open(const Call& call, Console& console) {
  std::string folder;
  if (const std::string* named = call.value("--promises")) {
    folder = *named;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
      return fail(Code::kInvalid,
                  fmt::format("{}: cannot be made a folder: {}", folder, error.message()));
    }
  }
  TRY(auto deployment,
      open_deployment(call, console,
                      {.keys = Keys::kUnlocked, .store = StoreOptions::Open::kExisting}));
  auto key = deployment->chain_key(deployment->log().log);
  CHECK(key.has_value());
  return std::unique_ptr<DecisionRecord>(
      new DecisionRecord(std::move(deployment), *std::move(key), console.clock, std::move(folder)));
}

Result<void> DecisionRecord::write_promise(const Appended& row) {
  TRY(const std::string text, promises_.promise(row.leaf));
  return new_file(
      (std::filesystem::path(promise_folder_) / fmt::format("{}.promise", row.seq)).string(), text);
}

Result<void> DecisionRecord::keep(const std::vector<RecordedOutcome>& outcomes,
                                  const std::vector<Sha256>& decisions) {
  CHECK(outcomes.size() == decisions.size());
  const Owner own = deployment_->log().log;
  std::vector<Appended> rows_kept;
  const Work append = [&](Transaction& rows) -> Result<void> {
    rows_kept.clear();
    for (std::size_t i = 0; i < decisions.size(); ++i) {
      TRY(const Appended row,
          append_evidence(rows, {own, chain_key_}, clock_.now(), EvidenceKind::kDecision,
                          write_decision_body({outcomes[i], decisions[i]})));
      rows_kept.push_back(row);
    }
    return {};
  };
  TRY_VOID(write(deployment_->store(), own, append));
  for (const Appended& row : rows_kept) {
    if (first_ == 0) first_ = row.seq;
    last_ = row.seq;
    if (!promise_folder_.empty()) TRY_VOID(write_promise(row));
  }
  return {};
}

void DecisionRecord::close(const Call& call, Console& console) {
  if (first_ == 0) return;
  const bool zh = call.lang == Lang::kZh;
  // On standard error: standard output holds the answers, for people and for programs.
  console.err << fmt::format(
      fmt::runtime(
          first_ == last_
              ? (zh ? "已留证据：{2} 第 {0} 行\n" : "recorded: row {0} of {2}\n")
              : (zh ? "已留证据：{2} 第 {0} 至 {1} 行\n" : "recorded: rows {0} to {1} of {2}\n")),
      first_, last_, deployment_->folder().path);
  Integrator integrator(deployment_->store(), deployment_->log(), clock_);
  Result<Integrator::Step> step = integrator.step();
  while (step && step->held && step->more) step = integrator.step();
  // Where another process integrates, it takes the rows in, and the lease stays its own.
  if (const auto released = integrator.release(); step && !released) {
    step = tl::unexpected(released.error());
  }
  if (!step) {
    console.err << (zh ? "尚未入日志：" : "not in the log yet: ") << step.error().message << "\n";
  }
}

}  // namespace lawful
