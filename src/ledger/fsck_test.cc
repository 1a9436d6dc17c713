#include "ledger/fsck.h"

#include <fmt/format.h>

#include <random>

#include "base/bytes.h"
#include "base/whole_file.h"
#include "ledger/ledger_fixture_test.h"
#include "ledger/ledger_sql.h"

namespace lawful {
namespace {

using FsckTest = LedgerTest;
using testing::Values;

INSTANTIATE_TEST_SUITE_P(Engines, FsckTest, store_suite::every_engine(), store_suite::engine_name);

// A byte string as both engines write it in SQL.
std::string sql_bytes(store_suite::TestEngine engine, std::string_view bytes) {
  return engine == store_suite::TestEngine::kSqlite ? fmt::format("x'{}'", to_hex(bytes))
                                                    : fmt::format("'\\x{}'::bytea", to_hex(bytes));
}

struct Damage {
  std::string sql;    // {} is the individual 1, as bytes.
  std::string where;  // Of a finding.
  std::string what;   // A part of it.
};

// 300 entries of individuals 1 and 2, fifty by turns, and one pending row of 3.
class Damaged : public FsckTest {
 protected:
  void fill() {
    open();
    for (int n = 0; n < 3; ++n) {
      append_rows(individual(1), 50);
      append_rows(individual(2), 50);
      clock_.advance(std::chrono::milliseconds(10));
    }
    integrate();
    append(individual(3), "pending");
    ASSERT_TRUE(checked().clean()) << findings_of(checked());
  }

  std::string one() const { return sql_bytes(GetParam(), as_text(individual(1).bytes)); }
  static std::string name(std::int64_t seq, std::uint64_t of = 1) {
    return fmt::format("row {} of {}", seq, to_hex(as_text(individual(of).bytes)));
  }

