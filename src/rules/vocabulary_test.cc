#include "rules/vocabulary.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace lawful {
namespace {

Vocabulary with(std::vector<Fact> facts) {
  Vocabulary out;
  for (Fact& fact : facts) {
    out.by_id[fact.id] = static_cast<FactId>(out.facts.size());
    out.facts.push_back(std::move(fact));
  }
  return out;
}

Fact fact_of(std::string id, FactType type) {
  Fact fact;
  fact.id = std::move(id);
  fact.type = type;
  return fact;
}

Fact one_of(std::string id, std::vector<std::string> names) {
  Fact fact = fact_of(std::move(id), FactType::kOneOf);
  for (std::string& name : names) fact.values.push_back({std::move(name), {}});
  return fact;
}

TEST(Fact, AllHoldsEveryValueOfTheType) {
  EXPECT_EQ(Fact{}.all(), ValueSet::of_mask(0b11));
  EXPECT_EQ(one_of("a.b", {"x", "y", "z"}).all(), ValueSet::of_mask(0b111));
  const Fact age = fact_of("individual.age", FactType::kCount);
  EXPECT_EQ(age.all(), ValueSet::of_interval(ValueSet::kLowest, ValueSet::kHighest));
}

TEST(Fact, ValueIndexIsTheBitOfTheValue) {
  const Fact kind = one_of("handler.kind", {"company", "state-organ"});
  EXPECT_EQ(kind.value_index("state-organ"), 1);
  EXPECT_EQ(kind.value_index("organ"), std::nullopt);
}

TEST(Vocabulary, FindsByIdAndOffersTheNearest) {
  const Vocabulary words =
      with({fact_of("consent.given", FactType::kYesNo), one_of("handler.kind", {"company"})});
  EXPECT_EQ(words.find("handler.kind"), FactId{1});
  EXPECT_EQ(words.find("consent.gven"), std::nullopt);
  EXPECT_EQ(words.nearest("consent.gven"), "consent.given");
  EXPECT_EQ(words.nearest("compny"), "company");
  EXPECT_EQ(words.nearest("weather"), "");
}

TEST(ActKind, EveryKindHasItsOwnName) {
  std::set<std::string> names;
  for (int i = 0; i < kActKindCount; ++i) names.insert(to_string(static_cast<ActKind>(i)));
  EXPECT_EQ(names.size(), std::size_t{kActKindCount});
  EXPECT_EQ(names.count(""), 0u);
}

}  // namespace
}  // namespace lawful
