#pragma once
// The marks of transactions, by which a COMMIT whose answer was lost is found again.
//
//   table store_mark: (individual_id, mark) -> at
//
// Every transaction that writes also writes 16 random bytes of its own, before
// anything else; another attempt at the same work writes the same bytes. Where the
// first attempt was carried out, the second is refused by the key; where the server
// is still carrying it out, the second waits for the first to end. So the answer is
// exact whenever it comes, and a work is never applied twice.
//
// A mark is of use for minutes; those older than a day are removed in passing.

#include "store/statement.h"

namespace lawful {

extern const Schema kMarksSchema;
extern const SqlStatement kAddMark;  // individual_id, mark, at
extern const SqlStatement
    kMarksPage;                       // above individual_id, mark; limit -> individual_id, mark, at
extern const SqlStatement kDropMark;  // individual_id, mark

}  // namespace lawful
