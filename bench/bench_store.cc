// Durable rows through the store beside the plainest program that writes the same rows
// in the same batches. PostgreSQL takes part where LAWFUL_BENCH_POSTGRESQL holds the URL of
// a database in which a schema may be made.
#include <fmt/format.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <latch>
#include <random>
#include <string>
#include <vector>

#include "base/check.h"
#include "base/clock.h"
#include "bench/report.h"
#include "bench/store_peers.h"
#include "store/sqlite_store.h"

namespace {

using namespace lawful;
using bench::EvidenceRow;

constexpr int kRounds = 15;
constexpr std::size_t kOwners = 1000;

constexpr std::array<SqlTable, 1> kTables = {
    {{"evidence", TableKind::kIndividual,
      "individual_id bytea NOT NULL, seq bigint NOT NULL, at bigint NOT NULL, kind bigint NOT NULL,"
      " body bytea NOT NULL, commitment bytea NOT NULL, leaf bigint",
      "individual_id, seq"}}};
constexpr std::array<Migration, 1> kMigrations = {{{1, kTables, {}}}};
constexpr SqlStatement kAppend = {
    "evidence.append", TableKind::kIndividual,
    "INSERT INTO evidence (individual_id, seq, at, kind, body, commitment, leaf) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)"};
constexpr SqlStatement kFind = {"evidence.find", TableKind::kIndividual,
                                "SELECT at FROM evidence WHERE individual_id = $1 AND seq = $2"};
constexpr std::array<const SqlStatement*, 2> kStatements = {&kAppend, &kFind};
constexpr Schema kSchema = {"bench", kMigrations, kStatements};

// Generated rows: owners at random, each with a sequence of its own.
class RowSource {
 public:
  explicit RowSource(std::uint64_t seed) : random_(seed), seqs_(kOwners, 0) {
    for (auto& owner : owners_) fill(owner);
  }

  std::vector<EvidenceRow> take(std::size_t count) {
    std::vector<EvidenceRow> rows(count);
    for (EvidenceRow& row : rows) {
      const std::size_t owner = random_() % kOwners;
      row.individual_id = owners_[owner];
      row.seq = ++seqs_[owner];
      row.at = 1'700'000'000'000 + row.seq;
      row.kind = 1;
      fill(row.body);
      fill(row.commitment);
    }
    return rows;
  }

 private:
  void fill(auto& bytes) {
    for (char& byte : bytes) byte = static_cast<char>(random_());
  }

  std::mt19937_64 random_;
  std::array<std::array<char, 16>, kOwners> owners_{};
  std::vector<std::int64_t> seqs_;
};

std::string_view view(const auto& bytes) { return {bytes.data(), bytes.size()}; }

Result<void> append(Transaction& rows, const EvidenceRow& row) {
  TRY_VOID(rows.run(kAppend, {Bytes{view(row.individual_id)}, row.seq, row.at, row.kind,
                              Bytes{view(row.body)}, Bytes{view(row.commitment)}, Null{}}));
  return {};
}

// All submitted at once, as callers of a busy server do together; then waits for the last.
void write_all(Store& store, const std::vector<EvidenceRow>& rows) {
  std::latch left(static_cast<std::ptrdiff_t>(rows.size()));
  for (const EvidenceRow& row : rows) {
    Owner owner;
    std::ranges::copy(row.individual_id, owner.bytes.begin());
    store.submit(
        owner, [&row](Transaction& transaction) { return append(transaction, row); },
        [&left](Result<void> result) {
          CHECK(result);
          left.count_down();
        });
  }
  left.wait();
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return took.count();
}

// Ours and the peer in turns; adds a figure, and says how the ratio of a round varied.
void compete(bench::Report& report, const std::string& name, const std::string& peer,
             std::size_t works, const std::function<void()>& ours,
             const std::function<void()>& theirs) {
  bench::Samples our_seconds;
  bench::Samples their_seconds;
  std::vector<double> ratios;
  ours();
  theirs();
  for (int round = 0; round < kRounds; ++round) {
    // Who goes first changes, so that neither always finds the disk busy with the other.
    double mine = 0;
    double yours = 0;
    if (round % 2 == 0) mine = seconds_of(ours);
    yours = seconds_of(theirs);
    if (round % 2 != 0) mine = seconds_of(ours);
    our_seconds.add(mine);
    their_seconds.add(yours);
    ratios.push_back(yours / mine);
  }
  std::ranges::sort(ratios);
  fmt::print("{}: ratio of a round {:.2f} to {:.2f}, median {:.2f}\n", name, ratios.front(),
             ratios.back(), ratios[ratios.size() / 2]);
  const auto many = static_cast<double>(works);
  report.add({.name = name,
              .value = many / our_seconds.median(),
              .unit = "works/s",
              .peer = peer,
              .peer_value = many / their_seconds.median()});
}

std::string temporary_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "lawful-bench-XXXXXX").string();
  CHECK(::mkdtemp(pattern.data()) != nullptr);
  return pattern;
}

