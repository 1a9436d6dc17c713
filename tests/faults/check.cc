#include "tests/faults/check.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <thread>
#include <vector>

#include "base/bytes.h"
#include "ledger/checkpoint.h"
#include "ledger/fsck.h"
#include "ledger/promise.h"
#include "ledger/prove.h"
#include "ledger/publish.h"
#include "tests/faults/generated_log.h"

namespace lawful::faults {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kAskAgain{20};
constexpr milliseconds kGrace{5000};  // Beyond the lease: another's step may be under way.

milliseconds since(steady_clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
}

// Waits until the lease of whoever was killed is over, and integrates until nothing is left.
Result<void> integrate_rest(Store& store, const GeneratedLog& log, const Clock& clock,
                            milliseconds lease) {
  Integrator integrator(store, log.identity, clock, lease);
  const auto start = steady_clock::now();
  TRY(Integrator::Step step, integrator.step());
  while (!step.held) {
    if (since(start) > lease + kGrace) {
      return fail(Code::kConflict, "the lease is held by somebody for longer than it lasts");
    }
    std::this_thread::sleep_for(kAskAgain);
    TRY(step, integrator.step());
  }
  const auto waited = since(start);
  std::uint64_t added = step.added;
  while (step.more) {
    TRY(step, integrator.step());
    added += step.added;
  }
  fmt::print("lease after {} ms, {} entries more\n", waited.count(), added);
  return integrator.release();
}

// The leaves of the signed tree.
Result<std::set<Hash>> leaves_of(Store& store, const LogIdentity& identity) {
  std::set<Hash> leaves;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    leaves.clear();
    TRY(const LogHead head, load_head(rows, identity.log));
    StoredTiles tiles(rows, identity.log);
    TRY(const Checkpoint signed_last,
        open_checkpoint(head.checkpoint, {identity.origin, identity.checkpoints.public_key()}));
    TRY(const Hash root, tree_root(tiles, head.size));
    if (signed_last != Checkpoint{identity.origin, head.size, root}) {
      return fail(Code::kCorrupt, "the stored tree is not the one that was signed");
    }
    for (std::uint64_t at = 0; at < head.size; at += kTileWidth) {
      const auto width = static_cast<unsigned>(std::min<std::uint64_t>(kTileWidth, head.size - at));
      TRY(const std::string hashes, tiles.tile({0, at / kTileWidth}, width));
      for (ByteReader in(hashes); !in.rest().empty();) {
        Hash leaf;
        TRY(const std::string_view bytes, in.bytes(leaf.bytes.size()));
        std::ranges::copy(as_bytes(bytes), leaf.bytes.begin());
        leaves.insert(leaf);
      }
    }
    return {};
  }));
  return leaves;
}

class Check {
 public:
  Check(Store& store, const GeneratedLog& log, std::set<Hash> leaves)
      : store_(store), log_(log), leaves_(std::move(leaves)) {}

  // What is missing of this acknowledgement; empty: it is kept. The leaf goes to `leaf`.
  Result<std::string> missing(const Acknowledgement& acknowledgement, Hash& leaf) {
    if (!seen_.emplace(acknowledgement.individual, acknowledgement.seq).second) {
      return std::string("its number was acknowledged before");
    }
    TRY(const Promise promise, parse_promise(acknowledgement.promise));
    if (const auto checked = check_promise(promise, log_.promises.verifier()); !checked) {
      return checked.error().message;
    }
    std::optional<Chained> found;
    TRY_VOID(store_.read([&](Transaction& rows) -> Result<void> {
      found.reset();
      auto loaded = load_evidence(rows, acknowledgement.individual, acknowledgement.seq);
      if (!loaded && loaded.error().code == Code::kNotFound) return {};
      TRY(found, std::move(loaded));
      return {};
    }));
    if (!found) return std::string("its row is not there");
    leaf = leaf_hash(write_entry({entry_day(found->row.row.at), found->row.commitment}));
    if (leaf != promise.leaf) return std::string("its promise is of another row");
    if (!leaves_.contains(leaf)) return std::string("its entry is not in the log");
    return std::string();
  }

