#include <algorithm>
#include <set>
#include <string>

#include "face/built_in_test.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lawful::v1 {
namespace {

using testing::built_in;
using testing::fact;
using ::testing::HasSubstr;
using testing::kDay;

TEST(Law, ThatIsBuiltInIsTheLawOfTheFolder) {
  const Law folder = Law::from_folder("law").value();
  ASSERT_EQ(folder.packs().size(), built_in().packs().size());
  for (std::size_t i = 0; i < folder.packs().size(); ++i) {
    EXPECT_EQ(folder.packs()[i].name, built_in().packs()[i].name);
    EXPECT_EQ(folder.packs()[i].digest, built_in().packs()[i].digest);
    EXPECT_EQ(folder.packs()[i].digest.size(), 64U);
  }
  EXPECT_EQ(folder.vocabulary_digest(), built_in().vocabulary_digest());
  EXPECT_FALSE(version().empty());
}

TEST(Law, ThatDoesNotLoadSaysWhere) {
  const File file{"x.md", "---\npack: x\n---\n\n```facts\nfact consent : maybe\n```\n"};
  const auto law = Law::from_files({&file, 1});
  ASSERT_FALSE(law);
  EXPECT_EQ(law.error().code, Code::kInvalid);
  ASSERT_FALSE(law.error().diagnostics.empty());
  const Diagnostic& first = law.error().diagnostics.front();
  EXPECT_TRUE(first.is_error);
  EXPECT_EQ(first.file, "x.md");
  EXPECT_GT(first.line, 0);
  EXPECT_THAT(law.error().message, HasSubstr(first.text));
  EXPECT_THAT(first.text, HasSubstr("x.md:"));
}

TEST(Law, OfAFolderThatIsNotThereIsRefused) {
  const auto law = Law::from_folder("no/such/folder");
  ASSERT_FALSE(law);
  EXPECT_THAT(law.error().message, HasSubstr("no/such/folder"));
}

TEST(Law, TakesTheNamedPacksAlone) {
  const std::string statute = "pipl@enacted-2021";
  EXPECT_EQ(Law::built_in({&statute, 1}).value().packs().size(), 1U);
  const std::string nothing = "pipl@enacted-1921";
  const auto law = Law::built_in({&nothing, 1});
  ASSERT_FALSE(law);
  EXPECT_THAT(law.error().message, HasSubstr("pipl@enacted-2021"));
}

TEST(Law, ListsWhatItsNumbersMean) {
  const auto facts = built_in().facts();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    EXPECT_EQ(facts[i].id.number, i);
    EXPECT_EQ(built_in().fact(facts[i].name).value(), facts[i].id);
    EXPECT_FALSE(facts[i].means.zh.empty() || facts[i].means.en.empty()) << facts[i].name;
  }
  const auto rules = built_in().rules();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(rules[i].id.number, i);
    EXPECT_EQ(built_in().rule(rules[i].name, rules[i].from).value(), rules[i].id);
    EXPECT_FALSE(rules[i].citation.empty() || rules[i].citation_words.zh.empty());
    if (rules[i].sort == "define" || rules[i].sort == "exception") continue;
    EXPECT_FALSE(rules[i].gist.zh.empty() || rules[i].gist.en.empty()) << rules[i].name;
  }
  EXPECT_EQ(built_in().kinds().size(), 10U);
  EXPECT_EQ(built_in().kinds()[static_cast<std::size_t>(Kind::kClaim)].name, "claim");
  for (const ReadingInfo& reading : built_in().readings())
    EXPECT_LT(reading.default_choice, reading.choices.size());
}

TEST(Law, SaysWhichNameWasMeant) {
  const auto found = built_in().fact("consent.gven");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Code::kNotFound);
  EXPECT_EQ(found.error().message, "there is no fact of that name; did you mean `consent.given`?");
  EXPECT_EQ(built_in().rule("pipl.no_such_rule_at_all", kDay).error().code, Code::kNotFound);
  EXPECT_EQ(built_in().rule("pipl.lawful_basis", testing::day("1999-01-01")).error().code,
            Code::kNotFound);
}

TEST(Law, MakesOptionsOfNames) {
  const std::string_view names[] = {"marketing", "profiling"};
  const FactId purpose = fact("handling.purpose");
  const Values values = built_in().options(purpose, names).value();
  std::set<std::string_view> kept;
  for (std::size_t i = 0; i < built_in()[purpose].options.size(); ++i)
    if ((values.options >> i & 1) != 0) kept.insert(built_in()[purpose].options[i].name);
  EXPECT_EQ(kept, (std::set<std::string_view>{"marketing", "profiling"}));
  const std::string_view wrong = "marketting";
  EXPECT_THAT(built_in().options(purpose, {&wrong, 1}).error().message,
              HasSubstr("did you mean `marketing`?"));
  EXPECT_FALSE(built_in().options(fact("consent.given"), names));
  EXPECT_FALSE(built_in().options(purpose, {}));
  EXPECT_FALSE(built_in().options({1'000'000}, names));
}

TEST(Law, ReadsActFilesAsTheProgramDoes) {
  const auto unknown = built_in().read_acts("information.kinds = [\"fce\"]\n", "register.toml");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, Code::kInvalid);
  EXPECT_THAT(unknown.error().message, HasSubstr("register.toml:1:"));
  const auto acts = built_in().read_acts(R"({"act": [{"consent.given": true}, {"kind": "fine"}]})",
                                         "acts.json", Format::kJson);
  ASSERT_TRUE(acts) << acts.error().message;
  ASSERT_EQ(acts.value().size(), 2U);
  EXPECT_EQ(acts.value()[0].values(fact("consent.given")), Values::yes());
  EXPECT_EQ(acts.value()[0].stated(), std::vector<FactId>{fact("consent.given")});
  EXPECT_EQ(acts.value()[1].kind(), Kind::kFine);
}

TEST(Law, CompilesForADayAndReadings) {
  EXPECT_FALSE(built_in().compile(Date{}));
  const std::string wrong = "no-such-reading=yes";
  EXPECT_EQ(built_in().compile(kDay, {&wrong, 1}).error().code, Code::kInvalid);
  const ReadingInfo& reading = built_in().readings()[0];
  const std::string other = std::string(reading.name) + "=" + std::string(reading.choices[1].name);
  const Engine engine = built_in().compile(kDay, {&other, 1}).value();
  EXPECT_EQ(engine.day(), kDay);
  EXPECT_FALSE(engine.valid_until() && *engine.valid_until() <= kDay);
}

TEST(Day, IsThatOfBeijing) {
  using namespace std::chrono_literals;
  const std::chrono::sys_days midnight = testing::day("2026-11-22");
  EXPECT_EQ(beijing_day(midnight + 15h + 59min), testing::day("2026-11-22"));
  EXPECT_EQ(beijing_day(midnight + 16h), testing::day("2026-11-23"));
  EXPECT_FALSE(parse_day("22.11.2026"));
}

TEST(ResultDeathTest, ValueEndsTheProgramWithTheMessage) {
  EXPECT_DEATH(static_cast<void>(built_in().fact("consent.gven").value()),
               "lawful: there is no fact of that name");
}

}  // namespace
}  // namespace lawful::v1
