#include "ledger/log_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "ledger/ledger_sql.h"

namespace lawful {
namespace {

Result<std::uint64_t> read_size(const Cell& cell) {
  TRY(const std::int64_t number, cell.number());
  if (number < 0) return fail(Code::kCorrupt, "a stored size is below zero");
  return static_cast<std::uint64_t>(number);
}

}  // namespace

Result<LogHead> load_head(Transaction& rows, const Owner& log) {
  TRY(const Rows found, rows.run(ledger_sql::kHead, {Bytes{as_text(log.bytes)}}));
  if (found.empty()) {
    return fail(Code::kNotFound,
                fmt::format("this store has no log `{}`", to_hex(as_text(log.bytes))));
  }
  LogHead head;
  TRY(head.size, read_size(found[0][0]));
  TRY(const std::string_view checkpoint, found[0][1].bytes());
  head.checkpoint = checkpoint;
  TRY(head.minimum, read_size(found[0][2]));
  return head;
}

Result<std::string> StoredTiles::tile(Tile tile, unsigned width) {
  TRY(const Rows found,
      rows_.run(ledger_sql::kTile, {Bytes{as_text(log_.bytes)}, std::int64_t{tile.level},
                                    static_cast<std::int64_t>(tile.index)}));
  const std::string path = tile_path(tile, width);
  if (found.empty()) return fail(Code::kCorrupt, fmt::format("`{}` is missing", path));
  TRY(const std::string_view hashes, found[0][0].bytes());
  if (hashes.size() % kHashSize != 0 || hashes.size() > kTileWidth * kHashSize) {
    return fail(Code::kCorrupt,
                fmt::format("`{}` has {} bytes, which is no tile", path, hashes.size()));
  }
  if (hashes.size() < width * kHashSize) {
    return fail(Code::kCorrupt,
                fmt::format("`{}` has only {} hashes", path, hashes.size() / kHashSize));
  }
  return std::string(hashes.substr(0, width * kHashSize));
}

Result<std::string> load_bundle(Transaction& rows, const Owner& log, std::uint64_t place,
                                unsigned width) {
  TRY(const Rows found,
      rows.run(ledger_sql::kBundle, {Bytes{as_text(log.bytes)}, static_cast<std::int64_t>(place)}));
  const std::string path = bundle_path(place, width);
  if (found.empty()) return fail(Code::kCorrupt, fmt::format("`{}` is missing", path));
  TRY(const std::string_view stored, found[0][0].bytes());
  ByteReader in(stored);
  for (unsigned entry = 0; entry < width; ++entry) {
    if (!in.run16()) {
      return fail(Code::kCorrupt, fmt::format("`{}` is cut short at its entry {}", path, entry));
    }
  }
  return std::string(stored.substr(0, in.at()));
}

Result<std::string> load_entry(Transaction& rows, const Owner& log, const LogHead& head,
                               std::uint64_t index) {
  if (head.size == 0) return fail(Code::kNotFound, "the log has no entries yet");
  if (index >= head.size) {
    return fail(Code::kNotFound,
                fmt::format("entry {} is not in the log: its last is {}", index, head.size - 1));
  }
  if (index < head.minimum) {
    return fail(Code::kNotFound, fmt::format("entry {} was pruned away: the first one left is {}",
                                             index, head.minimum));
  }
  const auto within = static_cast<unsigned>(index % kTileWidth);
  TRY(const std::string bundle, load_bundle(rows, log, index / kTileWidth, within + 1));
  TRY(const std::vector<std::string_view> entries, parse_bundle(bundle, within + 1));
  return std::string(entries.back());
}

namespace {

// Looks for the commitment among entries [first, first + count).
Result<std::optional<std::uint64_t>> find_among(Transaction& rows, const Owner& log,
                                                const LogHead& head, std::uint64_t first,
                                                std::uint64_t count, const Commitment& wanted) {
  const std::uint64_t end = std::min(first + count, head.size);
  for (std::uint64_t at = std::max(first, head.minimum); at < end;) {
    const std::uint64_t place = at / kTileWidth;
    const std::uint64_t bundle_end = std::min(end, (place + 1) * kTileWidth);
    const auto width = static_cast<unsigned>(bundle_end - place * kTileWidth);
    TRY(const std::string bundle, load_bundle(rows, log, place, width));
    TRY(const std::vector<std::string_view> entries, parse_bundle(bundle, width));
    for (; at < bundle_end; ++at) {
      if (entries[at % kTileWidth].ends_with(as_text(wanted.bytes))) return at;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<std::uint64_t>> find_entry(Transaction& rows, const Owner& log,
                                                const LogHead& head, const StoredEvidence& row) {
  const std::int64_t at = stored_time(row.row.at);
  std::int64_t latest = at - 1;
  std::uint64_t first = static_cast<std::uint64_t>(INT64_MAX);
  while (true) {
    TRY(const Rows found,
        rows.run(ledger_sql::kBatchAfter,
                 {Bytes{as_text(log.bytes)}, latest, static_cast<std::int64_t>(first), at}));
    if (found.empty()) return std::nullopt;
    TRY(latest, found[0][0].number());
    TRY(first, read_size(found[0][1]));
    TRY(const std::uint64_t count, read_size(found[0][2]));
    TRY(const auto index, find_among(rows, log, head, first, count, row.commitment));
    if (index) return index;
  }
}

}  // namespace lawful
