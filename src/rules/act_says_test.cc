#include "rules/act_says.h"

#include "base/document.h"
#include "gtest/gtest.h"
#include "rules/act.h"
#include "rules/act_law_test.h"

namespace lawful {
namespace {

const ValueSet kYes = ValueSet::of_mask(ValueSet::kYesBit);

Result<Act> read(const std::string& text) {
  static const Law law = test_law();
  TRY(Node document, read_document("actor.label = [\"one\", \"two\", \"three\"]\n" + text, "a.toml",
                                   Format::kToml));
  TRY(std::vector<Act> acts, read_acts(document, law));
  return std::move(acts.front());
}

std::string error_of(const std::string& text) {
  auto act = read(text);
  return act ? "" : act.error().message;
}

// The value of `name` after reading, or nothing where the act does not state it.
std::optional<ValueSet> value_of(const Act& act, const std::string& name) {
  const Law law = test_law();
  for (const StatedFact& stated : act.facts)
    if (law.vocabulary[stated.fact].id == name) return stated.value;
  return std::nullopt;
}

std::vector<std::string> disputed(const Act& act) {
  const Law law = test_law();
  std::vector<std::string> names;
  for (const FactId fact : act.disputed) names.push_back(law.vocabulary[fact].id);
  return names;
}

TEST(Says, BelievesWhatNobodyDenies) {
  const Act act =
      read("[says.one]\nconsent.given = true\n[says.two]\nindividual.age = 9\n").value();
  EXPECT_EQ(value_of(act, "consent.given"), kYes);
  EXPECT_EQ(value_of(act, "individual.age"), ValueSet::of_interval(9, 9));
  EXPECT_TRUE(act.disputed.empty());
  EXPECT_EQ(act.says.size(), 2U);
}

TEST(Says, NarrowsToWhatCanBeTrueOfAll) {
  const Act act = read(
                      "[says.one]\nindividual.age = { at_least = 10 }\n"
                      "[says.two]\nindividual.age = { less_than = 14 }\n")
                      .value();
  EXPECT_EQ(value_of(act, "individual.age"), ValueSet::of_interval(10, 13));
  EXPECT_TRUE(act.disputed.empty());
}

TEST(Says, KeepsEveryValueOfADisputedFact) {
  const Act yes_no =
      read("[says.one]\nconsent.given = true\n[says.two]\nconsent.given = false\n").value();
  EXPECT_EQ(value_of(yes_no, "consent.given"), std::nullopt);  // nothing is excluded: as unknown
  EXPECT_EQ(disputed(yes_no), std::vector<std::string>{"consent.given"});

  const Act of_three = read(
                           "[says.one]\nactor.kind = \"business\"\n"
                           "[says.two]\nactor.kind = \"state-organ\"\n")
                           .value();
  EXPECT_EQ(value_of(of_three, "actor.kind"), ValueSet::of_mask(3));
  const Act counts = read(
                         "[says.one]\nindividual.age = 9\n[says.two]\nindividual.age = 13\n"
                         "[says.three]\nindividual.age = { at_least = 9, at_most = 13 }\n")
                         .value();
  EXPECT_EQ(value_of(counts, "individual.age"), ValueSet::of_interval(9, 13));
  EXPECT_EQ(disputed(counts), std::vector<std::string>{"individual.age"});
}

TEST(Says, UnknownDeniesNothing) {
  const Act act =
      read("[says.one]\nconsent.given = true\n[says.two]\nconsent.given = \"unknown\"\n").value();
  EXPECT_EQ(value_of(act, "consent.given"), kYes);
  EXPECT_TRUE(act.disputed.empty());
}

TEST(Says, RefusesWhatCannotBeMeant) {
  EXPECT_EQ(error_of("[says.four]\nconsent.given = true\n"),
            "a.toml:2:7: `says` names somebody whom `actor.label` does not list");
  EXPECT_EQ(
      error_of("consent.given = true\n[says.one]\nconsent.given = true\n"),
      "a.toml:4:9: `consent.given` is stated for all actors at a.toml:2:9; keep one of the two");
  EXPECT_EQ(error_of("says = true\n"),
            "a.toml:2:1: `says` is a table of facts for each actor; write `[act.says.LABEL]`");
  EXPECT_EQ(error_of("says.one = true\n"), "a.toml:2:6: what an actor says is a table of facts");
  EXPECT_EQ(
      error_of("[says.one]\nhandlers.joint = true\n"),
      "a.toml:3:10: `handlers.joint` is stated for all actors at a.toml:1:7; keep one of the two");
  EXPECT_EQ(error_of("[says.one]\nconsent.gven = true\n"),
            "a.toml:3:9: unknown fact `consent.gven`; did you mean `consent.given`?");
}

}  // namespace
}  // namespace lawful
