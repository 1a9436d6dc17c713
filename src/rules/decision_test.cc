#include "rules/decision.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/document.h"
#include "rules/decision_json.h"
#include "rules/decision_text.h"
#include "rules/load.h"

namespace lawful {
namespace {

// A law about lending books, invented for tests.
constexpr const char* kPack = R"(---
pack: demo@v1
---

```law
param child_age [1.1] : years
  2021-11-01..2023-01-01 = 14
  2023-01-01.. = 16
imply [1.1] reader.age < child_age => book.kind != atlas
open free_day [2.1.3] zh "免费日" en "a free day"
  ask zh "是否免费日？" en "Is it a free day?"
reading novel-is-score [2.1] zh "问" en "question"
  choice no default zh "否" en "no"
  choice yes zh "是" en "yes"
  because zh "因" en "because"
scope of_books [1.1] zh "书" en "books"
  require not book.topics.law
entitlement basis [2.1] zh "依据" en "a basis"
  when kind in { handling, claim }
ground agreed [2.1.1] of basis zh "同意" en "agreed"
  when loan.agreed
ground day [2.1.3] of basis zh "免费日" en "free day"
  when law.free_day
condition returns [3.1] zh "归还" en "it is returned"
  when loan.agreed
  then loan.returned or reading(novel-is-score) = yes and book.kind = novel
exception scores [3.2] to returns zh "乐谱除外" en "scores are spared"
  when book.kind = score
obligation history [3.2] zh "史" en "history is kept"
  when loan.agreed
  then book.topics.history
derived follows [3.2] zh "随之" en "it follows"
  when outcome = unlawful
presume returned [3.1] loan.returned = no zh "推定" en "presumed not returned"
  when kind = claim
```
)";

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Law& demo() {
  static const Loaded loaded =
      load_law({{"law/vocabulary.md", read("tests/law/base/vocabulary.md")},
                {"law/demo/v1/00-head.md", read("tests/law/base/head.md")},
                {"law/demo/v1/10.md", kPack}},
               {});
  for (const Diagnostic& each : loaded.diagnostics)
    if (each.severity == Severity::kError) {
      ADD_FAILURE() << to_string(each);
    }
  return loaded.law;
}

Result<Decision> decided(const std::string& toml, const std::vector<std::string>& choices = {},
                         std::optional<Period> at = std::nullopt) {
  TRY(const Node document, read_document(toml, "a.toml", Format::kToml));
  TRY(const std::vector<Act> acts, read_acts(document, demo()));
  TRY(Readings readings, choose_readings(demo(), choices));
  TRY(const Date today, parse_date("2024-05-06"));
  return decide(demo(), acts.front(), Query{at, today, std::move(readings)});
}

Decision decision(const std::string& toml, const std::vector<std::string>& choices = {}) {
  auto result = decided(toml, choices);
  if (!result) {
    ADD_FAILURE() << result.error().message;
  }
  return std::move(result).value();
}

Status status_of(const Decision& decision, const std::string& rule) {
  for (const Finding& finding : decision.findings)
    if (decision.law->rules[finding.rule].id == rule) return finding.status;
  return Status::kNotTriggered;
}

const std::string kInScope = "book = { kind = 'novel', topics = { law = false } }\n";

TEST(Decision, IsUnlawfulWithoutABasisAndSaysWhatFollows) {
  const Decision d = decision(kInScope + "loan.agreed = false\nlaw.free_day = false");
  EXPECT_EQ(d.outcome, Outcome::kUnlawful);
  EXPECT_EQ(status_of(d, "demo.basis"), Status::kViolated);
  EXPECT_EQ(status_of(d, "demo.follows"), Status::kViolated);
  EXPECT_TRUE(d.entitlements.empty());
}

TEST(Decision, IsOpenSubjectToTheParagraphThatLeavesItToOthers) {
  const Decision d = decision(kInScope + "loan.agreed = false");
  EXPECT_EQ(d.outcome, Outcome::kUndetermined);
  ASSERT_EQ(d.findings.front().subject_to.size(), 1U);
  EXPECT_EQ(to_string(d.findings.front().subject_to.front()), "demo:2.1.3");
  ASSERT_FALSE(d.missing.empty());
  EXPECT_EQ(demo().vocabulary[d.missing.front().fact].id, "law.free_day");
}

TEST(Decision, StaysLawfulWithABreachedObligationAndListsIt) {
  const Decision d = decision(
      "book = { kind = 'novel', topics = { law = false, history = false } }\n"
      "loan = { agreed = true, returned = true }");
  EXPECT_EQ(d.outcome, Outcome::kLawful);
  EXPECT_EQ(status_of(d, "demo.history"), Status::kViolated);
  EXPECT_EQ(d.entitlements.size(), 1U);
}

TEST(Decision, AnObligationDecidesADuty) {
  const Decision d = decision(
      "kind = 'duty'\nbook = { kind = 'novel', topics = { law = false, history = false } }\n"
      "loan = { agreed = true, returned = true }");
  EXPECT_EQ(d.outcome, Outcome::kUnlawful);
}

TEST(Decision, AnExceptionReleasesTheRuleItNames) {
  const Decision d = decision(
      "book = { kind = 'score', topics = { law = false } }\nloan = { agreed = true, returned = "
      "false }");
  EXPECT_EQ(status_of(d, "demo.returns"), Status::kExcepted);
  EXPECT_EQ(d.outcome, Outcome::kLawful);
}

TEST(Decision, APresumptionCountsAgainstAClaimAndIsListed) {
  const Decision d = decision("kind = 'claim'\n" + kInScope + "loan.agreed = true");
  EXPECT_EQ(d.outcome, Outcome::kUnlawful);
  EXPECT_EQ(d.label, "inadmissible");
  ASSERT_EQ(d.evaluation.presumed.size(), 1U);
  const Decision known =
      decision("kind = 'claim'\n" + kInScope + "loan = { agreed = true, returned = true }");
  EXPECT_TRUE(known.evaluation.presumed.empty());
}

TEST(Decision, IsOutOfScopeBeforeTheLawAndOutsideOfIt) {
  EXPECT_EQ(decision("at = 2021-10-31\n" + kInScope + "loan.agreed = false").outcome,
            Outcome::kOutOfScope);
  const Decision d =
      decision("book = { kind = 'novel', topics = { law = true } }\nloan.agreed = false");
  EXPECT_EQ(d.outcome, Outcome::kOutOfScope);
  EXPECT_TRUE(d.findings.empty());
}

TEST(Decision, IsUndeterminedWhereTheSidesOfAPeriodDiffer) {
  const Decision d =
      decision("at = '2021'\n" + kInScope + "loan.agreed = false\nlaw.free_day = false");
  EXPECT_EQ(d.outcome, Outcome::kUndetermined);
  ASSERT_EQ(d.segments.size(), 2U);
  EXPECT_EQ(d.segments[0].outcome, Outcome::kOutOfScope);
  EXPECT_EQ(d.segments[1].outcome, Outcome::kUnlawful);
  EXPECT_EQ(format_date(d.segments[1].from), "2021-11-01");
}

TEST(Decision, ParametersFollowTheDate) {
  const std::string atlas = "book.topics.law = false\nbook.kind = 'atlas'\nreader.age = 15\n";
  EXPECT_TRUE(decided("at = 2022-12-31\n" + atlas));
  const auto later = decided("at = 2023-01-01\n" + atlas);
  ASSERT_FALSE(later);
  EXPECT_EQ(later.error().code, Code::kInvalid);
  EXPECT_EQ(
      later.error().message,
      "a.toml:3:6: these facts contradict one another: `book.kind`, `reader.age` (by demo:1.1); "
      "state at most what was reported");
}

TEST(Decision, FlagsTheReadingThatWouldChangeTheOutcome) {
  const std::string toml =
      "book = { kind = 'novel', topics = { law = false } }\nloan = { agreed = true, returned = "
      "false }";
  const Decision d = decision(toml);
  EXPECT_EQ(d.outcome, Outcome::kUnlawful);
  EXPECT_EQ(d.reading_sensitive.size(), 1U);
  const Decision other = decision(toml, {"novel-is-score=yes"});
  EXPECT_EQ(other.outcome, Outcome::kLawful);
  EXPECT_TRUE(decision(kInScope + "loan.agreed = false").readings_used.empty());
}

TEST(Decision, RefusesReadingsThatDoNotExist) {
  const auto wrong = choose_readings(demo(), {"novel=yes"});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message,
            "a reading is given as NAME=CHOICE, where NAME is one of `novel-is-score`");
  EXPECT_EQ(choose_readings(demo(), {"novel-is-score=maybe"}).error().message,
            "reading `novel-is-score` has no such choice; it has `no`, `yes`");
  EXPECT_EQ(choose_readings(demo(), {"novel-is-score=no", "novel-is-score=yes"}).error().message,
            "reading `novel-is-score` is chosen twice");
}

