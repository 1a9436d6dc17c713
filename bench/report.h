#pragma once
// What the benchmarks share: timing side by side, and a report for people and
// programs.
//
//   int main(int argc, char** argv) {
//     auto report = bench::Report::from(argc, argv);   // --json FILE, --seed N
//     auto [ours, theirs] = bench::race([&] { ours(); }, [&] { theirs(); });
//     report.add({.name = "sha256", .value = mb / ours.median(), .unit = "MB/s",
//                 .peer = "EVP loop", .peer_value = mb / theirs.median()});
//     return report.close();
//   }
//
// Rules of a figure
//   1. Ours and the peer run in turns in one call, so that a busy machine slows
//      both; a ratio travels between machines, a value does not.
//   2. Ratio is above 1 when ours is better, whichever way "better" points.
//   3. What is timed is the median of many runs; p99 is a figure of its own.
//
// With --json, one object a figure is appended to FILE, one a line: name, value,
// unit, higher_is_better, peer, peer_value, ratio, ceiling, machine,
// fdatasync_p50_us, seed. Fields that a figure does not have are null.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lawful::bench {

// Seconds a run took, of many runs.
class Samples {
 public:
  void add(double seconds) { seconds_.push_back(seconds); }
  double median() const { return quantile(0.5); }
  double p99() const { return quantile(0.99); }
  std::size_t size() const { return seconds_.size(); }

 private:
  double quantile(double q) const;

  std::vector<double> seconds_;
};

struct Race {
  Samples ours;
  Samples peer;
};

constexpr int kRoundsMin = 11;       // Enough for a median that one hiccup does not move.
constexpr double kSecondsMin = 0.5;  // And for caches and clock speed to settle.
constexpr int kRoundsBrief = 5;
constexpr double kRunSecondsMin = 1e-4;  // A shorter run is repeated within one timing.

// Brief: a few rounds, where many inputs are timed one by one.
enum class Effort { kThorough, kBrief };

// Runs ours and the peer in turns.
Race race(const std::function<void()>& ours, const std::function<void()>& peer,
          Effort effort = Effort::kThorough);

// Runs one thing alone, where there is no peer.
Samples repeat(const std::function<void()>& ours, Effort effort = Effort::kThorough);

// Keeps the compiler from removing work whose result nobody reads.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "r"(&value) : "memory");
}

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  bool higher_is_better = true;
  std::string peer{};
  std::optional<double> peer_value{};
  std::optional<double> ceiling{};  // What the hardware or library allows at most.
};

class Report {
 public:
  // Numbers that a benchmark takes beside: a flag, and where its value goes.
  using Numbers = std::map<std::string_view, std::uint64_t*>;

  // Reads the arguments; ends the program with 64 where they are wrong.
  static Report from(int argc, char** argv, const Numbers& numbers = {});

  std::uint64_t seed() const { return seed_; }
  void add(Figure figure);
  int close();  // Prints the table, appends the JSON; the exit status.

 private:
  std::string json_file_;
  std::uint64_t seed_ = 1;
  double fdatasync_us_ = 0;
  std::vector<Figure> figures_;
};

}  // namespace lawful::bench
