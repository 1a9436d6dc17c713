#include "ledger/prune.h"

#include <fmt/format.h>

#include "base/bytes.h"
#include "ledger/ledger_sql.h"
#include "ledger/write_all.h"

namespace lawful {
namespace {

constexpr std::int64_t kPage = 1024;

Bytes id(const Owner& owner) { return {as_text(owner.bytes)}; }

// The rows of one page that may go: their entry is below the minimum, and a later row of the
// chain, whose entry is below it too, stays as the chain's beginning.
class RowPruning {
 public:
  RowPruning(Store& store, const LogIdentity& identity, std::uint64_t minimum, std::uint32_t before)
      : store_(store), identity_(identity), minimum_(minimum), before_(before) {}

  Result<std::uint64_t> run(const std::function<void(std::uint64_t)>& progress) {
    while (true) {
      std::vector<RowName> gone;
      bool last = false;
      TRY_VOID(store_.read([&](Transaction& rows) -> Result<void> {
        gone.clear();
        return read_page(rows, gone, last);
      }));
      TRY_VOID(drop(gone));
      dropped_ += gone.size();
      if (progress) progress(seen_);
      if (last) return dropped_;
    }
  }

 private:
  struct RowName {
    Owner individual;
    std::int64_t seq;
  };

  // Reads on from the last row seen. `candidate_` is a row below the minimum that goes as soon as
  // a later one of its chain turns out to be below it too.
  Result<void> read_page(Transaction& rows, std::vector<RowName>& gone, bool& last) {
    TRY(LogHead head, load_head(rows, identity_.log));
    // Bundles below the new minimum are still there: they are dropped after the rows.
    TRY(const Rows first, rows.run(ledger_sql::kFirstBundle, {id(identity_.log)}));
    if (!first.empty()) {
      TRY(const std::int64_t place, first[0][0].number());
      head.minimum = static_cast<std::uint64_t>(place) * kTileWidth;
    }
    TRY(const Rows page,
        rows.run(ledger_sql::kRowsPage, {started_ ? id(at_.individual) : Bytes{}, at_.seq, kPage}));
    auto candidate = candidate_;
    RowName at = at_;
    for (const Row& row : page) {
      TRY(at.individual, read_owner(row[0]));
      TRY(const StoredEvidence stored, read_evidence(at.individual, row, 1));
      at.seq = stored.row.seq;
      if (candidate && candidate->individual != at.individual) candidate.reset();
      if (entry_day(stored.row.at) >= before_) continue;
      TRY(const auto index, find_entry(rows, identity_.log, head, stored));
      // One without an entry is what an earlier pruning left of its chain, if it is the first.
      if (index ? *index >= minimum_ : candidate.has_value()) continue;
      if (candidate) gone.push_back(*candidate);
      candidate = at;
    }
    candidate_ = candidate;
    at_ = at;
    started_ = started_ || !page.empty();
    seen_ += page.size();
    last = static_cast<std::int64_t>(page.size()) < kPage;
    return {};
  }

  Result<void> drop(const std::vector<RowName>& gone) {
    WriteAll drops(store_);
    for (const RowName& row : gone) {
      drops.submit(row.individual, [&row](Transaction& rows) -> Result<void> {
        TRY_VOID(rows.run(ledger_sql::kDropRow, {id(row.individual), row.seq}));
        return {};
      });
    }
    return drops.wait();
  }

  Store& store_;
  const LogIdentity& identity_;
  const std::uint64_t minimum_;
  const std::uint32_t before_;
  bool started_ = false;
  RowName at_{};
  std::optional<RowName> candidate_;
  std::uint64_t seen_ = 0;
  std::uint64_t dropped_ = 0;
};

Result<void> drop_tiles(Store& store, const LogIdentity& identity, std::uint64_t minimum) {
  return write(store, identity.log, [&](Transaction& rows) -> Result<void> {
    for (unsigned level = 0; level < kTileLevels; ++level) {
      const unsigned bits = 8 * (level + 1);
      const auto end = static_cast<std::int64_t>(bits < 64 ? minimum >> bits : 0);
      if (level == 0) {
        TRY_VOID(rows.run(ledger_sql::kDropBundles, {id(identity.log), std::int64_t{0}, end}));
      }
      TRY_VOID(rows.run(ledger_sql::kDropTiles,
                        {id(identity.log), std::int64_t{level}, std::int64_t{0}, end}));
    }
    return {};
  });
}

Result<LogHead> read_head(Store& store, const LogIdentity& identity) {
  LogHead head;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(head, load_head(rows, identity.log));
    return {};
  }));
  return head;
}

// The evidence of a pruning comes first: a minimum index without it is a finding of fsck.
Result<void> record(Store& store, const LogIdentity& identity, const Chain& own_chain,
                    const Clock& clock, const PruningBody& body) {
  const auto recorded = write(store, own_chain.individual, [&](Transaction& rows) -> Result<void> {
    TRY_VOID(append_evidence(rows, own_chain, clock.now(), EvidenceKind::kPruning,
                             write_pruning_body(body)));
    return {};
  });
  if (!recorded) return recorded;
  return write(store, identity.log, [&](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(ledger_sql::kSetMinimum,
                      {id(identity.log), static_cast<std::int64_t>(body.minimum)}));
    return {};
  });
}

}  // namespace

Result<std::uint64_t> minimum_for(Store& store, const LogIdentity& identity, Date before) {
  const std::uint32_t day = day_of_date(before);
  std::uint64_t minimum = 0;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(const LogHead head, load_head(rows, identity.log));
    std::uint64_t place = head.minimum / kTileWidth;
    for (bool all_before = true; (place + 1) * kTileWidth <= head.size; ++place) {
      TRY(const std::string bundle, load_bundle(rows, identity.log, place, kTileWidth));
      TRY(const auto entries, parse_bundle(bundle, kTileWidth));
      for (std::string_view bytes : entries) {
        TRY(const LogEntry entry, read_entry(bytes));
        all_before = all_before && entry.day < day;
      }
      if (!all_before) break;
    }
    minimum = place * kTileWidth;
    return {};
  }));
  return minimum;
}

Result<Pruned> prune_log(Store& store, const LogIdentity& identity, const Chain& own_chain,
                         const Clock& clock, Date before,
                         const std::function<void(std::uint64_t rows)>& progress) {
  if (before > beijing_date(clock.now())) {
    return fail(Code::kInvalid, fmt::format("{} has not begun: only what is past can be pruned",
                                            format_date(before)));
  }
  TRY(const LogHead head, read_head(store, identity));
  Pruned pruned;
  TRY(pruned.minimum, minimum_for(store, identity, before));
  pruned.entries = pruned.minimum - head.minimum;
  if (pruned.entries > 0) {
    TRY_VOID(record(store, identity, own_chain, clock, {pruned.minimum, day_of_date(before)}));
  }
  if (pruned.minimum == 0) return pruned;
  TRY(pruned.rows, RowPruning(store, identity, pruned.minimum, day_of_date(before)).run(progress));
  TRY_VOID(drop_tiles(store, identity, pruned.minimum));
  return pruned;
}

}  // namespace lawful
