#pragma once
// How often, and after what wait, a transaction is tried again.
//
//   Retry retry;
//   while (!done) {
//     const Trouble trouble = attempt();
//     const auto wait = retry.after(trouble);
//     if (!wait) return give_up();
//     std::this_thread::sleep_for(*wait);
//   }
//
// The wait grows from attempt to attempt up to a bound, and is drawn at random below
// that, so that those who met once do not meet again.
//
// Thread safety: a value.

#include <chrono>
#include <cstdint>
#include <optional>
#include <random>

namespace lawful {

enum class Trouble {
  kNone,      // An answer, good or bad.
  kConflict,  // Another transaction was in the way, and is gone.
  kTaken,     // A unique key is taken: by another who came first, or for good.
  kLost       // The connection, or the server behind it.
};

class Retry {
 public:
  explicit Retry(int attempts = kAttempts);

  // How long to wait before the next attempt; nothing where there shall be none.
  std::optional<std::chrono::milliseconds> after(Trouble trouble);

  // Some five seconds in all: a server that restarts is back by then, and the turn of a caller
  // among many who write into a small table at once has come.
  static constexpr int kAttempts = 16;
  static constexpr int kTakenAttempts = 3;  // Who came first is seen by the next attempt.
  static constexpr std::chrono::milliseconds kFirstWait{4};
  static constexpr std::chrono::milliseconds kLongestWait{1000};

 private:
  int attempts_;
  int made_ = 0;
  int taken_ = 0;
  std::minstd_rand random_;
};

}  // namespace lawful
