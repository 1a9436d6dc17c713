#include "tests/faults/load.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "ledger/evidence_rows.h"
#include "ledger/promises.h"
#include "tests/faults/generated_log.h"

namespace lawful::faults {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kAfterFailure{20};
constexpr std::uint64_t kStallOneIn = 20;  // Steps after which an integrator sleeps past its lease.

// Writes whole lines, one at a time. A file that refuses for a moment is asked again, since half
// a line would spoil the next.
class Lines {
 public:
  explicit Lines(int file) : file_(file) {}

  bool put(std::string_view line) {
    const std::scoped_lock lock(mutex_);
    for (int refused = 0; !line.empty();) {
      const auto written = ::write(file_, line.data(), line.size());
      if (written > 0) line.remove_prefix(static_cast<std::size_t>(written));
      if (written <= 0 && ++refused == kWritesRefusedMax) return false;
    }
    return true;
  }

 private:
  static constexpr int kWritesRefusedMax = 1000;

  const int file_;
  std::mutex mutex_;
};

std::string_view sort_of(Code code) {
  switch (code) {
    case Code::kUnavailable:
      return "unavailable";
    case Code::kConflict:
      return "conflict";
    case Code::kCorrupt:
      return "corrupt";
    default:
      return "other";
  }
}

// Counts failures, and says the first of each.
class Failures {
 public:
  explicit Failures(Lines& lines) : lines_(lines) {}

  void count(std::string_view who, const Error& error) {
    const std::scoped_lock lock(mutex_);
    ++count_;
    const std::string line =
        fmt::format("error {} {}: {}\n", sort_of(error.code), who, error.message);
    if (said_.insert(line).second) lines_.put(line);
  }

  std::uint64_t count() {
    const std::scoped_lock lock(mutex_);
    return count_;
  }

 private:
  Lines& lines_;
  std::mutex mutex_;
  std::set<std::string> said_;
  std::uint64_t count_ = 0;
};

class Load {
 public:
  Load(Store& store, const LogIdentity& identity, const Clock& clock, const LoadOptions& options)
      : store_(store), clock_(clock), options_(options), promises_(identity, clock) {}

  void run() {
    std::vector<std::thread> threads;
    for (int n = 0; n < options_.clients; ++n) {
      threads.emplace_back([this] { append(std::random_device{}()); });
    }
    for (int n = 0; n < options_.integrators; ++n) {
      threads.emplace_back([this] { integrate(std::random_device{}()); });
    }
    wait_for_signal();
    stopping_ = true;
    for (std::thread& thread : threads) thread.join();
    notes_.put(fmt::format("done: {} acknowledged, {} integrated, {} failures\n",
                           acknowledged_.load(), integrated_.load(), failures_.count()));
  }

 private:
  void wait_for_signal() const {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    int arrived = 0;
    if (options_.lasts.count() == 0) {
      sigwait(&signals, &arrived);
      return;
    }
    const auto lasts = options_.lasts.count();
    const timespec most{.tv_sec = lasts / 1000, .tv_nsec = lasts % 1000 * 1'000'000};
    sigtimedwait(&signals, nullptr, &most);
  }

  void append(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    while (!stopping_) {
      const Owner owner = individual(1 + random() % options_.individuals);
      const std::string body(random() % (options_.body_max + 1),
                             static_cast<char>('a' + random() % 26));
      if (const auto done = append_one(owner, body); !done) {
        failures_.count("append", done.error());
        std::this_thread::sleep_for(kAfterFailure);
      }
    }
  }

  Result<void> append_one(const Owner& owner, std::string_view body) {
    const RootKey key = chain_key(owner);
    Appended appended;
    TRY_VOID(write(store_, owner, [&](Transaction& rows) -> Result<void> {
      TRY(appended, append_evidence(rows, {owner, key}, clock_.now(), EvidenceKind::kLoad, body));
      return {};
    }));
    TRY(std::string promise, promises_.promise(appended.leaf));
    if (!out_.put(format_acknowledgement({owner, appended.seq, std::move(promise)}))) {
      return fail(Code::kUnavailable, "standard output cannot be written");
    }
    ++acknowledged_;
    return {};
  }

  void integrate(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const GeneratedLog log;  // A signer serves one thread.
    Integrator integrator(store_, log.identity, clock_, options_.lease);
    bool held = false;
    while (!stopping_) {
      const auto step = integrator.step();
      if (!step) {
        failures_.count("integrate", step.error());
      } else {
        if (step->held && !held) notes_.put("lease taken\n");
        held = step->held;
        integrated_ += step->added;
        if (step->more) continue;
      }
      const bool stalls = random() % kStallOneIn == 0;
      sleep_for(stalls && options_.integrators > 1 ? 2 * options_.lease : options_.every);
    }
    if (const auto freed = integrator.release(); !freed) {
      failures_.count("release", freed.error());
    }
  }

  void sleep_for(milliseconds time) const {
    const auto until = std::chrono::steady_clock::now() + time;
    while (!stopping_ && std::chrono::steady_clock::now() < until) {
      std::this_thread::sleep_for(std::min(time, kAfterFailure));
    }
  }

  Store& store_;
  const Clock& clock_;
  const LoadOptions& options_;
  Promises promises_;
  Lines out_{STDOUT_FILENO};
  Lines notes_{STDERR_FILENO};
  Failures failures_{notes_};
  std::atomic<bool> stopping_ = false;
  std::atomic<std::uint64_t> acknowledged_ = 0;
  std::atomic<std::uint64_t> integrated_ = 0;
};

}  // namespace

Result<void> run_load(const std::string& where, const LoadOptions& options) {
  const SystemClock clock;
  const GeneratedLog log;
  TRY(const auto store, open_generated(where, StoreOptions::Open::kCreate, clock));
  TRY_VOID(create_log(*store, log.identity));
  Load(*store, log.identity, clock, options).run();
  return {};
}

}  // namespace lawful::faults
