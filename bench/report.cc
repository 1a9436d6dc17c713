#include "bench/report.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <thread>
#include <utility>

#include "base/check.h"
#include "base/json.h"

namespace lawful::bench {
namespace {

constexpr int kSyncs = 64;
constexpr std::size_t kPage = 4096;

double seconds_of(const std::function<void()>& work, int times) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) work();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return took.count();
}

// How often to run `work` within one timing. Also warms it up.
int times_for(const std::function<void()>& work) {
  int times = 1;
  while (seconds_of(work, times) < kRunSecondsMin && times < (1 << 20)) times *= 2;
  return times;
}

// What a durable write costs here: the floor under every figure that commits.
double fdatasync_p50_us() {
  std::string path = (std::filesystem::temp_directory_path() / "lawful-bench-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  CHECK(file >= 0);
  ::unlink(path.c_str());
  const std::array<char, kPage> page{};
  Samples samples;
  for (int i = 0; i < kSyncs; ++i) {
    samples.add(seconds_of(
        [&] {
          CHECK(::write(file, page.data(), page.size()) == static_cast<ssize_t>(page.size()));
          CHECK(::fdatasync(file) == 0);
        },
        1));
  }
  ::close(file);
  return samples.median() * 1e6;
}

std::string machine() {
  std::ifstream cpuinfo("/proc/cpuinfo");
  std::string model = "unknown processor";
  for (std::string line; std::getline(cpuinfo, line);) {
    if (!line.starts_with("model name")) continue;
    model = line.substr(std::min(line.find(':') + 2, line.size()));
    break;
  }
  return fmt::format("{} x {}", std::thread::hardware_concurrency(), model);
}

std::optional<double> ratio(const Figure& figure) {
  if (!figure.peer_value || *figure.peer_value == 0 || figure.value == 0) return std::nullopt;
  return figure.higher_is_better ? figure.value / *figure.peer_value
                                 : *figure.peer_value / figure.value;
}

std::string cell(std::optional<double> value) {
  return value ? fmt::format("{:.4g}", *value) : std::string("-");
}

JsonValue json(std::optional<double> value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return *value;
}

JsonObject json(const Figure& figure) {
  return {{"name", figure.name},
          {"value", json(std::optional(figure.value))},
          {"unit", figure.unit},
          {"higher_is_better", figure.higher_is_better},
          {"peer", figure.peer.empty() ? JsonValue(nullptr) : JsonValue(figure.peer)},
          {"peer_value", json(figure.peer_value)},
          {"ratio", json(ratio(figure))},
          {"ceiling", json(figure.ceiling)}};
}

[[noreturn]] void usage(std::string_view program, const Report::Numbers& numbers) {
  fmt::print(stderr, "usage: {} [--json FILE] [--seed N]", program);
  for (const auto& [flag, value] : numbers) fmt::print(stderr, " [{} {}]", flag, *value);
  fmt::print(stderr, "\n");
  std::exit(64);
}

}  // namespace

double Samples::quantile(double q) const {
  CHECK(!seconds_.empty());
  std::vector<double> sorted = seconds_;
  std::ranges::sort(sorted);
  const double last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(std::ceil(q * last))];
}

// Has enough been timed?
bool goes_on(Effort effort, int round, double spent, double enough) {
  if (effort == Effort::kBrief) return round < kRoundsBrief;
  return round < kRoundsMin || spent < enough;
}

Race race(const std::function<void()>& ours, const std::function<void()>& peer, Effort effort) {
  const int our_times = times_for(ours);
  const int peer_times = times_for(peer);
  Race result;
  double spent = 0;
  for (int round = 0; goes_on(effort, round, spent, 2 * kSecondsMin); ++round) {
    const double our_seconds = seconds_of(ours, our_times);
    const double peer_seconds = seconds_of(peer, peer_times);
    result.ours.add(our_seconds / our_times);
    result.peer.add(peer_seconds / peer_times);
    spent += our_seconds + peer_seconds;
  }
  return result;
}

Samples repeat(const std::function<void()>& ours, Effort effort) {
  const int times = times_for(ours);
  Samples samples;
  double spent = 0;
  for (int round = 0; goes_on(effort, round, spent, kSecondsMin); ++round) {
    const double seconds = seconds_of(ours, times);
    samples.add(seconds / times);
    spent += seconds;
  }
  return samples;
}

Report Report::from(int argc, char** argv, const Numbers& numbers) {
  Report report;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view flag = argv[i];
    if (i + 1 == argc) usage(argv[0], numbers);
    if (flag == "--json") {
      report.json_file_ = argv[i + 1];
    } else if (flag == "--seed") {
      report.seed_ = std::strtoull(argv[i + 1], nullptr, 10);
    } else if (const auto number = numbers.find(flag); number != numbers.end()) {
      *number->second = std::strtoull(argv[i + 1], nullptr, 10);
    } else {
      usage(argv[0], numbers);
    }
  }
  report.fdatasync_us_ = fdatasync_p50_us();
  return report;
}

void Report::add(Figure figure) { figures_.push_back(std::move(figure)); }

int Report::close() {
  fmt::print("{}; write 4 KiB and fdatasync: {:.0f} us; seed {}\n", machine(), fdatasync_us_,
             seed_);
  fmt::print("{:<34} {:>10} {:<8} {:<30} {:>10} {:>7} {:>10}\n", "figure", "value", "unit", "peer",
             "its value", "ratio", "ceiling");
  for (const Figure& figure : figures_) {
    fmt::print("{:<34} {:>10} {:<8} {:<30} {:>10} {:>7} {:>10}\n", figure.name, cell(figure.value),
               figure.unit, figure.peer, cell(figure.peer_value), cell(ratio(figure)),
               cell(figure.ceiling));
  }
  if (json_file_.empty()) return 0;
  std::ofstream out(json_file_, std::ios::app);
  for (const Figure& figure : figures_) {
    JsonObject object = json(figure);
    object["machine"] = machine();
    object["fdatasync_p50_us"] = fdatasync_us_;
    object["seed"] = seed_;
    out << write_json(object) << '\n';
  }
  out.flush();
  return out ? 0 : 69;
}

}  // namespace lawful::bench
