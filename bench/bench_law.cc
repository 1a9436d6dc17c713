// Decisions by the law built in: one act, one read of a declared activity, many at once; beside the
// reference interpreter and, on the rules that they can say, beside Cedar, Casbin and JavaScript.
// docs/performance.md says what each figure means.
#include <fmt/format.h>
#include <malloc.h>

#include <chrono>
#include <fstream>
#include <map>
#include <random>

#include "base/check.h"
#include "bench/law_input.h"
#include "bench/peer_race.h"
#include "bench/report.h"
#include "compile/batch.h"
#include "prove/cure.h"
#include "rules/evaluation.h"

namespace {

using namespace lawful;

constexpr double kNano = 1e9;
constexpr double kMilli = 1e3;
constexpr Date kDay{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{22}};

std::optional<double> target(double most) { return most > 0 ? std::optional(most) : std::nullopt; }

double resident_megabytes() {
  malloc_trim(0);
  std::ifstream statm("/proc/self/statm");
  double all = 0;
  double resident = 0;
  statm >> all >> resident;
  return resident * 4096 / 1e6;
}

void loading(bench::Report& report) {
  const auto times = bench::repeat([] { bench::keep(bench::built_in_law()); });
  report.add({.name = "load all packs",
              .value = times.median() * kMilli,
              .unit = "ms",
              .higher_is_better = false,
              .ceiling = 50});
  report.add({.name = "load all packs, p99",
              .value = times.p99() * kMilli,
              .unit = "ms",
              .higher_is_better = false});
}

CompiledLaw compiled(const Law& law, Date day) {
  auto out = CompiledLaw::compile(law, default_readings(law), day);
  CHECK(out.has_value());
  return *std::move(out);
}

// One act ready to be decided, by us and by the reference.
struct Case {
  const Law* law;
  Act act;
  Date day;
  PreparedFacts facts;
  Verdict verdict;
};

// Ours and the reference on the same cases in turns; each case is a sample of its own.
void decisions(bench::Report& report, const std::string& name, std::vector<Case>& cases,
               double most) {
  bench::Samples ours;
  bench::Samples reference;
  for (Case& each : cases) {
    const auto race = bench::race(
        [&] {
          decide(each.facts, each.verdict);
          bench::keep(each.verdict);
        },
        [&] { bench::keep(evaluate(*each.law, each.act, default_readings(*each.law), each.day)); },
        bench::Effort::kBrief);
    ours.add(race.ours.median());
    reference.add(race.peer.median());
  }
  report.add({.name = name,
              .value = ours.median() * kNano,
              .unit = "ns",
              .higher_is_better = false,
              .peer = "reference interpreter",
              .peer_value = reference.median() * kNano,
              .ceiling = target(most)});
  report.add({.name = name + ", p99",
              .value = ours.p99() * kNano,
              .unit = "ns",
              .higher_is_better = false,
              .peer = "reference interpreter",
              .peer_value = reference.p99() * kNano});
}

// One after the other, as requests come, so that nothing but the code is still warm.
void in_a_row(bench::Report& report, const std::string& name, std::vector<Case>& cases) {
  const auto times = bench::repeat([&] {
    for (Case& each : cases) {
      decide(each.facts, each.verdict);
      bench::keep(each.verdict);
    }
  });
  report.add({.name = name + ", in a row",
              .value = times.median() / static_cast<double>(cases.size()) * kNano,
              .unit = "ns",
              .higher_is_better = false});
}

void published(bench::Report& report, const Law& law) {
  std::map<std::string, CompiledLaw> by_day;
  std::vector<Case> cases;
  for (auto& [act, day] : bench::published_acts(law)) {
    const auto found = by_day.find(format_date(day));
    const CompiledLaw& of_day =
        found != by_day.end() ? found->second
                              : by_day.emplace(format_date(day), compiled(law, day)).first->second;
    auto facts = of_day.prepare(act);
    CHECK(facts.has_value());
    cases.push_back({&law, act, day, *std::move(facts), of_day.verdict(act.kind)});
  }
  if (cases.empty()) return;
  decisions(report, fmt::format("decide {} published acts", cases.size()), cases, 1000);
  in_a_row(report, "the same", cases);

  bench::Samples preparing;
  for (Case& each : cases) {
    PreparedFacts facts = each.facts;
    preparing.add(bench::repeat(
                      [&] {
                        facts.reset();
                        for (const StatedFact& stated : each.act.facts)
                          bench::keep(facts.state(stated.fact, stated.value));
                        bench::keep(facts.narrow());
                      },
                      bench::Effort::kBrief)
                      .median());
  }
  report.add({.name = "state the facts, and what follows",
              .value = preparing.median() * kNano,
              .unit = "ns",
              .higher_is_better = false});
}

// The smallest cures of the unlawful published acts, by a solver that is built once for each kind
// and day.
void cures(bench::Report& report, const Law& law) {
  std::map<std::pair<ActKind, std::string>, Cures> solvers;
  bench::Samples times;
  bench::Samples building;
  for (const auto& [act, day] : bench::published_acts(law)) {
    const auto evaluation = evaluate(law, act, default_readings(law), day);
    if (!evaluation || evaluation->outcome != Outcome::kUnlawful) continue;
    const auto start = std::chrono::steady_clock::now();
    const auto [place, added] = solvers.try_emplace({act.kind, format_date(day)}, law,
                                                    default_readings(law), act.kind, day);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    if (added) building.add(spent.count());
    const auto once =
        bench::repeat([&] { bench::keep(place->second.smallest(act)); }, bench::Effort::kBrief);
    times.add(once.median());
  }
  if (times.size() == 0) return;
  report.add({.name = fmt::format("smallest cures of {} unlawful acts", times.size()),
              .value = times.median() * kMilli,
              .unit = "ms",
              .higher_is_better = false,
              .ceiling = 5});
  report.add({.name = "the same, p99",
              .value = times.p99() * kMilli,
              .unit = "ms",
              .higher_is_better = false});
  report.add({.name = "build the solver for a kind and day",
              .value = building.median() * kMilli,
              .unit = "ms",
              .higher_is_better = false});
}

Act act_of(const CompiledLaw& law, ActKind kind, const PreparedFacts& facts) {
  // For the reference: the same knowledge, said fact by fact.
  Act act;
  act.kind = kind;
  for (FactId fact = kActDate + 1; fact < law.law().vocabulary.facts.size(); ++fact)
    if (const auto value = law.layout().value(facts.bits(), fact))
      act.facts.push_back({fact, *value, {}});
  return act;
}

void all_known(bench::Report& report, const CompiledLaw& law) {
  std::mt19937_64 random(report.seed());
  std::vector<Case> cases;
  for (const ActKind kind : {ActKind::kHandling, ActKind::kTransfer, ActKind::kDevice})
    for (int i = 0; i < 10; ++i) {
      PreparedFacts facts = bench::everything_known(law, kind, random);
      Act act = act_of(law, kind, facts);
      cases.push_back({&law.law(), std::move(act), law.day(), std::move(facts), law.verdict(kind)});
    }
  decisions(report, "decide, every fact known", cases, 5000);
  in_a_row(report, "the same", cases);
}

// A column of random bits for one of the varying facts.
Column random_column(std::size_t cases, std::mt19937_64& random) {
  Column out((cases + 63) / 64);
  for (std::uint64_t& word : out) word = random();
  return out;
}

void batch_figures(bench::Report& report, const std::string& name, const Batch& batch,
                   double most) {
  BatchAnswer answer;
  const double cases = static_cast<double>(batch.size());
  const auto best = [&] {
    batch.decide(answer);
    bench::keep(answer);
  };
  const auto scalar = [&] {
    batch.decide(answer, Batch::Want::kOutcomes, Kernel::kScalar);
    bench::keep(answer);
  };
  const auto race = bench::race(best, scalar);
  report.add({.name = fmt::format("{}, a case ({})", name, to_string(Kernel::kBest)),
              .value = race.ours.median() / cases * kNano,
              .unit = "ns",
              .higher_is_better = false,
              .peer = "scalar kernel",
              .peer_value = race.peer.median() / cases * kNano,
              .ceiling = target(most)});
}

void one_residue(bench::Report& report, const CompiledLaw& law, const Activity& activity,
                 const std::string& of, double most) {
  const auto residue = Residue::specialise(law, activity);
  CHECK(residue.has_value());
  const ValueSet yes = ValueSet::of_mask(ValueSet::kYesBit);
  PreparedFacts facts = residue->prepare();
  PreparedFacts whole = law.prepare(activity.kind);
  for (const StatedFact& stated : activity.facts) CHECK(whole.state(stated.fact, stated.value));
  for (PreparedFacts* each : {&facts, &whole})
    CHECK(each->state(activity.varying.front(), yes) && each->narrow());
  Verdict verdict = residue->verdict();
  Verdict of_whole = law.verdict(activity.kind);
  const auto race = bench::race(
      [&] {
        CHECK(residue->decide(facts, law.day(), verdict).has_value());
        bench::keep(verdict);
      },
      [&] {
        decide(whole, of_whole);
        bench::keep(of_whole);
      });
  report.add({.name = fmt::format("residue of {}: {} gates", of, residue->plan().program.gates()),
              .value = race.ours.median() * kNano,
              .unit = "ns",
              .higher_is_better = false,
              .peer = "the whole law",
              .peer_value = race.peer.median() * kNano,
              .ceiling = target(most)});
  report.add({.name = "the same, p99",
              .value = race.ours.p99() * kNano,
              .unit = "ns",
              .higher_is_better = false});
  const auto reading = bench::repeat([&] {
    facts.reset();
    CHECK(facts.state(activity.varying.front(), yes) && facts.narrow());
    CHECK(residue->decide(facts, law.day(), verdict).has_value());
    bench::keep(verdict);
  });
  report.add({.name = "the same, from a stated fact",
              .value = reading.median() * kNano,
              .unit = "ns",
              .higher_is_better = false});
}

void residue_batch(bench::Report& report, const CompiledLaw& law, const Activity& activity,
                   const std::string& of, double most) {
  const auto residue = Residue::specialise(law, activity);
  CHECK(residue.has_value());
  std::mt19937_64 random(report.seed());
  constexpr std::size_t kCases = std::size_t{1} << 26;
  Batch batch(residue->plan(), kCases, residue->in_order());
  for (const FactId fact : activity.varying)
    CHECK(batch.state_bits(fact, random_column(kCases, random), random_column(kCases, random)));
  const auto start = std::chrono::steady_clock::now();
  batch.narrow();
  const std::chrono::duration<double> narrowing = std::chrono::steady_clock::now() - start;
  batch_figures(report, fmt::format("batch, residue of {}, {} MB", of, batch.bytes() / 1'000'000),
                batch, most);
  report.add({.name = "and what follows, a case",
              .value = narrowing.count() / static_cast<double>(kCases) * kNano,
              .unit = "ns",
              .higher_is_better = false});
}

void residues(bench::Report& report, const CompiledLaw& law) {
  const Activity brief = bench::shop_activity(law.law());
  const Activity full = bench::full_shop_activity(law);
  const std::string declared = fmt::format("{} declared facts", full.facts.size());
  one_residue(report, law, full, declared, 50);
  one_residue(report, law, brief, fmt::format("{}", brief.facts.size()), 0);
  const auto making = bench::repeat([&] { bench::keep(Residue::specialise(law, full)); });
  report.add({.name = "specialise to an activity",
              .value = making.median() * kMilli,
              .unit = "ms",
              .higher_is_better = false});
  residue_batch(report, law, full, declared, 2);
  residue_batch(report, law, brief, fmt::format("{}", brief.facts.size()), 0);
}

void whole_batch(bench::Report& report, const CompiledLaw& law) {
  std::mt19937_64 random(report.seed());
  constexpr std::size_t kCases = std::size_t{1} << 19;
  const ActKind kind = ActKind::kHandling;
  const Plan& plan = law.plan(kind);
  Batch batch(plan, kCases, false);
  // Acts of which everything is known, dealt out over the cases.
  std::vector<Act> acts;
  for (int i = 0; i < 64; ++i)
    acts.push_back(act_of(law, kind, bench::everything_known(law, kind, random)));
  for (FactId fact = kActDate + 1; fact < law.law().vocabulary.facts.size(); ++fact) {
    std::vector<ValueSet> of_act(acts.size(), law.law().vocabulary[fact].all());
    for (std::size_t i = 0; i < acts.size(); ++i)
      for (const StatedFact& stated : acts[i].facts)
        if (stated.fact == fact) of_act[i] = stated.value;
    std::vector<ValueSet> values(kCases);
    for (std::size_t i = 0; i < kCases; ++i) values[i] = of_act[i % acts.size()];
    CHECK(batch.state_values(fact, values).has_value());
  }
  const auto start = std::chrono::steady_clock::now();
  batch.narrow();
  const std::chrono::duration<double> narrowing = std::chrono::steady_clock::now() - start;
  batch_figures(report, fmt::format("batch of the whole law, {} MB", batch.bytes() / 1'000'000),
                batch, 25);
  report.add({.name = "and what follows, a case",
              .value = narrowing.count() / static_cast<double>(kCases) * kNano,
              .unit = "ns",
              .higher_is_better = false});
}

}  // namespace

int main(int argc, char** argv) {
  auto report = bench::Report::from(argc, argv);
  const double before = resident_megabytes();
  const Law law = bench::built_in_law();
  const CompiledLaw today = compiled(law, kDay);
  report.add({.name = "memory of law and compiled law",
              .value = resident_megabytes() - before,
              .unit = "MB",
              .higher_is_better = false,
              .ceiling = 50});
  loading(report);
  const auto compiling = bench::repeat([&] { bench::keep(compiled(law, kDay)); });
  report.add({.name = "compile for a day",
              .value = compiling.median() * kMilli,
              .unit = "ms",
              .higher_is_better = false});
  published(report, law);
  cures(report, law);
  all_known(report, today);
  residues(report, today);
  whole_batch(report, today);
  bench::race_peers(report, today);
  return report.close();
}
