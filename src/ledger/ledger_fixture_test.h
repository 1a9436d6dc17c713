#pragma once
// For tests: a log in a store of each engine, with generated keys, and rows to put into it.
//
//   TEST_P(LedgerTest, …) {
//     open();
//     append(individual(1), "body");
//     integrate();
//     EXPECT_TRUE(checked().clean());
//   }

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "base/clock.h"
#include "ledger/evidence_rows.h"
#include "ledger/fsck.h"
#include "ledger/integrator.h"
#include "ledger/key_signer_test.h"
#include "store/store_place_test.h"

namespace lawful {

Owner individual(std::uint64_t number);
// Generated: derived from the individual's number, so that every test and process has the same.
RootKey chain_key(const Owner& individual);

class LedgerTest : public testing::TestWithParam<store_suite::TestEngine> {
 protected:
  static constexpr const char* kOrigin = "example.org/generated-log";

  void SetUp() override;

  // Opens the store and makes the log where there is none.
  void open();
  void close() { store_.reset(); }

  Appended append(const Owner& individual, std::string_view body,
                  EvidenceKind kind = EvidenceKind::kLoad);
  // Many rows in one transaction, since each costs a durable write.
  void append_rows(const Owner& individual, std::uint64_t count);
  // Steps until nothing is left; the entries added.
  std::uint64_t integrate();
  FsckReport checked();
  // Runs SQL past the program, as a database administrator could.
  void tamper(const std::string& sql);

  std::unique_ptr<store_suite::Place> place_;
  ManualClock clock_{Instant(std::chrono::milliseconds(1'780'000'000'000))};  // 2026-05-28.
  KeySigner checkpoints_{kOrigin, "generated key of checkpoints"};
  KeySigner promises_{std::string(kOrigin) + "/promise", "generated key of promises"};
  LogIdentity identity_{individual(0), kOrigin, checkpoints_, promises_};
  std::unique_ptr<Store> store_;
};

// All findings in one text, for messages of tests.
std::string findings_of(const FsckReport& report);

}  // namespace lawful
