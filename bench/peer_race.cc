#include "bench/peer_race.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/check.h"
#include "bench/law_input.h"
#include "bench/peer_process.h"
#include "bench/peer_work.h"

namespace lawful::bench {

namespace {

constexpr double kNano = 1e9;
constexpr int kRequests = 400;
constexpr std::size_t kRulesMost = 40;
constexpr int kRounds = 15;
constexpr int kTimes = 20;  // of ours in one round: a peer's round takes far longer

}  // namespace

void race_peers(Report& report, const CompiledLaw& law) {
  std::mt19937_64 random(report.seed());
  const Plan& plan = law.plan(ActKind::kHandling);
  std::vector<PreparedFacts> requests;
  for (int i = 0; i < kRequests; ++i)
    requests.push_back(everything_known(law, ActKind::kHandling, random));
  const PeerWork work = peer_work(plan, requests, kRulesMost);
  const auto file = std::filesystem::temp_directory_path() / "lawful-bench-peers.json";
  std::ofstream(file) << work.json;
  std::vector<Ref> roots;
  for (const std::uint32_t slot : work.slots) roots.push_back(plan.circuit.rules[slot].breach);
  const Program part(plan.circuit.circuit, {}, roots, {});
  std::vector<std::vector<Byte>> slots;
  for (const PreparedFacts& request : requests) {
    slots.emplace_back(part.slots());
    fill_leaves(part, plan.circuit.tests, *plan.layout, request.bits(), slots.back().data());
  }
  fmt::print("{} rules over {} attributes, {} requests, {:.0f} % of them without a breach\n",
             roots.size(), work.tests.size(), requests.size(), 100 * work.share_without_breach);
  for (const PeerProgram& program : kPeers) {
    auto peer = start_peer(program, file.string());
    if (!peer) {
      fmt::print("{}: {}\n", program.script, peer.error().message);
      continue;
    }
    Samples ours;
    Samples theirs;
    for (int round = 0; round < kRounds; ++round) {
      const auto start = std::chrono::steady_clock::now();
      for (int times = 0; times < kTimes; ++times)
        for (auto& each : slots) {
          part.run_early(each.data(), false);
          keep(each);
        }
      const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
      ours.add(spent.count() / kTimes / static_cast<double>(slots.size()));
      const auto run = peer->run(slots.size());
      CHECK(run.has_value());
      theirs.add(run->ns_per_request_median / kNano);
    }
    report.add({.name = fmt::format("{} rules of the law", roots.size()),
                .value = ours.median() * kNano,
                .unit = "ns",
                .higher_is_better = false,
                .peer = peer->ready().engine + " " + peer->ready().version,
                .peer_value = theirs.median() * kNano});
  }
  std::filesystem::remove(file);
}

}  // namespace lawful::bench