TEST(Decision, ItsIdDependsOnFactsReadingsAndDateButNotOnTheName) {
  const std::string toml = kInScope + "loan.agreed = false";
  const std::string id = decision("name = 'one'\n" + toml).id;
  EXPECT_EQ(decision("name = 'two'\n" + toml).id, id);
  EXPECT_NE(decision(kInScope + "loan.agreed = true").id, id);
  EXPECT_NE(decision(toml, {"novel-is-score=yes"}).id, id);
  EXPECT_NE(decision("at = 2022-02-02\n" + toml).id, id);
}

TEST(Decision, SaysWhereItsDateCameFrom) {
  EXPECT_TRUE(decision(kInScope).at_today);
  const Date day = parse_date("2022-02-02").value();
  const auto d = decided("at = 2023-03-03\n" + kInScope, {}, Period{day, day});
  ASSERT_TRUE(d);
  EXPECT_TRUE(d->at_overridden);
  EXPECT_EQ(d->at, (Period{day, day}));
  EXPECT_EQ(format_date(*d->next_change), "2023-01-01");
}

TEST(DecisionJson, HasTheMembersOfTheSchemaAndIsOneLine) {
  const std::string json = to_json(decision(kInScope + "loan.agreed = false"));
  for (const char* member :
       {"\"schema\":1", "\"name\":", "\"decision\":", "\"kind\":\"handling\"",
        "\"at\":\"2024-05-06\"", "\"outcome\":\"undetermined\"", "\"entitlements\":[]",
        "\"findings\":[", "\"subject_to\":[\"demo:2.1.3\"]",
        "\"missing\":[{\"fact\":\"law.free_day\"", "\"assumed\":[]", "\"cures\":[]",
        "\"next_change\":null", "\"packs\":[{\"law\":\"demo\",\"version\":\"v1\",\"digest\":\"",
        "\"reading_sensitive\":[]", "\"open\":[\"demo:2.1.3\"]"})
    EXPECT_NE(json.find(member), std::string::npos) << member << "\n" << json;
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

TEST(DecisionText, SpeaksBothLanguages) {
  const Decision d = decision(kInScope + "loan.agreed = false\nlaw.free_day = false");
  EXPECT_NE(to_text(d, Lang::kZh, false).find("违法"), std::string::npos);
  EXPECT_NE(to_text(d, Lang::kEn, false).find("UNLAWFUL"), std::string::npos);
  EXPECT_NE(to_text(d, Lang::kEn, true).find("✗"), std::string::npos);
  EXPECT_EQ(to_line(d, Lang::kEn).substr(0, 8), "UNLAWFUL");
}

}  // namespace
}  // namespace lawful
