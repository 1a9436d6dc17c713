#pragma once
// The tables and statements of the ledger.
//
//   evidence          the rows, per individual; only ever added to, and pruned
//   evidence_pending  rows whose leaf is not in the log yet, oldest first
//   log_head          one row a log: size, signed checkpoint, minimum index
//   log_lease         who integrates, until when
//   log_tile          the tree: tiles of C2SP, the last of each level partial
//   log_bundle        the entries, 256 a row
//   log_batch         which entries were put in together, and the times of their rows
//   log_intent        a batch whose rows still stand in evidence_pending

#include "store/statement.h"

namespace lawful {

extern const Schema kLedgerSchema;

namespace ledger_sql {

extern const SqlStatement kLastRow, kAppendRow, kAppendPending, kRowsOf, kRow, kRowsPage, kDropRow;
extern const SqlStatement kPendingPage, kDropPending;
extern const SqlStatement kLogs, kHead, kMakeHead, kMoveHead, kSetMinimum;
extern const SqlStatement kTakeLease, kLease, kFreeLease;
extern const SqlStatement kTile, kPutTile, kDropTiles, kBundle, kPutBundle, kDropBundles,
    kFirstBundle;
extern const SqlStatement kBatchAfter, kBatchesPage, kPutBatch, kIntents, kPutIntent, kDropIntent;

}  // namespace ledger_sql
}  // namespace lawful