std::unique_ptr<Store> sqlite_store(const std::string& path, std::size_t batch) {
  auto store = open_sqlite_store(path, {&kSchema}, {.open = StoreOptions::Open::kCreate},
                                 {.batch_max = batch});
  CHECK(store);
  return *std::move(store);
}

void sqlite_writes(bench::Report& report, std::size_t batch) {
  const std::string folder = temporary_folder();
  {
    const auto store = sqlite_store(folder + "/ours.db", batch);
    bench::PlainSqlite plain(folder + "/plain.db");
    RowSource source(report.seed());
    RowSource same(report.seed());
    const std::size_t works = batch * (batch == 1 ? 100 : 20);
    compete(
        report, fmt::format("sqlite, {} works a commit", batch), "bare sqlite3, same batches",
        works, [&] { write_all(*store, source.take(works)); },
        [&] { plain.write(same.take(works), batch); });
  }
  std::filesystem::remove_all(folder);
}

void sqlite_reads(bench::Report& report) {
  constexpr std::size_t kRows = 50'000;
  const std::string folder = temporary_folder();
  {
    const auto store = sqlite_store(folder + "/ours.db", kBatchMax);
    bench::PlainSqlite plain(folder + "/plain.db");
    const std::vector<EvidenceRow> rows = RowSource(report.seed()).take(kRows);
    write_all(*store, rows);
    plain.write(rows, kBatchMax);
    constexpr std::size_t kReads = 5000;
    std::mt19937_64 random(report.seed());
    std::vector<const EvidenceRow*> wanted;
    for (std::size_t i = 0; i < kReads; ++i) wanted.push_back(&rows[random() % kRows]);
    compete(
        report, "sqlite, read by key", "bare sqlite3, no transaction", kReads,
        [&] {
          for (const EvidenceRow* row : wanted) {
            CHECK(store->read([row](Transaction& transaction) -> Result<void> {
              TRY(const Rows found,
                  transaction.run(kFind, {Bytes{view(row->individual_id)}, row->seq}));
              CHECK(found.size() == 1 && found[0][0].number() == row->at);
              return {};
            }));
          }
        },
        [&] {
          for (const EvidenceRow* row : wanted) CHECK(plain.read(*row) == row->at);
        });
  }
  std::filesystem::remove_all(folder);
}

void execute(const std::string& url, const std::string& sql) {
  PGconn* connection = PQconnectdb(url.c_str());
  PQsetNoticeProcessor(
      connection, [](void*, const char*) {}, nullptr);
  PGresult* result = PQexec(connection, sql.c_str());
  CHECK(PQresultStatus(result) == PGRES_COMMAND_OK);
  PQclear(result);
  PQfinish(connection);
}

void postgres_writes(bench::Report& report, const std::string& url, int connections) {
  const std::string schema = fmt::format("lawful_bench_{}", ::getpid());
  const char joint = url.find('?') == std::string::npos ? '?' : '&';
  const std::string place = fmt::format("{}{}options=-csearch_path%3D{}", url, joint, schema);
  execute(url, "CREATE SCHEMA " + schema);
  {
    const SystemClock clock;
    auto store = open_store(place, {&kSchema}, clock,
                            {.open = StoreOptions::Open::kCreate, .connections = connections});
    CHECK(store);
    bench::PlainPostgres plain(place, connections);
    RowSource source(report.seed());
    constexpr std::size_t kWorks = 400;
    compete(
        report, fmt::format("postgresql, {} connections", connections), "bare libpq, no mark",
        kWorks, [&] { write_all(**store, source.take(kWorks)); },
        [&] { plain.write(source.take(kWorks)); });
  }
  execute(url, "DROP SCHEMA " + schema + " CASCADE");
}

}  // namespace

int main(int argc, char** argv) {
  auto report = bench::Report::from(argc, argv);
  for (const std::size_t batch : {1U, 10U, 100U, 250U}) sqlite_writes(report, batch);
  sqlite_reads(report);
  if (const char* url = std::getenv("LAWFUL_BENCH_POSTGRESQL")) {
    for (const int connections : {1, 8}) postgres_writes(report, url, connections);
  } else {
    fmt::print("without PostgreSQL: LAWFUL_BENCH_POSTGRESQL names no database\n");
  }
  return report.close();
}
