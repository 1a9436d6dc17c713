#include "app/act_file.h"

#include "base/document.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "packs/embedded_law.h"
#include "rules/load.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

Law shipped() {
  std::vector<SourceFile> files;
  for (const EmbeddedFile& file : embedded_law())
    files.push_back({std::string(file.path), std::string(file.text)});
  return load_law(files, {}).law;
}

Act read_back(const Law& law, const std::string& toml) {
  auto document = read_document(toml, "act.toml", Format::kToml);
  EXPECT_TRUE(document.has_value()) << document.error().message << "\n" << toml;
  if (!document) return {};
  auto acts = read_acts(*document, law);
  EXPECT_TRUE(acts.has_value() && acts->size() == 1) << toml;
  return acts ? std::move(acts->front()) : Act{};
}

using Values = std::vector<std::pair<FactId, ValueSet>>;

Values values_of(const Act& act) {
  Values out;
  for (const StatedFact& stated : act.facts) out.emplace_back(stated.fact, stated.value);
  return out;
}

// Some of the values that an act file can state.
ValueSet random_value(const Fact& fact, testing::RandomLaw& random) {
  if (fact.type == FactType::kYesNo || fact.type == FactType::kOneOf)
    return random.value(fact, random.chance(0.5));
  const std::int64_t low = random.below(40);
  const bool open = random.chance(0.3);
  if (random.chance(0.2)) return fact.all();
  if (random.chance(0.3)) return ValueSet::of_interval(low, low);
  if (fact.type == FactType::kDate && random.chance(0.3))
    return ValueSet::of_interval(ValueSet::kLowest, low);
  return ValueSet::of_interval(low, open ? ValueSet::kHighest : low + random.below(9));
}

TEST(ActFile, ReadsBackAsTheSameActWhateverItStates) {
  const std::uint64_t seed = testing::property_seed();
  const Law law = shipped();
  testing::RandomLaw random(seed);
  for (int i = 0; i < 40; ++i) {
    Act act;
    act.name = i % 2 == 0 ? "act 1" : "a \"name\" with \\ 名";
    act.kind = static_cast<ActKind>(i % kActKindCount);
    act.at = Period{testing::RandomLaw::kFrom, testing::RandomLaw::kFrom};
    if (i % 3 == 0) act.at->to = Date{std::chrono::year{2022} / std::chrono::March / 3};
    if (i % 4 == 0) act.actors = {"甲"};
    act.in_order = i % 5 == 0;
    std::vector<FactId> unknown;
    for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id) {
      const Fact& fact = law.vocabulary[id];
      // A count of one year cannot be stated of a period over the end of a year.
      if (random.chance(0.5) || (fact.per_year && i % 3 == 0)) continue;
      const ValueSet value = random_value(fact, random);
      if (value == fact.all())
        unknown.push_back(id);
      else
        act.facts.push_back({id, value, {}});
    }
    const Act again = read_back(law, act_toml(law, act, unknown, Lang::kEn));
    EXPECT_EQ(again.name, act.name);
    EXPECT_EQ(again.kind, act.kind);
    EXPECT_EQ(again.at, act.at);
    EXPECT_EQ(again.actors, act.actors);
    EXPECT_EQ(again.in_order, act.in_order);
    EXPECT_EQ(values_of(again), values_of(act)) << "seed " << seed;
  }
}

TEST(ActFile, StandsEachFactBelowItsQuestion) {
  const Law law = shipped();
  Act act;
  const FactId fact = *law.vocabulary.find("consent.given");
  act.facts.push_back({fact, ValueSet::of_mask(ValueSet::kYesBit), {}});
  const std::string toml = act_toml(law, act, {}, Lang::kZh);
  EXPECT_THAT(toml, ::testing::HasSubstr("# " + law.vocabulary[fact].ask.zh +
                                         "\n\"consent.given\" = true\n"));
}

}  // namespace
}  // namespace lawful
