#include "ledger/prove.h"

#include <fmt/format.h>

#include "base/bytes.h"

namespace lawful {
namespace {

Result<std::string> prove(Transaction& rows, const LogIdentity& identity, const LogHead& head,
                          std::uint64_t index, std::string extra) {
  StoredTiles tiles(rows, identity.log);
  ProofFile proof{
      .extra = std::move(extra), .index = index, .path = {}, .checkpoint = head.checkpoint};
  TRY(proof.path, inclusion_proof(tiles, index, head.size));
  // What is given out has been checked, so that damage shows here and not at the reader's.
  const NoteVerifier log{identity.checkpoints.name(), identity.checkpoints.public_key()};
  const std::string_view entry = std::string_view(proof.extra).substr(0, kEntrySize);
  if (const auto checked = check_proof(proof, leaf_hash(entry), log); !checked) {
    return fail(Code::kCorrupt, fmt::format("the stored log does not prove its entry {}: {}; run "
                                            "`lawful ledger fsck`",
                                            index, checked.error().message));
  }
  return format_proof_file(proof);
}

}  // namespace

Result<std::string> prove_entry(Store& store, const LogIdentity& identity, std::uint64_t index) {
  std::string text;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(const LogHead head, load_head(rows, identity.log));
    TRY(std::string entry, load_entry(rows, identity.log, head, index));
    TRY(text, prove(rows, identity, head, index, std::move(entry)));
    return {};
  }));
  return text;
}

Result<std::string> prove_row(Store& store, const LogIdentity& identity, const RowName& name,
                              const RootKey* opening_key) {
  std::string text;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(const LogHead head, load_head(rows, identity.log));
    TRY(const Chained chained, load_evidence(rows, name.individual, name.seq));
    TRY(const auto index, find_entry(rows, identity.log, head, chained.row));
    if (!index) {
      return fail(
          Code::kUnavailable,
          fmt::format("row {} has no leaf in the log yet: integrate, then ask again", name.seq));
    }
    TRY(std::string extra, load_entry(rows, identity.log, head, *index));
    if (opening_key != nullptr) {
      if (!chained.previous) {
        return fail(Code::kNotFound,
                    "the row before it was pruned away, so this one cannot be opened");
      }
      std::string opening = write_opening(*opening_key, chained.row.row, *chained.previous);
      if (!opening.starts_with(extra)) {
        return fail(Code::kCorrupt,
                    "the row is not what its entry commits to, or the key is not its chain's");
      }
      extra = std::move(opening);
    }
    TRY(text, prove(rows, identity, head, *index, std::move(extra)));
    return {};
  }));
  return text;
}

Result<Consistency> prove_consistency(Store& store, const LogIdentity& identity,
                                      std::uint64_t old_size) {
  Consistency consistency;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    TRY(const LogHead head, load_head(rows, identity.log));
    StoredTiles tiles(rows, identity.log);
    TRY(consistency.path, consistency_proof(tiles, old_size, head.size));
    consistency.checkpoint = head.checkpoint;
    return {};
  }));
  return consistency;
}

Result<std::optional<std::uint64_t>> find_leaf(Store& store, const LogIdentity& identity,
                                               const Hash& leaf) {
  std::optional<std::uint64_t> found;
  TRY_VOID(store.read([&](Transaction& rows) -> Result<void> {
    found.reset();
    TRY(const LogHead head, load_head(rows, identity.log));
    StoredTiles tiles(rows, identity.log);
    for (std::uint64_t end = head.size; end > head.minimum && !found;) {
      const std::uint64_t place = (end - 1) / kTileWidth;
      const auto width = static_cast<unsigned>(end - place * kTileWidth);
      TRY(const std::string hashes, tiles.tile({0, place}, width));
      for (unsigned i = width; i-- > 0;) {
        if (std::string_view(hashes).substr(i * kHashSize, kHashSize) == as_text(leaf.bytes)) {
          found = place * kTileWidth + i;
          break;
        }
      }
      end = place * kTileWidth;
    }
    return {};
  }));
  return found;
}

}  // namespace lawful
