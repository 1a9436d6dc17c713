// An activity declared once, decided for each individual: one read, a batch, and what would cure
// the activity. The individuals are generated; no such shop exists.
#include <bit>
#include <cstdint>
#include <iostream>
#include <vector>

#include "lawful/lawful.h"

namespace law = lawful::v1;

namespace {

constexpr const char* kActivity = R"toml(
name = "offers by telephone (generated)"
kind = "handling"
otherwise = "in-order"
actor.kind = "business"
handling.in_china = true
handling.household = false
handling.operations = ["use"]
handling.purpose = "marketing"
information.kinds = ["name", "phone"]
public.by_individual = false
public.lawfully = false
guardian.consent = false  # nobody asks the guardians
)toml";

void show(const law::Law& pipl, const char* title, std::span<const law::RuleId> rules) {
  for (const law::RuleId rule : rules)
    std::cout << "  " << title << " " << pipl[rule].name << " (" << pipl[rule].citation_words.en
              << ")\n";
}

// One individual, as a read that asks before it hands anything out.
void one_read(const law::Law& pipl, const law::Residue& residue, law::Date day) {
  law::Facts facts = residue.prepare();
  law::Verdict verdict = residue.verdict();
  for (const bool consented : {true, false}) {
    facts.reset();
    facts
        .set(pipl.fact("consent.valid").value(), consented ? law::Values::yes() : law::Values::no())
        .value();
    facts.set(pipl.fact("individual.age").value(), law::Values::number(30)).value();
    facts.narrow().value();
    residue.decide(facts, day, verdict).value();
    std::cout << (consented ? "with" : "without")
              << " consent: " << law::to_string(verdict.outcome()) << "\n";
    show(pipl, "violates", verdict.violated());
  }
}

std::size_t count(std::span<const std::uint64_t> column) {
  std::size_t sum = 0;
  for (const std::uint64_t word : column) sum += static_cast<std::size_t>(std::popcount(word));
  return sum;
}

// 10,000 generated individuals, of 7 to 76 years; two in three agreed, validly.
void many(const law::Law& pipl, const law::Residue& residue, law::Date day) {
  constexpr std::size_t kCases = 10'000;
  std::vector<std::uint64_t> known((kCases + 63) / 64, ~std::uint64_t{0});
  std::vector<std::uint64_t> agreed(known.size(), 0);
  std::vector<std::int64_t> ages;
  for (std::size_t i = 0; i < kCases; ++i) {
    if (i % 3 != 0) agreed[i / 64] |= std::uint64_t{1} << i % 64;
    ages.push_back(static_cast<std::int64_t>(7 + i % 70));
  }
  law::Batch batch = residue.batch(kCases);
  batch.set_bits(pipl.fact("consent.valid").value(), known, agreed).value();
  batch.set_numbers(pipl.fact("individual.age").value(), ages).value();
  batch.narrow();
  batch.decide(day, true).value();
  std::cout << kCases << " generated individuals: " << count(batch.lawful_cases()) << " lawful, "
            << count(batch.unlawful_cases()) << " unlawful\n";
  for (const law::RuleInfo& rule : pipl.rules())
    if (const std::size_t cases = count(batch.violated(rule.id)); cases != 0)
      std::cout << "  " << cases << " violate " << rule.name << "\n";
}

// What would have to be otherwise for one generated individual who did not agree.
void cure(const law::Law& pipl, const law::Engine& engine, law::Act act) {
  act.set("consent.valid", law::Values::no()).value();
  act.set("individual.age", law::Values::number(30)).value();
  law::Cures cures = engine.cures(act.kind());
  const law::CureAnswer answer = cures.smallest(act).value();
  for (const law::Cure& each : answer.cures) {
    std::cout << "a cure of effort " << each.effort << ", with " << each.assumed.size()
              << " rules taken to be in order\n";
    for (const law::Change& change : each.changes)
      std::cout << "  " << pipl[change.fact].name << ": " << pipl[change.fact].means.en << " "
                << (change.to == law::Values::yes()  ? "yes"
                    : change.to == law::Values::no() ? "no"
                                                     : "another value")
                << "\n";
  }
}

}  // namespace

int main() {
  const law::Law pipl = law::Law::built_in().value();
  const law::Date day = law::parse_day("2026-11-22").value();
  const law::Engine engine = pipl.compile(day).value();
  const std::vector<law::Act> acts = pipl.read_acts(kActivity, "activity").value();
  const std::vector<law::FactId> varying = {pipl.fact("consent.valid").value(),
                                            pipl.fact("individual.age").value()};
  const law::Residue residue = engine.specialise(acts.front(), varying).value();
  one_read(pipl, residue, day);
  many(pipl, residue, day);
  cure(pipl, engine, acts.front().copy());
}
