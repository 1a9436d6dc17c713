#include "bench/ledger_store.h"

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "base/bytes.h"
#include "base/check.h"
#include "ledger/evidence_rows.h"
#include "ledger/ledger_sql.h"

namespace lawful::bench {
namespace {

constexpr const char* kOrigin = "example.org/generated-log";
constexpr std::uint64_t kRowsOfOneWork = 100;
constexpr std::uint64_t kManyCallers = 64;

}  // namespace

Folder::Folder() {
  std::string path = (std::filesystem::temp_directory_path() / "lawful-bench-XXXXXX").string();
  CHECK(::mkdtemp(path.data()) != nullptr);
  path_ = path;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string decision_body(std::uint64_t number) {
  return write_decision_body(
      {RecordedOutcome::kLawful, sha256(fmt::format("generated decision {}", number))});
}

Owner generated_owner(std::uint64_t number) {
  Owner owner;
  const Sha256 digest = sha256(fmt::format("generated individual {}", number));
  std::copy_n(digest.bytes.begin(), owner.bytes.size(), owner.bytes.begin());
  return owner;
}

std::size_t individual_of(std::uint64_t n) {
  std::uint64_t mixed =
      (n + 1) * 0x9E3779B97F4A7C15U;  // Fibonacci hashing: spread, and repeatable.
  mixed ^= mixed >> 32;
  return mixed % kIndividuals;
}

LedgerStore::LedgerStore(std::string path)
    : path_(std::move(path)),
      checkpoints_(kOrigin, "generated key of checkpoints"),
      promises_(std::string(kOrigin) + "/promise", "generated key of promises"),
      identity_{generated_owner(0), kOrigin, checkpoints_, promises_} {
  for (std::uint64_t n = 1; n <= kIndividuals; ++n) {
    individuals_.push_back(generated_owner(n));
    Sha256 digest = sha256(fmt::format("generated chain key {}", n));
    keys_.push_back(RootKey::take(digest.bytes));
  }
  StoreOptions options;
  options.open = StoreOptions::Open::kCreate;
  auto opened = open_store(path_, {&kLedgerSchema}, clock_, options);
  CHECK(opened);
  store_ = std::move(*opened);
  CHECK(create_log(*store_, identity_));
}

struct LedgerStore::Appending {
  std::mutex mutex;
  std::condition_variable ended;
  std::uint64_t to_submit = 0;
  std::uint64_t under_way = 0;
};

// From the answer of a work: on a thread of the store, which submit does not wait for.
void LedgerStore::submit_next(Appending& appending) {
  std::uint64_t number = 0;
  {
    const std::scoped_lock lock(appending.mutex);
    if (appending.to_submit == 0) {
      if (--appending.under_way == 0) appending.ended.notify_one();
      return;
    }
    --appending.to_submit;
    number = appended_++;
  }
  const std::size_t about = individual_of(number);
  store_->submit(
      individuals_[about],
      [this, about, number](Transaction& rows) -> Result<void> {
        TRY_VOID(append_evidence(rows, {individuals_[about], keys_[about]}, clock_.now(),
                                 EvidenceKind::kDecision, decision_body(number)));
        return {};
      },
      [this, &appending](const Result<void>& done) {
        CHECK(done);
        submit_next(appending);
      });
}

void LedgerStore::append(std::uint64_t rows, std::uint64_t callers) {
  Appending appending;
  appending.to_submit = rows;
  appending.under_way = callers;
  for (std::uint64_t n = 0; n < callers; ++n) submit_next(appending);
  std::unique_lock lock(appending.mutex);
  appending.ended.wait(lock, [&] { return appending.under_way == 0; });
}

void LedgerStore::append_many(std::uint64_t rows) {
  while (rows > 0) {
    std::mutex mutex;
    std::condition_variable ended;
    std::uint64_t under_way = 0;
    std::unique_lock lock(mutex);
    for (std::uint64_t n = 0; n < kManyCallers && rows > 0; ++n) {
      const std::uint64_t some = std::min(rows, kRowsOfOneWork);
      const std::uint64_t first = appended_;
      const std::size_t about = first / kRowsOfOneWork % kIndividuals;
      rows -= some;
      appended_ += some;
      ++under_way;
      store_->submit(
          individuals_[about],
          [this, about, first, some](Transaction& transaction) -> Result<void> {
            for (std::uint64_t number = first; number < first + some; ++number) {
              TRY_VOID(append_evidence(transaction, {individuals_[about], keys_[about]},
                                       clock_.now(), EvidenceKind::kDecision,
                                       decision_body(number)));
            }
            return {};
          },
          [&](const Result<void>& done) {
            CHECK(done);
            const std::scoped_lock answered(mutex);
            if (--under_way == 0) ended.notify_one();
          });
    }
    ended.wait(lock, [&] { return under_way == 0; });
  }
}

std::uint64_t LedgerStore::integrate(Samples* steps) {
  Integrator integrator(*store_, identity_, clock_);
  std::uint64_t added = 0;
  for (bool more = true; more;) {
    const auto start = std::chrono::steady_clock::now();
    const auto step = integrator.step();
    CHECK(step && step->held);
    added += step->added;
    more = step->more;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (steps != nullptr && step->added > 0) steps->add(took.count());
  }
  CHECK(integrator.release());
  return added;
}

std::uint64_t LedgerStore::close() {
  store_.reset();
  return std::filesystem::file_size(path_);
}

}  // namespace lawful::bench
