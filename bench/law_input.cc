#include "bench/law_input.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>

#include "base/check.h"
#include "base/document.h"
#include "packs/embedded_law.h"
#include "prove/encoding.h"
#include "rules/load.h"

namespace lawful::bench {

Law built_in_law() {
  std::vector<SourceFile> files;
  for (const EmbeddedFile& file : embedded_law())
    files.push_back({std::string(file.path), std::string(file.text)});
  Loaded loaded = load_law(files, {.packs = {}, .check_others = false});
  CHECK(loaded.ok());
  return std::move(loaded.law);
}

std::vector<DatedAct> published_acts(const Law& law) {
  constexpr Date kFirst{std::chrono::year{2021}, std::chrono::month{11}, std::chrono::day{1}};
  std::vector<std::filesystem::path> paths;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator("tests/cases", missing))
    if (entry.path().extension() == ".toml" && entry.path().stem() != "verdicts")
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<DatedAct> out;
  for (const auto& path : paths) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto document = read_document(text, path.string(), Format::kToml);
    CHECK(document.has_value());
    auto acts = read_acts(*document, law);
    CHECK(acts.has_value());
    for (Act& act : *acts) {
      const Date day = act.at ? std::max(act.at->to, kFirst) : kFirst;
      out.push_back({std::move(act), day});
    }
  }
  return out;
}

namespace {

ValueSet any_value(const Fact& fact, const std::vector<std::int64_t>& cuts,
                   std::mt19937_64& random) {
  if (fact.type == FactType::kYesNo) return ValueSet::of_mask(std::uint64_t{1} << random() % 2);
  if (fact.type == FactType::kOneOf)
    return ValueSet::of_mask(std::uint64_t{1} << random() % fact.values.size());
  const std::int64_t at =
      cuts.empty() ? 1000
                   : cuts[random() % cuts.size()] - 1 + static_cast<std::int64_t>(random() % 3);
  return ValueSet::of_interval(std::max<std::int64_t>(at, 0), std::max<std::int64_t>(at, 0));
}

}  // namespace

PreparedFacts everything_known(const CompiledLaw& law, ActKind kind, std::mt19937_64& random) {
  const Vocabulary& vocabulary = law.law().vocabulary;
  std::vector<FactId> order(vocabulary.facts.size() - kActDate - 1);
  std::iota(order.begin(), order.end(), kActDate + 1);
  std::shuffle(order.begin(), order.end(), random);
  PreparedFacts facts = law.prepare(kind);
  CHECK(facts.narrow().has_value());
  for (const FactId fact : order) {
    for (int tries = 0; tries < 20; ++tries) {
      PreparedFacts next = facts;
      const ValueSet value = any_value(vocabulary[fact], law.layout().cuts(fact), random);
      if (!next.state(fact, value) || !next.narrow()) continue;
      facts = std::move(next);
      break;
    }
  }
  return facts;
}

Activity shop_activity(const Law& law) {
  // As an act file would have it. Invented, and no one's.
  constexpr std::string_view kShop = R"(
kind = "handling"
otherwise = "in-order"
actor.kind = "business"
handling.in_china = true
handling.purpose = "marketing"
handling.necessary = true
handling.purpose_clear = true
information.kinds = ["phone"]
consent.relied_on = true
consent.before = true
consent.informed = true
consent.voluntary = true
consent.explicit = true
notice.given = true
)";
  const auto document = read_document(kShop, "shop", Format::kToml);
  CHECK(document.has_value());
  const auto acts = read_acts(*document, law);
  CHECK(acts.has_value());
  Activity out;
  out.facts = acts->front().facts;
  out.in_order = acts->front().in_order;
  for (const char* name : {"consent.given", "consent.withdrawn", "consent.covers",
                           "individual.under_14", "deletion.due"})
    out.varying.push_back(law.vocabulary.find(name).value());
  return out;
}

namespace {

// Does what is known more leave each of the varying facts as open as it was?
bool leaves_open(const Layout& layout, const PreparedFacts& more, const PreparedFacts& before,
                 const std::vector<FactId>& varying) {
  return std::ranges::all_of(varying, [&](FactId fact) {
    return layout.value(more.bits(), fact) == layout.value(before.bits(), fact);
  });
}

}  // namespace

Activity full_shop_activity(const CompiledLaw& law) {
  Activity out = shop_activity(law.law());
  Solver solver;
  Encoding encoding(law.law(), law.readings(), out.kind, law.day(), solver);
  std::vector<Lit> given{encoding.outcome(Outcome::kLawful)};
  for (const StatedFact& stated : out.facts)
    for (const Lit lit : encoding.stated(stated.fact, stated.value)) given.push_back(lit);
  CHECK(solver.solve(given));

  PreparedFacts facts = law.prepare(out.kind);
  for (const StatedFact& stated : out.facts) CHECK(facts.state(stated.fact, stated.value));
  CHECK(facts.narrow());
  for (FactId fact = kActDate + 1; fact < law.law().vocabulary.facts.size(); ++fact) {
    ValueSet value = encoding.atoms().in_model(fact);
    if (value.is_interval()) value = ValueSet::of_interval(value.low(), value.low());
    const bool varies = std::ranges::find(out.varying, fact) != out.varying.end();
    if (varies || law.law().vocabulary[fact].type == FactType::kDate) continue;
    PreparedFacts next = facts;
    if (!next.state(fact, value) || !next.narrow() ||
        !leaves_open(law.layout(), next, facts, out.varying))
      continue;
    facts = std::move(next);
    out.facts.push_back({fact, value, {}});
  }
  out.in_order = false;
  return out;
}

}  // namespace lawful::bench