  void expect_found(const std::string& sql, const std::string& where, const std::string& what) {
    fill();
    tamper(sql);
    const FsckReport report = checked();
    for (const FsckFinding& finding : report.findings) {
      if (finding.where == where && finding.what.find(what) != std::string::npos) return;
    }
    ADD_FAILURE() << sql << "\nwas not found as `" << where << ": … " << what << "`:\n"
                  << findings_of(report);
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Damaged, store_suite::every_engine(), store_suite::engine_name);

TEST_P(Damaged, BodyIsFound) {
  expect_found("UPDATE evidence SET body = " + sql_bytes(GetParam(), "forged row 4") +
                   " WHERE seq = 5 AND individual_id = " + one(),
               name(5), "not what its commitment was made of");
}
TEST_P(Damaged, TimeIsFound) {
  expect_found("UPDATE evidence SET at = at + 1 WHERE seq = 5 AND individual_id = " + one(),
               name(5), "not what its commitment was made of");
}
TEST_P(Damaged, KindIsFound) {
  expect_found("UPDATE evidence SET kind = 1 WHERE seq = 5 AND individual_id = " + one(), name(5),
               "not what its commitment was made of");
}
TEST_P(Damaged, CommitmentIsFound) {
  expect_found("UPDATE evidence SET commitment = " + sql_bytes(GetParam(), std::string(32, 'c')) +
                   " WHERE seq = 5 AND individual_id = " + one(),
               name(5), "has no entry in the log");
}
TEST_P(Damaged, RowThatIsTakenOutIsFound) {
  expect_found("DELETE FROM evidence WHERE seq = 5 AND individual_id = " + one(), name(6),
               "rows 5 to 5 are missing");
}
TEST_P(Damaged, FirstRowThatIsTakenOutIsFound) {
  expect_found("DELETE FROM evidence WHERE seq = 1 AND individual_id = " + one(), name(2),
               "the rows before it are missing");
}
TEST_P(Damaged, LastRowThatIsTakenOutIsFoundByItsEntry) {
  const int last = individual(1) < individual(2) ? 249 : 299;  // Entries of one moment lie by id.
  expect_found("DELETE FROM evidence WHERE seq = 150 AND individual_id = " + one(),
               fmt::format("entry {}", last), "stands for no row");
}
TEST_P(Damaged, ChainThatIsTakenOutWholeIsFoundByItsEntries) {
  const int first = individual(1) < individual(2) ? 0 : 50;
  expect_found("DELETE FROM evidence WHERE individual_id = " + one(),
               fmt::format("entry {}", first), "stands for no row");
}
TEST_P(Damaged, RowOfAnotherIndividualIsFound) {
  expect_found(
      "UPDATE evidence SET individual_id = " + sql_bytes(GetParam(), as_text(individual(8).bytes)) +
          " WHERE individual_id = " + one(),
      name(1, 8), "not what its commitment was made of");
}
TEST_P(Damaged, PendingRowThatIsTakenOutIsFound) {
  expect_found("DELETE FROM evidence_pending", name(1, 3), "not pending");
}
TEST_P(Damaged, PendingRowThatIsChangedIsFound) {
  expect_found(
      "UPDATE evidence_pending SET commitment = " + sql_bytes(GetParam(), std::string(32, 'c')),
      "pending " + name(1, 3), "differs from the row");
}
TEST_P(Damaged, PendingRowThatIsInTheLogIsFound) {
  expect_found(
      "INSERT INTO evidence_pending (individual_id, at, seq, commitment) SELECT "
      "individual_id, at, seq, commitment FROM evidence WHERE seq = 7 AND individual_id = " +
          one(),
      "pending " + name(7), "is in the log already");
}
TEST_P(Damaged, PendingRowOfNoRowIsFound) {
  expect_found(
      "INSERT INTO evidence_pending (individual_id, at, seq, commitment) SELECT "
      "individual_id, at, 900, commitment FROM evidence WHERE seq = 7 AND individual_id = " +
          one(),
      "pending " + name(900), "there is no such row");
}
TEST_P(Damaged, CheckpointIsFound) {
  expect_found("UPDATE log_head SET checkpoint = " + sql_bytes(GetParam(), "example.org\n3\nx\n"),
               "checkpoint", "");
}
TEST_P(Damaged, SizeIsFound) {
  expect_found("UPDATE log_head SET size = 299", "checkpoint", "has the size 300, the log 299");
}
TEST_P(Damaged, MinimumIsFound) {
  expect_found("UPDATE log_head SET minimum = 256", "log head", "its minimum index is 256, but 0");
}
TEST_P(Damaged, MissingTileIsFound) {
  expect_found("DELETE FROM log_tile WHERE level = 0 AND place = 1", "tile/0/001.p/44",
               "is missing");
}
TEST_P(Damaged, MissingBundleIsFound) {
  expect_found("DELETE FROM log_bundle WHERE place = 1", "tile/entries/001.p/44", "is missing");
}
TEST_P(Damaged, TilesThatAreSwappedAreFound) {
  expect_found(
      "UPDATE log_tile SET hashes = (SELECT hashes FROM log_tile WHERE level = 0 AND "
      "place = 1) WHERE level = 0 AND place = 0",
      "tile/0/000", "has only 44 hashes");
}
TEST_P(Damaged, RowsThatAreCopiedToAnotherIndividualAreFound) {
  // Whichever of the two is read later shares the entry of the other.
  const std::uint64_t later = individual(1) < individual(8) ? 8 : 1;
  expect_found("INSERT INTO evidence (individual_id, seq, at, kind, body, commitment) SELECT " +
                   sql_bytes(GetParam(), as_text(individual(8).bytes)) +
                   ", seq, at, kind, body, commitment FROM evidence WHERE individual_id = " + one(),
               name(5, later), "shares entry");
}
TEST_P(Damaged, IntentThatIsCutShortIsFound) {
  expect_found("INSERT INTO log_intent (log_id, first, rows) SELECT log_id, 256, " +
                   sql_bytes(GetParam(), std::string(31, 'i')) + " FROM log_head",
               "intent at entry 256", "is cut short");
}
TEST_P(Damaged, BatchIsFound) {
  expect_found("UPDATE log_batch SET count = count - 1", "batch at entry 299", "is missing");
}
TEST_P(Damaged, TimesOfABatchAreFound) {
  expect_found("UPDATE log_batch SET earliest = earliest + 1", name(1),
               "lies outside the times of the batch");
}

// Every byte of a tile, of a bundle and of the checkpoint, one at a time.
TEST_P(Damaged, EveryByteOfTheLogIsHeld) {
  open();
  append_rows(individual(1), 3);
  integrate();
  const auto stored = [&] {
    std::vector<std::pair<std::string, std::string>> columns;
    EXPECT_TRUE(store_->read([&](Transaction& rows) -> Result<void> {
      TRY(const LogHead head, load_head(rows, identity_.log));
      StoredTiles tiles(rows, identity_.log);
      TRY(const std::string hashes, tiles.tile({0, 0}, 3));
      TRY(const std::string entries, load_bundle(rows, identity_.log, 0, 3));
      columns = {{"log_head SET checkpoint", head.checkpoint},
                 {"log_tile SET hashes", hashes},
                 {"log_bundle SET entries", entries}};
      return {};
    }));
    return columns;
  }();
  for (const auto& [column, bytes] : stored) {
    // On a server every change is a database round trip: some bytes are enough there.
    const std::size_t by = GetParam() == store_suite::TestEngine::kSqlite ? 3 : 17;
    for (std::size_t at = 0; at < bytes.size(); at += by) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ 0x10);
      tamper(fmt::format("UPDATE {} = {}", column, sql_bytes(GetParam(), changed)));
      EXPECT_FALSE(checked().clean()) << column << " byte " << at;
    }
    tamper(fmt::format("UPDATE {} = {}", column, sql_bytes(GetParam(), bytes)));
    EXPECT_TRUE(checked().clean()) << findings_of(checked());
  }
}

// Everything that evidence is made of, as text.
std::string contents(Store& store, const LogIdentity& identity) {
  std::string all;
  const Work dump = [&](Transaction& rows) -> Result<void> {
    TRY(const LogHead head, load_head(rows, identity.log));
    all = fmt::format("{} {} {}\n", head.size, head.minimum, head.checkpoint);
    StoredTiles tiles(rows, identity.log);
    for (const SizedTile& sized : tiles_of(head.size)) {
      TRY(const std::string hashes, tiles.tile(sized.tile, sized.width));
      all += to_hex(hashes) + "\n";
    }
    TRY(const std::string entries,
        load_bundle(rows, identity.log, 0, static_cast<unsigned>(head.size)));
    all += to_hex(entries) + "\n";
    for (std::uint64_t n = 1; n <= 2; ++n) {
      for (std::int64_t seq = 1; seq <= 20; ++seq) {
        TRY(const Chained row, load_evidence(rows, individual(n), seq));
        all += fmt::format("{} {} {} {}\n", row.row.row.body, stored_time(row.row.row.at),
                           static_cast<int>(row.row.row.kind),
                           to_hex(as_text(row.row.commitment.bytes)));
      }
    }
    return {};
  };
  const auto read = store.read(dump);
  return read ? all : read.error().message;
}

// Bytes of the SQLite file itself: what is changed is refused, found, or was no part of a row.
TEST_P(FsckTest, NoByteOfTheFileChangesEvidenceUnseen) {
  if (GetParam() != store_suite::TestEngine::kSqlite)
    GTEST_SKIP() << "a server's files are its own";
  open();
  for (std::uint64_t n = 1; n <= 2; ++n) append_rows(individual(n), 20);
  integrate();
  const std::string before = contents(*store_, identity_);
  close();
  const std::string whole = read_whole_file(place_->where(), 1 << 24).value();
  const std::uint64_t seed = std::random_device()();
  std::mt19937_64 random(seed);
  int seen = 0;
  for (int round = 0; round < 300; ++round) {
    const std::size_t at = random() % whole.size();
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
    ASSERT_TRUE(write_whole_file(place_->where(), changed));
    auto opened = open_store(place_->where(), {&kLedgerSchema}, clock_, {});
    if (!opened) {
      ++seen;
      continue;
    }
    const auto report = fsck(**opened, identity_, chain_key, {});
    if (!report || !report->clean()) {
      ++seen;
    } else {
      EXPECT_EQ(contents(**opened, identity_), before) << "seed " << seed << ", byte " << at;
    }
  }
  // Half of such a small file is empty space.
  EXPECT_GT(seen, 30) << "seed " << seed;
  ASSERT_TRUE(write_whole_file(place_->where(), whole));
  open();
  EXPECT_TRUE(checked().clean());
}

TEST_P(FsckTest, NamesTheEntryThatWasAltered) {
  open();
  for (std::uint64_t n = 0; n < 20; ++n) append(individual(n), "generated row");
  integrate();
  std::string entries;
  ASSERT_TRUE(store_->read([&](Transaction& rows) -> Result<void> {
    TRY(entries, load_bundle(rows, identity_.log, 0, 20));
    return {};
  }));
  entries[17 * (2 + kEntrySize) + 2 + 30] ^= 1;
  tamper("UPDATE log_bundle SET entries = " + sql_bytes(GetParam(), entries));
  const FsckReport report = checked();
  ASSERT_FALSE(report.clean());
  EXPECT_EQ(report.findings[0].where, "entry 17");
}

TEST_P(FsckTest, OfAnErasedIndividualHoldsTheEntriesWithoutAKey) {
  open();
  append_rows(individual(1), 10);
  append_rows(individual(2), 10);
  integrate();
  const ChainKeys erased = [](const Owner& owner) -> std::optional<RootKey> {
    if (owner == individual(1)) return std::nullopt;
    return chain_key(owner);
  };
  const auto report = fsck(*store_, identity_, erased, {});
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->clean()) << findings_of(*report);
  EXPECT_EQ(report->chains_without_key, 1U);
  tamper("DELETE FROM evidence WHERE seq = 10 AND individual_id = " +
         sql_bytes(GetParam(), as_text(individual(1).bytes)));
  EXPECT_FALSE(fsck(*store_, identity_, erased, {})->clean());
}

TEST_P(FsckTest, OfAnEmptyLogIsClean) {
  open();
  EXPECT_TRUE(checked().clean()) << findings_of(checked());
}

TEST_P(FsckTest, FindsAnotherDeploymentsLog) {
  open();
  append(individual(1), "generated row");
  integrate();
  KeySigner other{kOrigin, "another generated key"};
  const LogIdentity foreign{individual(0), kOrigin, other, promises_};
  const auto report = fsck(*store_, foreign, chain_key, {});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->findings.at(0).where, "checkpoint");
}

}  // namespace
}  // namespace lawful
