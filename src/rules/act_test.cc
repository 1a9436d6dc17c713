#include "rules/act.h"

#include <algorithm>
#include <map>

#include "base/document.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/act_law_test.h"

namespace lawful {
namespace {

using testing::HasSubstr;
using testing::Not;

Result<std::vector<Act>> read(std::string_view text, Format format = Format::kToml) {
  static const Law law = test_law();
  TRY(Node document, read_document(text, "a.toml", format));
  return read_acts(document, law);
}

std::string error_of(std::string_view text, Format format = Format::kToml) {
  auto acts = read(text, format);
  return acts ? "" : acts.error().message;
}

// The stated values of the only act of `text`, by fact.
std::map<std::string, ValueSet> facts_of(std::string_view text, Format format = Format::kToml) {
  const Law law = test_law();
  auto acts = read(text, format);
  EXPECT_TRUE(acts) << acts.error().message;
  std::map<std::string, ValueSet> facts;
  if (!acts) return facts;
  EXPECT_EQ(acts->size(), 1U);
  for (const StatedFact& stated : acts->front().facts)
    facts.emplace(law.vocabulary[stated.fact].id, stated.value);
  return facts;
}

const ValueSet kYes = ValueSet::of_mask(ValueSet::kYesBit);
const ValueSet kNo = ValueSet::of_mask(ValueSet::kNoBit);
using Values = std::map<std::string, ValueSet>;

std::int64_t day_number(const char* text) {
  return std::chrono::sys_days(parse_date(text).value()).time_since_epoch().count();
}
ValueSet days(const char* from, const char* to) {
  return ValueSet::of_interval(day_number(from), day_number(to));
}

TEST(ReadActs, ReadsEveryWayOfWritingAFactAlike) {
  const Values expected = {{"consent.given", kNo}, {"information.kinds.face", kYes}};
  EXPECT_EQ(facts_of("consent.given = false\ninformation.kinds = [\"face\"]"), expected);
  EXPECT_EQ(facts_of("[consent]\ngiven = \"no\"\n[information.kinds]\nface = true"), expected);
  EXPECT_EQ(facts_of("[[act]]\nconsent = { given = false }\ninformation.kinds.face = \"yes\""),
            expected);
  EXPECT_EQ(facts_of(R"({"consent.given": false, "information.kinds": ["face"]})", Format::kJson),
            expected);
  EXPECT_EQ(
      facts_of(
          R"({"act": [{"consent": {"given": false}, "information": {"kinds": {"face": true}}}]})",
          Format::kJson),
      expected);
}

TEST(ReadActs, ReadsEveryFormOfValue) {
  EXPECT_EQ(facts_of("actor.kind = \"business\""), (Values{{"actor.kind", ValueSet::of_mask(1)}}));
  EXPECT_EQ(facts_of("actor.kind = { any = [\"business\", \"natural-person\"] }"),
            (Values{{"actor.kind", ValueSet::of_mask(5)}}));
  EXPECT_EQ(facts_of("actor.kind = { not = [\"business\"] }"),
            (Values{{"actor.kind", ValueSet::of_mask(6)}}));
  EXPECT_EQ(facts_of("individual.age = 13"),
            (Values{{"individual.age", ValueSet::of_interval(13, 13)}}));
  EXPECT_EQ(facts_of("individual.age = { at_least = 14 }"),
            (Values{{"individual.age", ValueSet::of_interval(14, ValueSet::kHighest)}}));
  EXPECT_EQ(facts_of("individual.age = { more_than = 14, less_than = 18 }"),
            (Values{{"individual.age", ValueSet::of_interval(15, 17)}}));
  EXPECT_EQ(facts_of("individual.age = { at_most = 13 }").at("individual.age").low(), 0);
  EXPECT_EQ(facts_of("handling.started_on = 2022-01-10"),
            (Values{{"handling.started_on", days("2022-01-10", "2022-01-10")}}));
  EXPECT_EQ(facts_of("handling.started_on = \"2022-01\""),
            (Values{{"handling.started_on", days("2022-01-01", "2022-01-31")}}));
  EXPECT_EQ(facts_of("handling.started_on = { at_least = \"2021\", at_most = 2022-01-10 }"),
            (Values{{"handling.started_on", days("2021-01-01", "2022-01-10")}}));
}

TEST(ReadActs, TakesUnknownAsLeftOut) {
  EXPECT_EQ(
      facts_of("consent.given = \"unknown\"\nactor.kind = \"unknown\"\ninformation.kinds = []\n"
               "[handlers]\n"),
      Values{});
}

TEST(ReadActs, ReadsTheReservedKeys) {
  auto acts = read(
      "[common]\nat = 2022-01-10\nconsent.given = false\n[[act]]\nname = \"a\"\nkind = \"device\"\n"
      "actor = [\"one\", \"two\"]\notherwise = \"in-order\"\n[[act]]\nactor = \"one\"");
  ASSERT_TRUE(acts) << acts.error().message;
  ASSERT_EQ(acts->size(), 2U);
  const Act& first = acts->front();
  EXPECT_EQ(first.name, "a");
  EXPECT_EQ(first.kind, ActKind::kDevice);
  EXPECT_EQ(first.actors, (std::vector<std::string>{"one", "two"}));
  EXPECT_TRUE(first.in_order);
  EXPECT_EQ(to_string(first.position), "a.toml:4:1");
  const Act& second = acts->back();
  EXPECT_EQ(second.name, "act 2");
  EXPECT_EQ(second.kind, ActKind::kHandling);
  EXPECT_FALSE(second.in_order);
  ASSERT_TRUE(second.at);
  EXPECT_EQ(format_date(second.at->to), "2022-01-10");
}

TEST(ReadActs, StatesThatSeveralActorsAreJoint) {
  EXPECT_EQ(facts_of("actor = [\"one\", \"two\"]"), (Values{{"handlers.joint", kYes}}));
  EXPECT_EQ(facts_of("actor = \"one\""), Values{});
  EXPECT_EQ(
      error_of("actor = [\"one\", \"two\"]\nhandlers.joint = false"),
      "a.toml:2:10: `handlers.joint` is stated as no, but `actor` lists several, at a.toml:1:1");
}

TEST(ReadActs, TakesTheLabelBesideFactsOfTheActor) {
  auto acts = read("actor.kind = \"business\"\nactor.label = \"one\"");
  ASSERT_TRUE(acts) << acts.error().message;
  EXPECT_EQ(acts->front().actors, std::vector<std::string>{"one"});
  EXPECT_EQ(acts->front().facts.size(), 1U);
  EXPECT_EQ(error_of(R"({"actor": "one", "actor.label": "one"})", Format::kJson).substr(0, 35),
            "a.toml:1:18: `actor` is stated twic");
  EXPECT_THAT(error_of("actor.kin = \"business\""),
              HasSubstr("unknown fact `actor.kin`; did you mean `actor.kind`?"));
}

TEST(ReadActs, ListsFactsInTheOrderOfTheirIds) {
  auto acts = read(
      "[common]\nindividual.age = 3\nconsent.given = true\n[[act]]\nactor.kind = \"business\"");
  ASSERT_TRUE(acts) << acts.error().message;
  EXPECT_TRUE(std::ranges::is_sorted(acts->front().facts, {}, &StatedFact::fact));
  EXPECT_EQ(acts->front().facts.size(), 3U);
}

TEST(ReadActs, AddsKindsOfInformationToTheCommonOnes) {
  EXPECT_EQ(facts_of("[common]\ninformation.kinds = [\"face\"]\n[[act]]\ninformation.kinds = "
                     "[\"phone\", \"face\"]"),
            (Values{{"information.kinds.face", kYes}, {"information.kinds.phone", kYes}}));
}

struct ErrorCase {
  const char* text;
  const char* message;  // whole
};
class ReadActsRefuses : public testing::TestWithParam<ErrorCase> {};
TEST_P(ReadActsRefuses, WithThePlaceAndTheMend) {
  EXPECT_EQ(error_of(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Facts, ReadActsRefuses,
    testing::Values(
        ErrorCase{"consent.gven = true",
                  "a.toml:1:9: unknown fact `consent.gven`; did you mean `consent.given`?"},
        ErrorCase{"[consent]\nzzzzzzzz = true",
                  "a.toml:2:1: unknown fact `consent.zzzzzzzz`; `lawful law facts` lists them all"},
        ErrorCase{"\"Li Ming\" = true",
                  "a.toml:1:1: a key names no fact; `lawful law facts` lists them all"},
        ErrorCase{"consent = true",
                  "a.toml:1:1: `consent` is no fact but the first part of several, such as "
                  "`consent.given`"},
        ErrorCase{"act.kind = \"device\"",
                  "a.toml:1:1: `act` is not an array of tables; write `[[act]]`, in JSON `\"act\": "
                  "[ { ... } ]`"},
        ErrorCase{"[[act]]\nact.kind = \"device\"",
                  "a.toml:2:5: the kind of an act is stated by the key `kind`"},
        ErrorCase{"[[act]]\nact.date = 2022-01-01",
                  "a.toml:2:5: the date of an act is stated by the key `at`"},
        ErrorCase{"knd = \"device\"", "a.toml:1:1: an act has no key `knd`; did you mean `kind`?"},
        ErrorCase{"[common]\nconsent.given = true\n[[act]]\n\n[[act]]\nconsent.given = false",
                  "a.toml:6:9: `consent.given` is set otherwise in `[common]`, at a.toml:2:9; keep "
                  "one of the two"}));

INSTANTIATE_TEST_SUITE_P(
    Values, ReadActsRefuses,
    testing::Values(
        ErrorCase{"consent.given = 1",
                  "a.toml:1:17: `consent.given` is a yes-no fact; write `true`, `false` or "
                  "`\"unknown\"`"},
        ErrorCase{"consent.given = { at_least = 1 }",
                  "a.toml:1:17: `consent.given` is a yes-no fact; write `true`, `false` or "
                  "`\"unknown\"`"},
        ErrorCase{"consent.given = \"maybe\"",
                  "a.toml:1:17: `consent.given` is a yes-no fact; write `true`, `false` or "
                  "`\"unknown\"`"},
        ErrorCase{"actor.kind = \"busines\"",
                  "a.toml:1:14: `actor.kind` has no such value; did you mean `business`? its "
                  "values are `business`, "
                  "`state-organ` and `natural-person`"},
        ErrorCase{"actor.kind = \"Li Ming\"",
                  "a.toml:1:14: `actor.kind` has no such value; its values are `business`, "
                  "`state-organ` and `natural-person`"},
        ErrorCase{"actor.kind = 3",
                  "a.toml:1:14: `actor.kind` takes one of its values as a word in quotes: "
                  "`business`, `state-organ` and "
                  "`natural-person`"},
        ErrorCase{"actor.kind = [\"business\"]",
                  "a.toml:1:14: `actor.kind` has exactly one value; where it is one of several "
                  "write `{ any = [...] }`"},
        ErrorCase{"actor.kind = { any = [] }",
                  "a.toml:1:22: `any` takes a list of values of `actor.kind`, at least one"},
        ErrorCase{"actor.kind = { any = [\"business\", \"business\"] }",
                  "a.toml:1:35: the value is listed twice"},
        ErrorCase{"actor.kind = { not = [\"business\", \"state-organ\", \"natural-person\"] }",
                  "a.toml:1:16: `not` leaves no value of `actor.kind`"},
        ErrorCase{"actor.kind = { all = [\"business\"] }",
                  "a.toml:1:16: `actor.kind` knows no key `all`; write `{ any = [...] }` or `{ not "
                  "= [...] }`"},
        ErrorCase{"information.kinds = \"face\"",
                  "a.toml:1:21: `information.kinds` takes a list of its values, or a table of "
                  "values that are `true` or `false`"},
        ErrorCase{"information.kinds = [\"fase\"]",
                  "a.toml:1:22: `information.kinds` has no such value; did you mean `face`? its "
                  "values are `face`, `phone` and "
                  "`whereabouts`"},
        ErrorCase{"information.kinds = [\"face\", \"face\"]",
                  "a.toml:1:30: `information.kinds.face` is stated twice, first at a.toml:1:22"},
        ErrorCase{"information.kinds = [13800138000]",
                  "a.toml:1:22: a value of `information.kinds` is a word in quotes"}));

INSTANTIATE_TEST_SUITE_P(
    CountsAndDates, ReadActsRefuses,
    testing::Values(
        ErrorCase{"individual.age = \"13\"",
                  "a.toml:1:18: `individual.age` is a whole number of years, written without "
                  "quotes and without the unit; "
                  "leave it out where it is unknown"},
        ErrorCase{"individual.age = 13.5",
                  "a.toml:1:18: `individual.age` is a whole number of years, without a fraction"},
        ErrorCase{"individual.age = true",
                  "a.toml:1:18: `individual.age` is a whole number of years, or bounds such as `{ "
                  "at_least = 14 }`"},
        ErrorCase{"individual.age = -1",
                  "a.toml:1:18: `individual.age` counts years and is never below zero"},
        ErrorCase{"individual.age = { at_least = 18, at_most = 14 }",
                  "a.toml:1:18: the bounds of `individual.age` leave no value: the lower is above "
                  "the upper"},
        ErrorCase{"individual.age = { at_least = 18, more_than = 17 }",
                  "a.toml:1:35: there are two lower bounds; keep one"},
        ErrorCase{"individual.age = { less_than = 0 }", "a.toml:1:20: no count is below zero"},
        ErrorCase{"individual.age = { more_than = 9223372036854775807 }",
                  "a.toml:1:20: no whole number of 64 bits is larger"},
        ErrorCase{"individual.age = { least = 18 }",
                  "a.toml:1:20: `individual.age` knows no bound `least`; write `at_least`, "
                  "`more_than`, `at_most` and "
                  "`less_than`"},
        ErrorCase{"individual.age = {}",
                  "a.toml:1:18: the bounds of `individual.age` are empty; write at least one, such "
                  "as `at_least`"},
        ErrorCase{"handling.started_on = \"2022-02-30\"", "a.toml:1:23: the month has no such day"},
        ErrorCase{"handling.started_on = 2022",
                  "a.toml:1:23: a year is written in quotes, such as `\"2025\"`"},
        ErrorCase{
            "handling.started_on = true",
            "a.toml:1:23: `handling.started_on` is a date, such as `2025-03-07`, or bounds such as "
            "`{ at_least = 2025-03-07 }`"},
        ErrorCase{"handling.started_on = \"2021..2022\"",
                  "a.toml:1:23: `handling.started_on` is one day; where it lies between two write "
                  "`{ at_least = ..., "
                  "at_most = ... }`"},
        ErrorCase{"handling.started_on = { more_than = 2022-01-01 }",
                  "a.toml:1:25: `handling.started_on` knows no bound `more_than`; write `at_least` "
                  "and `at_most`"}));

INSTANTIATE_TEST_SUITE_P(
    ReservedKeys, ReadActsRefuses,
    testing::Values(
        ErrorCase{"name = 3", "a.toml:1:8: `name` is text in quotes"},
        ErrorCase{"name = \"\"", "a.toml:1:8: `name` is empty; leave it out or name it"},
        ErrorCase{"name = \"a\\nb\"",
                  "a.toml:1:8: `name` holds a line break or another control character"},
        ErrorCase{"name = \"a\\u009bb\"",
                  "a.toml:1:8: `name` holds a line break or another control character"},
        ErrorCase{"kind = \"transfr\"",
                  "a.toml:1:8: there is no such kind of act; did you mean `transfer`? the kinds "
                  "are `handling`, `transfer`, "
                  "`disclosure`, `notice`, `request-answer`, `device`, `duty`, `measure`, `fine` "
                  "and `claim`"},
        ErrorCase{"otherwise = \"lawful\"",
                  "a.toml:1:13: `otherwise` is `\"in-order\"` or is left out"},
        ErrorCase{"actor = []", "a.toml:1:9: `actor` lists nobody; leave it out or name who acts"},
        ErrorCase{"actor = [\"one\", \"one\"]", "a.toml:1:17: `actor` lists the same label twice"},
        ErrorCase{"actor = 3", "a.toml:1:9: `actor` is a label in quotes or a list of labels"},
        ErrorCase{"at = \"2022-02-30\"", "a.toml:1:6: the month has no such day"},
        ErrorCase{"[common]\nname = \"a\"\n[[act]]",
                  "a.toml:2:1: `name` belongs to one act; move it under `[[act]]`"},
        ErrorCase{"[common]\nat = 2022-01-01\n[[act]]\nat = 2022-01-02",
                  "a.toml:4:1: `at` is set otherwise in `[common]`, at a.toml:2:1; keep one of the "
                  "two"}));

INSTANTIATE_TEST_SUITE_P(
    Files, ReadActsRefuses,
    testing::Values(ErrorCase{"[act]\nconsent.given = true",
                              "a.toml:1:2: `act` is not an array of tables; write `[[act]]`, in "
                              "JSON `\"act\": [ { ... } ]`"},
                    ErrorCase{"act = []", "a.toml:1:7: `act` lists no act"},
                    ErrorCase{"act = [3]", "a.toml:1:8: an act is a table of facts"},
                    ErrorCase{"common = 3\n[[act]]",
                              "a.toml:1:10: `common` is a table of facts; write `[common]`"},
                    ErrorCase{
                        "[common]\nconsent.given = true",
                        "a.toml:1:2: `[common]` shares its facts, but the file has no `[[act]]`"},
                    ErrorCase{"consent.given = true\n[[act]]",
                              "a.toml:1:1: `consent` stands outside the acts; move it under "
                              "`[[act]]`, or under `[common]` for all of them"},
                    ErrorCase{"[[acts]]\n[[act]]",
                              "a.toml:1:3: `acts` stands outside the acts; did you mean `act`?"}));

TEST(ReadActs, RefusesAFileWithoutAnAct) {
  EXPECT_THAT(error_of("{}", Format::kJson), HasSubstr("the file holds no act"));
  EXPECT_NE(error_of(""), "");
}

TEST(ReadActs, RefusesANullValue) {
  EXPECT_THAT(error_of(R"({"consent.given": null})", Format::kJson),
              HasSubstr("`consent.given` has no value; leave it out where it is unknown"));
}

TEST(ReadActs, NoticesAFactThatIsStatedInTwoWays) {
  EXPECT_THAT(error_of(R"({"consent.given": true, "consent": {"given": true}})", Format::kJson),
              HasSubstr("`consent.given` is stated twice, first at"));
}

TEST(ReadActs, BoundsTheLengthOfANameInCharacters) {
  std::string name;
  for (int i = 0; i < 200; ++i) name += "人";
  EXPECT_EQ(error_of("name = \"" + name + "\""), "");
  EXPECT_EQ(error_of("name = \"" + name + "人\""),
            "a.toml:1:8: `name` is longer than 200 characters");
}

TEST(ReadActs, BoundsTheNumberOfActs) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "[[act]]\n";
  EXPECT_EQ(error_of(text), "");
  EXPECT_THAT(error_of(text + "[[act]]\n"),
              HasSubstr("the file has 10001 acts, and at most 10000 are read"));
}

TEST(ReadActs, NeverRepeatsAValue) {
  for (const char* key : {"consent.given", "actor.kind", "individual.age", "handling.started_on",
                          "information.kinds", "kind", "at", "otherwise", "zzz.zzz"}) {
    const std::string error = error_of(std::string(key) + " = \"Li-Ming-13800138000\"");
    EXPECT_NE(error, "") << key;
    EXPECT_THAT(error, Not(HasSubstr("13800138000"))) << key;
  }
}

}  // namespace
}  // namespace lawful
