#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.h"
#include "ledger/fsck_parts.h"
#include "ledger/intent.h"
#include "ledger/ledger_sql.h"

namespace lawful {
namespace {

constexpr std::int64_t kPage = 1024;

std::string row_name(const Owner& individual, std::int64_t seq) {
  return fmt::format("row {} of {}", seq, to_hex(as_text(individual.bytes)));
}

Bytes id(const Owner& owner) { return {as_text(owner.bytes)}; }

// The entries that went in together, and the times of their rows.
struct Batch {
  std::uint64_t count = 0;
  std::int64_t earliest = 0;
  std::int64_t latest = 0;
};

class RowCheck {
 public:
  RowCheck(Transaction& rows, const LogIdentity& identity, const ChainKeys& keys, FsckLog& log,
           FsckReport& report)
      : rows_(rows), identity_(identity), keys_(keys), log_(log), report_(report) {}

  Result<void> run(const FsckProgress& progress) {
    TRY_VOID(read_batches());
    TRY_VOID(read_intents());
    TRY_VOID(read_pending());
    TRY_VOID(read_prunings());
    Owner individual;
    std::int64_t seq = 0;
    while (true) {
      TRY(const Rows page,
          rows_.run(ledger_sql::kRowsPage, {started_ ? id(individual) : Bytes{}, seq, kPage}));
      for (const Row& row : page) {
        TRY(individual, read_owner(row[0]));
        TRY(seq, row[1].number());
        check_row(individual, seq, row);
      }
      if (progress.rows) progress.rows(report_.rows);
      if (static_cast<std::int64_t>(page.size()) < kPage) break;
    }
    for (const auto& [key, commitment] : pending_) {
      report_.add(fmt::format("pending {}", row_name(key.first, key.second)),
                  "there is no such row");
    }
    log_.leaves.for_each_left([&](std::uint64_t index) {
      report_.add(fmt::format("entry {}", index), "stands for no row");
    });
    if (pruned_.minimum != log_.head.minimum) {
      report_.add("log head", fmt::format("its minimum index is {}, but {} is what the evidence of "
                                          "pruning says",
                                          log_.head.minimum, pruned_.minimum));
    }
    return {};
  }

 private:
  Result<void> read_batches() {
    std::int64_t latest = -1;
    std::int64_t first = 0;
    while (true) {
      TRY(const Rows page,
          rows_.run(ledger_sql::kBatchesPage, {id(identity_.log), latest, first, kPage}));
      for (const Row& row : page) {
        TRY(latest, row[0].number());
        TRY(first, row[1].number());
        TRY(const std::int64_t count, row[2].number());
        TRY(const std::int64_t earliest, row[3].number());
        batches_[static_cast<std::uint64_t>(first)] = {static_cast<std::uint64_t>(count), earliest,
                                                       latest};
      }
      if (static_cast<std::int64_t>(page.size()) < kPage) break;
    }
    std::uint64_t next = 0;
    for (const auto& [begin, batch] : batches_) {
      if (begin != next) break;
      next = begin + batch.count;
    }
    if (next != log_.head.size) {
      report_.add(fmt::format("batch at entry {}", next),
                  "is missing or has a wrong count: rows cannot be traced to their entries");
    }
    return {};
  }

  // Rows that the log holds and that may still be pending: an integrator was stopped between.
  Result<void> read_intents() {
    TRY(const Rows found, rows_.run(ledger_sql::kIntents, {id(identity_.log)}));
    for (const Row& row : found) {
      TRY(const std::int64_t first, row[0].number());
      TRY(const std::string_view listed, row[1].bytes());
      const auto intended = read_intent(listed);
      if (!intended) {
        report_.add(fmt::format("intent at entry {}", first), "is cut short");
        continue;
      }
      for (const IntendedRow& one : *intended) intended_.insert({one.individual, one.seq});
    }
    return {};
  }

  Result<void> read_pending() {
    std::int64_t at = -1;
    std::string individual;
    std::int64_t seq = 0;
    while (true) {
      TRY(const Rows page,
          rows_.run(ledger_sql::kPendingPage, {at, Bytes{individual}, seq, kPage}));
      for (const Row& row : page) {
        TRY(const Owner owner, read_owner(row[0]));
        TRY(at, row[1].number());
        TRY(seq, row[2].number());
        TRY(const Commitment commitment, read_commitment(row[3]));
        individual = as_text(owner.bytes);
        pending_.emplace(std::pair(owner, seq), std::pair(at, commitment));
        ++report_.pending;
      }
      if (static_cast<std::int64_t>(page.size()) < kPage) return {};
    }
  }

