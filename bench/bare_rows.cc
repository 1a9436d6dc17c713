// The peer of bench_ledger: prepared statements, a transaction, a loop.
#include <sqlite3.h>

#include <vector>

#include "base/bytes.h"
#include "base/check.h"
#include "bench/ledger_store.h"
#include "crypto/hash.h"

namespace lawful::bench {

struct BareRows::Handles {
  sqlite3* database = nullptr;
  sqlite3_stmt* evidence = nullptr;
  sqlite3_stmt* pending = nullptr;
  std::vector<Owner> individuals;
  std::vector<std::int64_t> numbers;
  std::string body = decision_body(0);
  Sha256 commitment = sha256("generated commitment");
  std::uint64_t appended = 0;

  void execute(const char* sql) const {
    CHECK(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }

  static void step(sqlite3_stmt* statement) {
    CHECK(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_reset(statement);
  }

  void append_one() {
    const std::size_t about = individual_of(appended);
    const Owner& owner = individuals[about];
    const std::int64_t seq = ++numbers[about];
    const std::int64_t at = 1'780'000'000'000 + static_cast<std::int64_t>(appended++);
    const auto blob = [](sqlite3_stmt* statement, int place, const void* data, std::size_t size) {
      sqlite3_bind_blob64(statement, place, data, size, SQLITE_STATIC);
    };
    blob(evidence, 1, owner.bytes.data(), owner.bytes.size());
    sqlite3_bind_int64(evidence, 2, seq);
    sqlite3_bind_int64(evidence, 3, at);
    sqlite3_bind_int64(evidence, 4, 1);
    blob(evidence, 5, body.data(), body.size());
    blob(evidence, 6, commitment.bytes.data(), commitment.bytes.size());
    step(evidence);
    blob(pending, 1, owner.bytes.data(), owner.bytes.size());
    sqlite3_bind_int64(pending, 2, at);
    sqlite3_bind_int64(pending, 3, seq);
    blob(pending, 4, commitment.bytes.data(), commitment.bytes.size());
    step(pending);
  }
};

BareRows::BareRows(const std::string& path) : handles_(std::make_unique<Handles>()) {
  Handles& own = *handles_;
  for (std::uint64_t n = 1; n <= kIndividuals; ++n) own.individuals.push_back(generated_owner(n));
  own.numbers.assign(kIndividuals, 0);
  CHECK(sqlite3_open(path.c_str(), &own.database) == SQLITE_OK);
  own.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
  CHECK(sqlite3_prepare_v2(own.database,
                           "INSERT INTO evidence (individual_id, seq, at, kind, body, commitment) "
                           "VALUES (?, ?, ?, ?, ?, ?)",
                           -1, &own.evidence, nullptr) == SQLITE_OK);
  CHECK(sqlite3_prepare_v2(own.database,
                           "INSERT INTO evidence_pending (individual_id, at, seq, commitment) "
                           "VALUES (?, ?, ?, ?)",
                           -1, &own.pending, nullptr) == SQLITE_OK);
}

BareRows::~BareRows() {
  sqlite3_finalize(handles_->evidence);
  sqlite3_finalize(handles_->pending);
  sqlite3_close(handles_->database);
}

void BareRows::append(std::uint64_t rows, std::uint64_t batch) {
  for (std::uint64_t done = 0; done < rows;) {
    handles_->execute("BEGIN IMMEDIATE");
    for (std::uint64_t n = 0; n < batch && done < rows; ++n, ++done) handles_->append_one();
    handles_->execute("COMMIT");
  }
}

}  // namespace lawful::bench
