#include "bench/grown_log.h"

#include <algorithm>
#include <random>
#include <vector>

#include "base/bytes.h"
#include "base/check.h"
#include "ledger/checkpoint.h"
#include "ledger/ledger_sql.h"

namespace lawful::bench {
namespace {

constexpr std::uint64_t kAtOnce = 65'536;
constexpr std::uint32_t kDay = 20'601;  // 2026-05-28.

struct Entries {
  std::vector<Hash> leaves;
  std::vector<std::string> bundles;
};

Entries generated(std::uint64_t first, std::uint64_t count, std::mt19937_64& random) {
  Entries made;
  for (std::uint64_t n = 0; n < count; ++n) {
    LogEntry entry{.day = kDay, .commitment = {}};
    for (auto& byte : entry.commitment.bytes) byte = static_cast<std::uint8_t>(random());
    const std::string bytes = write_entry(entry);
    made.leaves.push_back(leaf_hash(bytes));
    if ((first + n) % kTileWidth == 0) made.bundles.emplace_back();
    made.bundles.back() += ByteWriter().run16(bytes).written();
  }
  return made;
}

Result<void> grow_once(Store& store, const LogIdentity& identity, std::uint64_t from,
                       const Entries& made) {
  return write(store, identity.log, [&](Transaction& rows) -> Result<void> {
    const Bytes log{as_text(identity.log.bytes)};
    StoredTiles tiles(rows, identity.log);
    TRY(const Growth growth, grow_tree(tiles, from, made.leaves));
    TRY(const std::string checkpoint,
        sign_checkpoint({identity.origin, growth.size, growth.root}, identity.checkpoints));
    TRY_VOID(rows.run(ledger_sql::kMoveHead,
                      {log, static_cast<std::int64_t>(from), static_cast<std::int64_t>(growth.size),
                       Bytes{checkpoint}}));
    for (const GrownTile& tile : growth.tiles) {
      TRY_VOID(rows.run(ledger_sql::kPutTile,
                        {log, std::int64_t{tile.tile.level},
                         static_cast<std::int64_t>(tile.tile.index), Bytes{tile.hashes}}));
    }
    auto place = static_cast<std::int64_t>(from / kTileWidth);
    for (const std::string& bundle : made.bundles) {
      TRY_VOID(rows.run(ledger_sql::kPutBundle, {log, place++, Bytes{bundle}}));
    }
    return {};
  });
}

}  // namespace

void grow_log(Store& store, const LogIdentity& identity, std::uint64_t entries) {
  std::mt19937_64 random(entries);
  for (std::uint64_t from = 0; from < entries; from += kAtOnce) {
    const std::uint64_t count = std::min(kAtOnce, entries - from);
    CHECK(grow_once(store, identity, from, generated(from, count, random)));
  }
}

}  // namespace lawful::bench