  // What was last pruned, as the handler's own chain says.
  Result<void> read_prunings() {
    std::int64_t seq = 0;
    while (true) {
      TRY(const Rows page, rows_.run(ledger_sql::kRowsOf, {id(identity_.log), seq, kPage}));
      for (const Row& row : page) {
        TRY(seq, row[0].number());
        const auto stored = read_evidence(identity_.log, row, 0);
        if (!stored || stored->row.kind != EvidenceKind::kPruning) continue;
        if (const auto body = read_pruning_body(stored->row.body)) pruned_ = *body;
      }
      if (static_cast<std::int64_t>(page.size()) < kPage) return {};
    }
  }

  void check_row(const Owner& individual, std::int64_t seq, const Row& columns) {
    ++report_.rows;
    const std::string name = row_name(individual, seq);
    const bool first = !started_ || individual != chain_;
    if (first) begin_chain(individual);
    const auto stored = read_evidence(individual, columns, 1);
    if (!stored) {
      report_.add(name, stored.error().message);
      before_.reset();
      seq_ = seq;
      return;
    }
    if (first && seq != 1 && log_.head.minimum == 0)
      report_.add(name, "the rows before it are missing");
    if (!first && seq != seq_ + 1) {
      report_.add(name, fmt::format("rows {} to {} are missing", seq_ + 1, seq - 1));
      before_.reset();
    }
    if (!first && stored->row.at < at_) report_.add(name, "is earlier than the row before it");
    if (seq == 1) before_ = Commitment{};
    if (key_ && before_ && commit_row(*key_, stored->row, *before_) != stored->commitment) {
      report_.add(
          name, "is not what its commitment was made of: the row, or the one before, was changed");
    }
    check_entry(name, *stored);
    before_ = stored->commitment;
    seq_ = seq;
    at_ = stored->row.at;
  }

  void begin_chain(const Owner& individual) {
    started_ = true;
    chain_ = individual;
    key_ = keys_(individual);
    before_.reset();
    seq_ = 0;
    at_ = Instant{};
    last_entry_.reset();
    ++report_.chains;
    if (!key_) ++report_.chains_without_key;
  }

  void check_entry(const std::string& name, const StoredEvidence& stored) {
    // The last row before the minimum index stays, so that the chain has its beginning.
    const bool may_be_pruned = entry_day(stored.row.at) < pruned_.before && !last_entry_;
    const Hash leaf = leaf_hash(write_entry({entry_day(stored.row.at), stored.commitment}));
    const auto index = log_.leaves.find(leaf);
    const auto pending = pending_.find({stored.row.individual, stored.row.seq});
    if (pending != pending_.end()) {
      const auto& [at, commitment] = pending->second;
      if (commitment != stored.commitment || at != stored_time(stored.row.at)) {
        report_.add(fmt::format("pending {}", name), "differs from the row");
      }
      if (index && !intended_.contains(pending->first)) {
        report_.add(fmt::format("pending {}", name), "is in the log already");
      }
      pending_.erase(pending);
    } else if (!index && !may_be_pruned) {
      report_.add(name, "has no entry in the log and is not pending");
    }
    if (!index) return;
    if (!log_.leaves.take(*index)) report_.add(name, fmt::format("shares entry {}", *index));
    if (last_entry_ && *index <= *last_entry_) {
      report_.add(name, fmt::format("has entry {}, before that of the row before it", *index));
    }
    last_entry_ = index;
    check_batch(name, stored, *index);
  }

  void check_batch(const std::string& name, const StoredEvidence& stored, std::uint64_t index) {
    auto batch = batches_.upper_bound(index);
    if (batch == batches_.begin()) return;  // Named by read_batches.
    --batch;
    const std::int64_t at = stored_time(stored.row.at);
    if (at < batch->second.earliest || at > batch->second.latest) {
      report_.add(name,
                  fmt::format("lies outside the times of the batch at entry {}", batch->first));
    }
  }

  Transaction& rows_;
  const LogIdentity& identity_;
  const ChainKeys& keys_;
  FsckLog& log_;
  FsckReport& report_;

  std::map<std::uint64_t, Batch> batches_;  // By their first entry.
  std::set<std::pair<Owner, std::int64_t>> intended_;
  std::map<std::pair<Owner, std::int64_t>, std::pair<std::int64_t, Commitment>> pending_;
  PruningBody pruned_;

  // The chain that is being read.
  bool started_ = false;
  Owner chain_;
  std::optional<RootKey> key_;
  std::optional<Commitment> before_;
  std::int64_t seq_ = 0;
  Instant at_{};
  std::optional<std::uint64_t> last_entry_;
};

}  // namespace

Result<void> fsck_rows(Transaction& rows, const LogIdentity& identity, const ChainKeys& keys,
                       const FsckProgress& progress, FsckLog& log, FsckReport& report) {
  return RowCheck(rows, identity, keys, log, report).run(progress);
}

}  // namespace lawful