  Result<void> prove(const Acknowledgement& acknowledgement, const Hash& leaf) {
    const RootKey key = chain_key(acknowledgement.individual);
    TRY(const std::string text,
        prove_row(store_, log_.identity, {acknowledgement.individual, acknowledgement.seq}, &key));
    TRY(const ProofFile proof, parse_proof_file(text));
    TRY_VOID(check_proof(proof, leaf, log_.checkpoints.verifier()));
    TRY_VOID(read_opening(proof.extra));
    return {};
  }

  Result<void> search(const Hash& leaf) {
    TRY(const auto index, find_leaf(store_, log_.identity, leaf));
    if (!index) return fail(Code::kNotFound, "its leaf is not found in the log");
    return {};
  }

 private:
  Store& store_;
  const GeneratedLog& log_;
  const std::set<Hash> leaves_;
  std::set<std::pair<Owner, std::int64_t>> seen_;
};

std::string name_of(const Acknowledgement& acknowledgement) {
  return fmt::format("row {} of {}", acknowledgement.seq,
                     to_hex(as_text(acknowledgement.individual.bytes)));
}

// Whether the n-th of `all` is one of `some` that are spread evenly.
bool is_one_of(std::size_t n, std::size_t all, std::size_t some) {
  return some >= all || n * some / all != (n + 1) * some / all;
}

Result<bool> check_all(Check& check, const std::vector<Acknowledgement>& all,
                       const CheckOptions& options) {
  std::size_t lost = 0;
  std::size_t proved = 0;
  for (std::size_t n = 0; n < all.size(); ++n) {
    Hash leaf;
    TRY(std::string missing, check.missing(all[n], leaf));
    if (missing.empty() && is_one_of(n, all.size(), options.proofs)) {
      ++proved;
      if (const auto proof = check.prove(all[n], leaf); !proof) missing = proof.error().message;
    }
    if (missing.empty() && is_one_of(n, all.size(), options.searches)) {
      if (const auto found = check.search(leaf); !found) missing = found.error().message;
    }
    if (missing.empty()) continue;
    ++lost;
    fmt::print("lost: {}: {}\n", name_of(all[n]), missing);
  }
  fmt::print("{} acknowledged, {} kept, {} of them proved\n", all.size(), all.size() - lost,
             proved);
  return lost == 0;
}

Result<bool> check_stored(Store& store, const GeneratedLog& log) {
  TRY(const FsckReport report, fsck(store, log.identity, chain_key, {}));
  for (const FsckFinding& finding : report.findings) {
    fmt::print("finding: {}: {}\n", finding.where, finding.what);
  }
  fmt::print("{} rows, {} entries, {} pending, {} findings\n", report.rows, report.entries,
             report.pending, report.findings.size());
  if (report.clean() && report.pending > 0) fmt::print("lost: rows are pending still\n");
  return report.clean() && report.pending == 0;
}

}  // namespace

Result<bool> check_load(const std::string& where, std::istream& acknowledgements,
                        const CheckOptions& options) {
  std::vector<Acknowledgement> all;
  for (std::string line; std::getline(acknowledgements, line);) {
    TRY(all.emplace_back(), parse_acknowledgement(line));
  }
  const SystemClock clock;
  const GeneratedLog log;
  TRY(const auto store, open_generated(where, StoreOptions::Open::kExisting, clock));
  TRY_VOID(integrate_rest(*store, log, clock, options.lease));
  TRY(const bool whole, check_stored(*store, log));
  TRY(std::set<Hash> leaves, leaves_of(*store, log.identity));
  Check check(*store, log, std::move(leaves));
  TRY(const bool kept, check_all(check, all, options));
  return whole && kept;
}

Result<void> publish_load(const std::string& where, const std::string& folder) {
  const SystemClock clock;
  const GeneratedLog log;
  TRY(const auto store, open_generated(where, StoreOptions::Open::kExisting, clock));
  TRY_VOID(publish_log(*store, log.identity, folder, {}));
  fmt::print("{}\n", log.checkpoints.verifier().vkey());
  return {};
}

}  // namespace lawful::faults
