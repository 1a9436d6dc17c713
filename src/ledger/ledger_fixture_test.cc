#include "ledger/ledger_fixture_test.h"

#include <fmt/format.h>

#include "base/bytes.h"
#include "ledger/ledger_sql.h"

namespace lawful {

Owner individual(std::uint64_t number) {
  Owner owner;
  const Sha256 digest = sha256(fmt::format("generated individual {}", number));
  std::copy_n(digest.bytes.begin(), owner.bytes.size(), owner.bytes.begin());
  return owner;
}

RootKey chain_key(const Owner& individual) {
  Sha256 digest = sha256("generated chain key " + to_hex(as_text(individual.bytes)));
  return RootKey::take(digest.bytes);
}

void LedgerTest::SetUp() {
  if (const char* server = store_suite::server_of(GetParam());
      GetParam() != store_suite::TestEngine::kSqlite && server == nullptr) {
    GTEST_SKIP() << "no server of this engine";
  }
  place_ = store_suite::Place::make(GetParam());
}

void LedgerTest::open() {
  StoreOptions options;
  options.open = StoreOptions::Open::kCreate;
  auto opened = open_store(place_->where(), {&kLedgerSchema}, clock_, options);
  ASSERT_TRUE(opened) << opened.error().message;
  store_ = std::move(*opened);
  const auto created = create_log(*store_, identity_);
  ASSERT_TRUE(created) << created.error().message;
}

Appended LedgerTest::append(const Owner& individual, std::string_view body, EvidenceKind kind) {
  const RootKey key = chain_key(individual);
  Appended appended;
  const auto written = write(*store_, individual, [&](Transaction& rows) -> Result<void> {
    TRY(appended, append_evidence(rows, {individual, key}, clock_.now(), kind, body));
    return {};
  });
  EXPECT_TRUE(written) << written.error().message;
  return appended;
}

void LedgerTest::append_rows(const Owner& individual, std::uint64_t count) {
  const RootKey key = chain_key(individual);
  const auto written = write(*store_, individual, [&](Transaction& rows) -> Result<void> {
    for (std::uint64_t n = 0; n < count; ++n) {
      TRY_VOID(append_evidence(rows, {individual, key}, clock_.now(), EvidenceKind::kLoad,
                               fmt::format("generated row {}", n)));
    }
    return {};
  });
  EXPECT_TRUE(written) << written.error().message;
}

std::uint64_t LedgerTest::integrate() {
  Integrator integrator(*store_, identity_, clock_);
  std::uint64_t added = 0;
  for (bool more = true; more;) {
    const auto step = integrator.step();
    EXPECT_TRUE(step) << step.error().message;
    if (!step) return added;
    EXPECT_TRUE(step->held);
    added += step->added;
    more = step->more;
  }
  EXPECT_TRUE(integrator.release());
  return added;
}

FsckReport LedgerTest::checked() {
  const auto report = fsck(*store_, identity_, chain_key, {});
  EXPECT_TRUE(report) << report.error().message;
  return report.value_or(FsckReport{});
}

void LedgerTest::tamper(const std::string& sql) {
  close();
  place_->execute(sql);
  open();
}

std::string findings_of(const FsckReport& report) {
  std::string text;
  for (const FsckFinding& finding : report.findings) {
    text += fmt::format("{}: {}\n", finding.where, finding.what);
  }
  return text;
}

}  // namespace lawful
