#include "ledger/integrator.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "base/bytes.h"
#include "crypto/random.h"
#include "ledger/checkpoint.h"
#include "ledger/intent.h"
#include "ledger/ledger_sql.h"
#include "ledger/write_all.h"

namespace lawful {
namespace {

Bytes id(const Owner& owner) { return {as_text(owner.bytes)}; }

NoteVerifier verifier_of(const NoteSigner& signer) { return {signer.name(), signer.public_key()}; }

}  // namespace

Result<void> create_log(Store& store, const LogIdentity& identity) {
  TRY(const std::string checkpoint,
      sign_checkpoint({.origin = identity.origin}, identity.checkpoints));
  return write(store, identity.log, [&](Transaction& rows) -> Result<void> {
    TRY(const Rows held, rows.run(ledger_sql::kLogs, {std::int64_t{1}}));
    if (!held.empty()) {
      TRY(const Owner log, read_owner(held[0][0]));
      if (log == identity.log) return {};
      return fail(Code::kConflict,
                  fmt::format("the store has the log `{}` already, and a store is for one log",
                              to_hex(as_text(log.bytes))));
    }
    TRY_VOID(rows.run(ledger_sql::kMakeHead, {id(identity.log), Bytes{checkpoint}}));
    return {};
  });
}

// What a step is about to write.
struct Integrator::Grown {
  std::uint64_t from = 0;
  Growth growth;
  std::string checkpoint;
  std::vector<std::pair<std::uint64_t, std::string>> bundles;  // By place, whole.
  std::string intent;
  std::int64_t earliest = 0;
  std::int64_t latest = 0;
  std::vector<Pending> pending;
};

Integrator::Integrator(Store& store, const LogIdentity& identity, const Clock& clock,
                       std::chrono::milliseconds lease)
    : store_(store), identity_(identity), clock_(clock), lease_(lease) {
  fill_random(holder_.bytes);
}

Result<bool> Integrator::take_lease() {
  bool held = false;
  const std::int64_t now = stored_time(clock_.now());
  TRY_VOID(write(store_, identity_.log, [&](Transaction& rows) -> Result<void> {
    TRY(const Rows taken, rows.run(ledger_sql::kTakeLease,
                                   {id(identity_.log), id(holder_), now + lease_.count(), now}));
    held = !taken.empty();
    return {};
  }));
  return held;
}

Result<void> Integrator::release() {
  return write(store_, identity_.log, [&](Transaction& rows) -> Result<void> {
    TRY_VOID(rows.run(ledger_sql::kFreeLease, {id(identity_.log), id(holder_)}));
    return {};
  });
}

// Takes the rows of an intent out of evidence_pending, then drops the intent.
Result<void> Integrator::finish(std::uint64_t first, std::string_view intent) {
  TRY(const std::vector<IntendedRow> intended, read_intent(intent));
  std::map<Owner, std::vector<IntendedRow>> left;
  for (const IntendedRow& row : intended) left[row.individual].push_back(row);
  WriteAll drops(store_);
  for (const auto& [individual, keys] : left) {
    drops.submit(individual, [&individual, &keys](Transaction& rows) -> Result<void> {
      for (const IntendedRow& key : keys) {
        TRY_VOID(rows.run(ledger_sql::kDropPending, {id(individual), key.at, key.seq}));
      }
      return {};
    });
  }
  TRY_VOID(drops.wait());
  return write(store_, identity_.log, [&](Transaction& rows) -> Result<void> {
    TRY_VOID(
        rows.run(ledger_sql::kDropIntent, {id(identity_.log), static_cast<std::int64_t>(first)}));
    return {};
  });
}

Result<Integrator::Grown> Integrator::grow(Transaction& rows, const LogHead& head,
                                           std::vector<Pending> pending) {
  TRY(const Checkpoint signed_last,
      open_checkpoint(head.checkpoint, verifier_of(identity_.checkpoints)));
  StoredTiles tiles(rows, identity_.log);
  TRY(const Hash root, tree_root(tiles, head.size));
  if (signed_last != Checkpoint{identity_.origin, head.size, root}) {
    return fail(Code::kCorrupt,
                "the stored log is not the one that was signed last; nothing more is signed: run "
                "`lawful ledger fsck`");
  }
  Grown grown;
  grown.from = head.size;
  grown.earliest = grown.latest = pending.front().at;
  std::vector<Hash> leaves;
  std::uint64_t place = head.size / kTileWidth;
  std::string bundle;
  if (const auto width = static_cast<unsigned>(head.size % kTileWidth); width > 0) {
    TRY(bundle, load_bundle(rows, identity_.log, place, width));
  }
  std::vector<IntendedRow> intended;
  for (const Pending& row : pending) {
    const std::string entry = write_entry({entry_day(read_time(row.at)), row.commitment});
    leaves.push_back(leaf_hash(entry));
    bundle.append(ByteWriter().run16(entry).written());
    if ((head.size + leaves.size()) % kTileWidth == 0) {
      grown.bundles.emplace_back(place++, std::move(bundle));
      bundle.clear();
    }
    intended.push_back({row.individual, row.at, row.seq});
    grown.earliest = std::min(grown.earliest, row.at);
    grown.latest = std::max(grown.latest, row.at);
  }
  if (!bundle.empty()) grown.bundles.emplace_back(place, std::move(bundle));
  grown.intent = write_intent(intended);
  TRY(grown.growth, grow_tree(tiles, head.size, leaves));
  TRY(grown.checkpoint, sign_checkpoint({identity_.origin, grown.growth.size, grown.growth.root},
                                        identity_.checkpoints));
  grown.pending = std::move(pending);
  return grown;
}

Result<void> Integrator::write_growth(const Grown& grown) {
  const auto from = static_cast<std::int64_t>(grown.from);
  const auto size = static_cast<std::int64_t>(grown.growth.size);
  return write(store_, identity_.log, [&](Transaction& rows) -> Result<void> {
    const Bytes log = id(identity_.log);
    TRY(const Rows moved,
        rows.run(ledger_sql::kMoveHead, {log, from, size, Bytes{grown.checkpoint}}));
    if (moved.empty()) return fail(Code::kConflict, "another integrator grew the log meanwhile");
    for (const GrownTile& tile : grown.growth.tiles) {
      TRY_VOID(rows.run(ledger_sql::kPutTile,
                        {log, std::int64_t{tile.tile.level},
                         static_cast<std::int64_t>(tile.tile.index), Bytes{tile.hashes}}));
    }
    for (const auto& [place, entries] : grown.bundles) {
      TRY_VOID(rows.run(ledger_sql::kPutBundle,
                        {log, static_cast<std::int64_t>(place), Bytes{entries}}));
    }
    TRY_VOID(
        rows.run(ledger_sql::kPutBatch, {log, grown.latest, from, size - from, grown.earliest}));
    TRY_VOID(rows.run(ledger_sql::kPutIntent, {log, from, Bytes{grown.intent}}));
    return {};
  });
}

Result<Integrator::Step> Integrator::step() {
  Step step;
  TRY(step.held, take_lease());
  if (!step.held) return step;

  // The size is read before the intents and the rows: whoever grows the log after that moves
  // the head, and write_growth fails.
  LogHead head;
  std::vector<std::pair<std::uint64_t, std::string>> intents;
  TRY_VOID(store_.read([&](Transaction& rows) -> Result<void> {
    TRY(head, load_head(rows, identity_.log));
    TRY(const Rows found, rows.run(ledger_sql::kIntents, {id(identity_.log)}));
    intents.clear();
    for (const Row& row : found) {
      TRY(const std::int64_t first, row[0].number());
      TRY(const std::string_view listed, row[1].bytes());
      intents.emplace_back(static_cast<std::uint64_t>(first), listed);
    }
    return {};
  }));
  step.size = head.size;
  for (const auto& [first, listed] : intents) TRY_VOID(finish(first, listed));

  Grown grown;
  TRY_VOID(store_.read([&](Transaction& rows) -> Result<void> {
    TRY(const Rows found, rows.run(ledger_sql::kPendingPage,
                                   {std::int64_t{-1}, Bytes{}, std::int64_t{0}, kStepRowsMax}));
    std::vector<Pending> pending;
    for (const Row& row : found) {
      Pending one;
      TRY(one.individual, read_owner(row[0]));
      TRY(one.at, row[1].number());
      TRY(one.seq, row[2].number());
      TRY(one.commitment, read_commitment(row[3]));
      pending.push_back(one);
    }
    grown = {};
    if (pending.empty()) return {};
    TRY(grown, grow(rows, head, std::move(pending)));
    return {};
  }));
  if (grown.pending.empty()) return step;
  TRY_VOID(write_growth(grown));
  TRY_VOID(finish(grown.from, grown.intent));
  step.added = grown.pending.size();
  step.size = grown.growth.size;
  step.more = static_cast<std::int64_t>(step.added) == kStepRowsMax;
  return step;
}

}  // namespace lawful
