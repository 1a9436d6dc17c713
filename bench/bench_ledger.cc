// The ledger on SQLite: rows with evidence beside the same bytes in bare SQLite, promises,
// integration, proofs from a log of ten million entries, and what an operation takes on disk.
// docs/performance.md says what each figure means.
//
//   bench_ledger [--rounds N] [--leaves N] [--rows N]      smaller numbers for a quick run
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include "base/check.h"
#include "bench/grown_log.h"
#include "bench/ledger_store.h"
#include "bench/report.h"
#include "ledger/promises.h"
#include "ledger/prove.h"

namespace {

using namespace lawful;
using bench::LedgerStore;
using Seconds = std::chrono::duration<double>;
using std::chrono::steady_clock;

struct Sizes {
  std::uint64_t rounds = 11;
  std::uint64_t leaves = 10'000'000;
  std::uint64_t rows = 1'000'000;
};

constexpr std::uint64_t kCommitsOfRound = 48;
constexpr std::uint64_t kWarmRows = 20'000;
constexpr std::uint64_t kProofs = 2'000;
constexpr Seconds kSustained{5};

double seconds_of(const std::function<void()>& work) {
  const auto start = steady_clock::now();
  work();
  return Seconds(steady_clock::now() - start).count();
}

// Ours and bare SQLite in turns, on stores that hold as much.
void appends(bench::Report& report, const bench::Folder& folder, const Sizes& sizes) {
  LedgerStore ours(folder.file("ours"));
  LedgerStore(folder.file("bare")).close();
  bench::BareRows bare(folder.file("bare"));
  ours.append_many(kWarmRows);
  ours.integrate();
  bare.append(kWarmRows, kBatchMax);
  for (const std::uint64_t callers : {1U, 10U, 100U, 250U}) {
    const std::uint64_t rows = kCommitsOfRound * callers;
    bench::Samples our_time;
    bench::Samples bare_time;
    std::vector<double> ratios;
    for (std::uint64_t round = 0; round < sizes.rounds; ++round) {
      const double own = seconds_of([&] { ours.append(rows, callers); });
      const double other = seconds_of([&] { bare.append(rows, callers); });
      our_time.add(own);
      bare_time.add(other);
      ratios.push_back(other / own);
    }
    std::ranges::sort(ratios);
    const double ceiling = static_cast<double>(rows) / bare_time.median();
    const std::string name = fmt::format("append, {} at a time", callers);
    report.add({.name = name,
                .value = static_cast<double>(rows) / our_time.median(),
                .unit = "rows/s",
                .peer = "bare SQLite, the same rows",
                .peer_value = ceiling,
                .ceiling = ceiling});
    report.add({.name = name + ", least ratio", .value = ratios.front(), .unit = "x"});
    report.add({.name = name + ", median", .value = ratios[ratios.size() / 2], .unit = "x"});
    report.add({.name = name + ", greatest", .value = ratios.back(), .unit = "x"});
  }
}

// Rows from 250 callers for some seconds while one integrates as it should.
void sustained(bench::Report& report, const bench::Folder& folder) {
  LedgerStore ledger(folder.file("sustained"));
  ledger.append_many(kWarmRows);
  ledger.integrate();
  std::atomic<bool> stopping = false;
  std::atomic<std::uint64_t> integrated = 0;
  std::thread beside([&] {
    Integrator integrator(ledger.store(), ledger.identity(), ledger.clock());
    while (!stopping) {
      const auto step = integrator.step();
      CHECK(step);
      integrated += step->added;
      if (!step->more) std::this_thread::sleep_for(kIntegrateEvery);
    }
    CHECK(integrator.release());
  });
  std::uint64_t rows = 0;
  const auto start = steady_clock::now();
  while (steady_clock::now() - start < kSustained) {
    ledger.append(5'000, 250);
    rows += 5'000;
  }
  const double took = Seconds(steady_clock::now() - start).count();
  const std::uint64_t in_log = integrated;
  stopping = true;
  beside.join();
  report.add({.name = "append, 250 at a time, integrating",
              .value = static_cast<double>(rows) / took,
              .unit = "rows/s"});
  report.add({.name = "of which in the log meanwhile",
              .value = static_cast<double>(in_log) / took,
              .unit = "rows/s"});
}

void promises(bench::Report& report, const LedgerStore& ledger) {
  for (const int callers : {1, 64}) {
    Promises promising(ledger.identity(), ledger.clock());
    std::atomic<bool> stopping = false;
    std::atomic<std::uint64_t> made = 0;
    std::vector<std::thread> threads;
    const auto start = steady_clock::now();
    for (int n = 0; n < callers; ++n) {
      threads.emplace_back([&, n] {
        const Hash leaf = leaf_hash(fmt::format("generated leaf {}", n));
        while (!stopping) {
          CHECK(promising.promise(leaf));
          ++made;
        }
      });
    }
    std::this_thread::sleep_for(Seconds(1));
    stopping = true;
    for (std::thread& thread : threads) thread.join();
    report.add({.name = fmt::format("promises, {} at a time", callers),
                .value = static_cast<double>(made) / Seconds(steady_clock::now() - start).count(),
                .unit = "1/s"});
  }
}

// Rows in pages, each integrated before the next comes, as it is in use; then the file.
void rows_on_disk(bench::Report& report, const bench::Folder& folder, const Sizes& sizes) {
  LedgerStore ledger(folder.file("rows"));
  bench::Samples steps;
  double integrating = 0;
  std::uint64_t added = 0;
  for (std::uint64_t rows = 0; rows < sizes.rows; rows += kStepRowsMax) {
    ledger.append_many(std::min<std::uint64_t>(kStepRowsMax, sizes.rows - rows));
    integrating += seconds_of([&] { added += ledger.integrate(&steps); });
  }
  CHECK(added == sizes.rows);
  promises(report, ledger);
  report.add(
      {.name = "integrate", .value = static_cast<double>(added) / integrating, .unit = "rows/s"});
  const auto add_milliseconds = [&](std::string name, double seconds) {
    report.add(
        {.name = std::move(name), .value = seconds * 1e3, .unit = "ms", .higher_is_better = false});
  };
  add_milliseconds(fmt::format("integrate {} rows", kStepRowsMax), steps.median());
  add_milliseconds("the same, p99", steps.p99());
  report.add({.name = fmt::format("a row and its entry, of {}", sizes.rows),
              .value = static_cast<double>(ledger.close()) / static_cast<double>(sizes.rows),
              .unit = "bytes",
              .higher_is_better = false});
}

void proofs(bench::Report& report, const bench::Folder& folder, const Sizes& sizes) {
  LedgerStore ledger(folder.file("proofs"));
  const double growing =
      seconds_of([&] { bench::grow_log(ledger.store(), ledger.identity(), sizes.leaves); });
  std::mt19937_64 random(report.seed());
  bench::Samples samples;
  for (std::uint64_t n = 0; n < kProofs; ++n) {
    const std::uint64_t index = random() % sizes.leaves;
    samples.add(seconds_of([&] { CHECK(prove_entry(ledger.store(), ledger.identity(), index)); }));
  }
  const std::string name = fmt::format("proof of one of {} entries", sizes.leaves);
  report.add(
      {.name = name, .value = samples.median() * 1e6, .unit = "us", .higher_is_better = false});
  report.add({.name = "the same, p99",
              .value = samples.p99() * 1e6,
              .unit = "us",
              .higher_is_better = false});
  report.add({.name = "tiles, bundles and heads alone",
              .value = static_cast<double>(sizes.leaves) / growing,
              .unit = "1/s"});
}

}  // namespace

int main(int argc, char** argv) {
  Sizes sizes;
  auto report = bench::Report::from(
      argc, argv,
      {{"--rounds", &sizes.rounds}, {"--leaves", &sizes.leaves}, {"--rows", &sizes.rows}});
  CHECK(sizes.rounds > 0 && sizes.leaves > 0 && sizes.rows > 0);
  const bench::Folder folder;
  appends(report, folder, sizes);
  sustained(report, folder);
  rows_on_disk(report, folder, sizes);
  proofs(report, folder, sizes);
  return report.close();
}
