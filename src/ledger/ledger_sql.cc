#include "ledger/ledger_sql.h"

namespace lawful {
namespace ledger_sql {

using enum TableKind;

const SqlStatement kLastRow = {
    "evidence.last", kIndividual,
    "SELECT seq, at, commitment FROM evidence WHERE individual_id = $1 ORDER BY seq DESC LIMIT 1"};
const SqlStatement kAppendRow = {
    "evidence.append", kIndividual,
    "INSERT INTO evidence (individual_id, seq, at, kind, body, commitment) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};
const SqlStatement kAppendPending = {
    "evidence.append-pending", kIndividual,
    "INSERT INTO evidence_pending (individual_id, at, seq, commitment) VALUES ($1, $2, $3, $4)"};
// The row asked for and the one before it.
const SqlStatement kRow = {"evidence.row", kIndividual,
                           "SELECT seq, at, kind, body, commitment FROM evidence "
                           "WHERE individual_id = $1 AND seq <= $2 ORDER BY seq DESC LIMIT 2"};
const SqlStatement kRowsOf = {"evidence.rows-of", kIndividual,
                              "SELECT seq, at, kind, body, commitment FROM evidence "
                              "WHERE individual_id = $1 AND seq > $2 ORDER BY seq LIMIT $3"};
const SqlStatement kRowsPage = {
    "evidence.page", kIndividual,
    "SELECT individual_id, seq, at, kind, body, commitment FROM evidence "
    "WHERE (individual_id, seq) > ($1, $2) ORDER BY individual_id, seq LIMIT $3",
    Reach::kEverybody};
const SqlStatement kDropRow = {"evidence.drop", kIndividual,
                               "DELETE FROM evidence WHERE individual_id = $1 AND seq = $2"};

const SqlStatement kPendingPage = {
    "evidence.pending-page", kIndividual,
    "SELECT individual_id, at, seq, commitment FROM evidence_pending "
    "WHERE (at, individual_id, seq) > ($1, $2, $3) ORDER BY at, individual_id, seq LIMIT $4",
    Reach::kEverybody};
const SqlStatement kDropPending = {
    "evidence.drop-pending", kIndividual,
    "DELETE FROM evidence_pending WHERE individual_id = $1 AND at = $2 AND seq = $3"};

const SqlStatement kLogs = {
    "log.logs", kLog, "SELECT log_id FROM log_head ORDER BY log_id LIMIT $1", Reach::kEverybody};
const SqlStatement kHead = {"log.head", kLog,
                            "SELECT size, checkpoint, minimum FROM log_head WHERE log_id = $1"};
const SqlStatement kMakeHead = {
    "log.make-head", kLog,
    "INSERT INTO log_head (log_id, size, checkpoint, minimum) VALUES ($1, 0, $2, 0) "
    "ON CONFLICT (log_id) DO NOTHING"};
const SqlStatement kMoveHead = {"log.move-head", kLog,
                                "UPDATE log_head SET size = $3, checkpoint = $4 "
                                "WHERE log_id = $1 AND size = $2 RETURNING size"};
const SqlStatement kSetMinimum = {"log.set-minimum", kLog,
                                  "UPDATE log_head SET minimum = $2 "
                                  "WHERE log_id = $1 AND minimum <= $2 RETURNING minimum"};

const SqlStatement kTakeLease = {
    "log.take-lease", kLog,
    "INSERT INTO log_lease (log_id, holder, until) VALUES ($1, $2, $3) "
    "ON CONFLICT (log_id) DO UPDATE SET holder = excluded.holder, until = excluded.until "
    "WHERE log_lease.until < $4 OR log_lease.holder = excluded.holder RETURNING until"};
const SqlStatement kLease = {"log.lease", kLog,
                             "SELECT holder, until FROM log_lease WHERE log_id = $1"};
const SqlStatement kFreeLease = {"log.free-lease", kLog,
                                 "DELETE FROM log_lease WHERE log_id = $1 AND holder = $2"};

const SqlStatement kTile = {
    "log.tile", kLog,
    "SELECT hashes FROM log_tile WHERE log_id = $1 AND level = $2 AND place = $3"};
const SqlStatement kPutTile = {
    "log.put-tile", kLog,
    "INSERT INTO log_tile (log_id, level, place, hashes) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (log_id, level, place) DO UPDATE SET hashes = excluded.hashes"};
const SqlStatement kDropTiles = {
    "log.drop-tiles", kLog,
    "DELETE FROM log_tile WHERE log_id = $1 AND level = $2 AND place >= $3 AND place < $4"};
const SqlStatement kBundle = {"log.bundle", kLog,
                              "SELECT entries FROM log_bundle WHERE log_id = $1 AND place = $2"};
const SqlStatement kFirstBundle = {
    "log.first-bundle", kLog,
    "SELECT place FROM log_bundle WHERE log_id = $1 ORDER BY place LIMIT 1"};
const SqlStatement kPutBundle = {
    "log.put-bundle", kLog,
    "INSERT INTO log_bundle (log_id, place, entries) VALUES ($1, $2, $3) "
    "ON CONFLICT (log_id, place) DO UPDATE SET entries = excluded.entries"};
const SqlStatement kDropBundles = {
    "log.drop-bundles", kLog,
    "DELETE FROM log_bundle WHERE log_id = $1 AND place >= $2 AND place < $3"};

// The next batch after (latest, first) whose rows' times lie about $4.
const SqlStatement kBatchAfter = {
    "log.batch-after", kLog,
    "SELECT latest, first, count FROM log_batch "
    "WHERE log_id = $1 AND (latest, first) > ($2, $3) AND earliest <= $4 "
    "ORDER BY latest, first LIMIT 1"};
const SqlStatement kBatchesPage = {
    "log.batches-page", kLog,
    "SELECT latest, first, count, earliest FROM log_batch "
    "WHERE log_id = $1 AND (latest, first) > ($2, $3) ORDER BY latest, first LIMIT $4"};
const SqlStatement kPutBatch = {
    "log.put-batch", kLog,
    "INSERT INTO log_batch (log_id, latest, first, count, earliest) VALUES ($1, $2, $3, $4, $5)"};
const SqlStatement kIntents = {
    "log.intents", kLog, "SELECT first, rows FROM log_intent WHERE log_id = $1 ORDER BY first"};
const SqlStatement kPutIntent = {
    "log.put-intent", kLog, "INSERT INTO log_intent (log_id, first, rows) VALUES ($1, $2, $3)"};
const SqlStatement kDropIntent = {"log.drop-intent", kLog,
                                  "DELETE FROM log_intent WHERE log_id = $1 AND first = $2"};

}  // namespace ledger_sql

namespace {

using enum TableKind;

constexpr SqlTable kTables[] = {
    {.name = "evidence",
     .kind = kIndividual,
     .columns = "individual_id bytea NOT NULL, seq bigint NOT NULL, at bigint NOT NULL, "
                "kind bigint NOT NULL, body bytea NOT NULL, commitment bytea NOT NULL",
     .key = "individual_id, seq"},
    {.name = "evidence_pending",
     .kind = kIndividual,
     .columns = "individual_id bytea NOT NULL, at bigint NOT NULL, seq bigint NOT NULL, "
                "commitment bytea NOT NULL",
     .key = "individual_id, at, seq",
     .clustered = "at, individual_id, seq"},
    {.name = "log_head",
     .kind = kLog,
     .columns = "log_id bytea NOT NULL, size bigint NOT NULL, checkpoint bytea NOT NULL, "
                "minimum bigint NOT NULL",
     .key = "log_id"},
    {.name = "log_lease",
     .kind = kLog,
     .columns = "log_id bytea NOT NULL, holder bytea NOT NULL, until bigint NOT NULL",
     .key = "log_id"},
    {.name = "log_tile",
     .kind = kLog,
     .columns = "log_id bytea NOT NULL, level bigint NOT NULL, place bigint NOT NULL, "
                "hashes bytea NOT NULL",
     .key = "log_id, level, place",
     .wide = true},
    {.name = "log_bundle",
     .kind = kLog,
     .columns = "log_id bytea NOT NULL, place bigint NOT NULL, entries bytea NOT NULL",
     .key = "log_id, place",
     .wide = true},
    {.name = "log_batch",
     .kind = kLog,
     .columns = "log_id bytea NOT NULL, latest bigint NOT NULL, first bigint NOT NULL, "
                "count bigint NOT NULL, earliest bigint NOT NULL",
     .key = "log_id, latest, first"},
    {.name = "log_intent",
     .kind = kLog,
     .columns = "log_id bytea NOT NULL, first bigint NOT NULL, rows bytea NOT NULL",
     .key = "log_id, first",
     .wide = true},
};

constexpr Migration kMigrations[] = {{.version = 1, .creates = kTables}};

constexpr const SqlStatement* kStatements[] = {
    &ledger_sql::kLastRow,     &ledger_sql::kAppendRow,   &ledger_sql::kAppendPending,
    &ledger_sql::kRow,         &ledger_sql::kRowsOf,      &ledger_sql::kRowsPage,
    &ledger_sql::kDropRow,     &ledger_sql::kPendingPage, &ledger_sql::kDropPending,
    &ledger_sql::kHead,        &ledger_sql::kMakeHead,    &ledger_sql::kMoveHead,
    &ledger_sql::kSetMinimum,  &ledger_sql::kTakeLease,   &ledger_sql::kLease,
    &ledger_sql::kFreeLease,   &ledger_sql::kTile,        &ledger_sql::kPutTile,
    &ledger_sql::kDropTiles,   &ledger_sql::kBundle,      &ledger_sql::kPutBundle,
    &ledger_sql::kDropBundles, &ledger_sql::kFirstBundle, &ledger_sql::kBatchAfter,
    &ledger_sql::kBatchesPage, &ledger_sql::kPutBatch,    &ledger_sql::kIntents,
    &ledger_sql::kPutIntent,   &ledger_sql::kDropIntent,  &ledger_sql::kLogs,
};

}  // namespace

const Schema kLedgerSchema = {
    .name = "ledger", .migrations = kMigrations, .statements = kStatements};

}  // namespace lawful
