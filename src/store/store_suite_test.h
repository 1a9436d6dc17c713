#pragma once
// What the tests of the store share: a place for one store on each engine, and a
// schema with a table of every kind.
//
//   TEST_P(StoreSuite, KeepsRows) {
//     auto store = opened();
//     ASSERT_TRUE(write(*store, owner(1), …));
//   }
//
// Every test gets a place of its own: a folder, or a schema of a database that is
// dropped afterwards. LAWFUL_TEST_POSTGRESQL and LAWFUL_TEST_DISTRIBUTED hold the URL of
// a database in which schemas may be made; a test whose engine is not there is skipped.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/store.h"
#include "store/store_place_test.h"

namespace lawful::store_suite {

// The schema at versions 1, 2 and 3: version 2 adds a column, 3 fills it and adds an index.
const Schema& notes_schema(int version);
inline const Schema& notes_schema() { return notes_schema(3); }
// Version 2 in another edition: its second step fails.
const Schema& failing_schema();

extern const SqlStatement kAddNote;   // individual_id, seq, number, body, words
extern const SqlStatement kFindNote;  // individual_id, seq -> number, body, words
extern const SqlStatement kNotes;     // individual_id, above seq, limit -> seq, number, body, words
extern const SqlStatement kDropNote;  // individual_id, seq
extern const SqlStatement kNoteColour;  // individual_id, seq -> colour; from version 2
extern const SqlStatement kAllNotes;    // above individual_id, seq; limit -> individual_id, seq
extern const SqlStatement kCount;       // individual_id, by -> n
extern const SqlStatement kCountOf;     // individual_id -> n
extern const SqlStatement kAddPhone;    // blind, individual_id
extern const SqlStatement kFindPhone;   // blind -> individual_id
extern const SqlStatement kSetPack;     // name, digest
extern const SqlStatement kPack;        // name -> digest
extern const SqlStatement kKeepScan;    // individual_id, body
extern const SqlStatement kScan;        // individual_id -> body

Owner owner(std::uint64_t number);
std::string_view bytes_of(const Owner& owner);

class StoreSuite : public testing::TestWithParam<TestEngine> {
 protected:
  void SetUp() override;

  Result<std::unique_ptr<Store>> open(StoreOptions::Open how, const Schema& schema,
                                      int connections = 4);
  // Made where it is not there yet; the test ends where it cannot be opened.
  std::unique_ptr<Store> opened();

  std::unique_ptr<Place> place_;
  SystemClock clock_;
};

// Adds to the owner's counter in a transaction of its own.
Result<void> count(Store& store, const Owner& whose, std::int64_t by);
Result<std::int64_t> count_of(Store& store, const Owner& whose);

}  // namespace lawful::store_suite
