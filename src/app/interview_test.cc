#include "app/interview.h"

#include <algorithm>
#include <iostream>
#include <set>

#include "app/act_file.h"
#include "base/document.h"
#include "gtest/gtest.h"
#include "packs/embedded_law.h"
#include "prove/completion_test.h"
#include "rules/decision_json.h"
#include "rules/load.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

using testing::act_of;
using testing::random_completion;
using testing::RandomLaw;

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};

Law shipped() {
  std::vector<SourceFile> files;
  for (const EmbeddedFile& file : embedded_law())
    files.push_back({std::string(file.path), std::string(file.text)});
  Loaded loaded = load_law(files, {});
  EXPECT_TRUE(loaded.ok());
  return std::move(loaded.law);
}

Act nothing_but(ActKind kind) {
  Act act;
  act.name = "act 1";
  act.kind = kind;
  act.at = Period{kDay, kDay};
  return act;
}

Interview begun(const Law& law, Act act, const Readings& readings,
                Answer answer = Answer::kOutcome) {
  auto interview = Interview::begin(law, std::move(act), readings, answer);
  EXPECT_TRUE(interview.has_value());
  return std::move(*interview);
}

// Replies from a hidden act, now and then `nobody can say`. Returns how many questions it took.
std::size_t reply_all(Interview& interview, const Facts& hidden, std::mt19937_64& random,
                      double withheld) {
  std::size_t asked = 0;
  std::size_t at_most = hidden.law().vocabulary.facts.size();
  std::bernoulli_distribution withhold(withheld);
  while (const auto question = interview.question()) {
    ++asked;
    EXPECT_LE(question->at_most, at_most);
    at_most = question->at_most - 1;
    EXPECT_TRUE(question->possible.contains(hidden[question->fact]))
        << hidden.law().vocabulary[question->fact].id;
    if (withhold(random)) {
      interview.withhold();
      continue;
    }
    // A region of a hidden act stands for any of its values.
    ValueSet value = hidden[question->fact];
    if (value.is_interval()) value = ValueSet::of_interval(value.low(), value.low());
    EXPECT_FALSE(interview.answer(value).has_value());
  }
  return asked;
}

// A hidden act of each outcome that there is, and a random one.
std::vector<Facts> hidden_acts(const Law& law, const Readings& readings, ActKind kind,
                               std::mt19937_64& random) {
  std::vector<Facts> out;
  if (auto any = random_completion(Facts(law, kind, kDay), readings, cut_points(law, kDay), random))
    out.push_back(std::move(*any));
  Solver solver;
  const Encoding encoding(law, readings, kind, kDay, solver);
  for (int o = 0; o < 4; ++o) {
    if (!solver.solve({encoding.outcome(static_cast<Outcome>(o))})) continue;
    Facts facts(law, kind, kDay);
    for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id) {
      ValueSet value = encoding.atoms().in_model(id);
      if (value.is_interval()) {
        const std::int64_t low = std::max<std::int64_t>(value.low(), 0);
        value = ValueSet::of_interval(low, low);
      }
      facts.state(id, value);
    }
    out.push_back(std::move(facts));
  }
  return out;
}

TEST(Interview, EndsInTheOutcomeOfTheHiddenAct) {
  const std::uint64_t seed = testing::property_seed();
  std::mt19937_64 random(seed);
  const Law law = shipped();
  const Readings readings = default_readings(law);
  std::set<Outcome> seen;
  for (const ActKind kind :
       {ActKind::kHandling, ActKind::kRequestAnswer, ActKind::kFine, ActKind::kClaim}) {
    for (const Facts& hidden : hidden_acts(law, readings, kind, random)) {
      const auto truth = evaluate(law, act_of(hidden), readings, kDay);
      ASSERT_TRUE(truth.has_value());
      Interview interview = begun(law, nothing_but(kind), readings);
      const std::size_t asked = reply_all(interview, hidden, random, 0);
      std::cout << to_string(kind) << " " << to_string(truth->outcome) << ": " << asked
                << " questions" << (interview.decision().outcome == truth->outcome ? "" : ", cases")
                << "\n";
      EXPECT_EQ(interview.outcome(), truth->outcome) << to_string(kind) << ", seed " << seed;
      EXPECT_EQ(interview.reachable(), std::vector<Outcome>{truth->outcome});
      seen.insert(truth->outcome);
    }
  }
  EXPECT_EQ(seen.size(), 4u);
}

TEST(Interview, EndsInTheOutcomeOfTheHiddenActOnRandomLaws) {
  const std::uint64_t seed = testing::property_seed();
  int done = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    RandomLaw random(seed + i);
    const Law law = i % 2 == 0 ? random.law() : testing::with_instruments(random.law());
    const ActKind kind = random.act(law, 1).kind;
    const Readings readings{0};
    const auto hidden =
        random_completion(Facts(law, kind, kDay), readings, cut_points(law, kDay), random.random());
    if (!hidden) continue;
    const auto truth = evaluate(law, act_of(*hidden), {0}, kDay);
    ASSERT_TRUE(truth.has_value());
    Interview interview = begun(law, nothing_but(kind), {0});
    reply_all(interview, *hidden, random.random(), 0);
    EXPECT_EQ(interview.outcome(), truth->outcome) << "seed " << seed + i;
    // `decide` tries no cases: it may miss an outcome, but never names another.
    if (interview.decision().outcome != truth->outcome) {
      EXPECT_EQ(interview.decision().outcome, Outcome::kUndetermined) << "seed " << seed + i;
    }
    ++done;
  }
  EXPECT_GT(done, 30);
}

// With replies withheld the interview still ends, names what could decide, and what it names does.
TEST(Interview, NamesTheWithheldFactsThatCouldDecide) {
  const std::uint64_t seed = testing::property_seed();
  std::mt19937_64 random(seed);
  const Law law = shipped();
  const Readings readings = default_readings(law);
  int open = 0;
  for (const ActKind kind : {ActKind::kHandling, ActKind::kNotice, ActKind::kClaim}) {
    for (const Facts& hidden : hidden_acts(law, readings, kind, random)) {
      Interview interview = begun(law, nothing_but(kind), readings);
      reply_all(interview, hidden, random, 0.2);
      const std::vector<FactId> deciding = interview.deciding();
      EXPECT_EQ(deciding.empty(), interview.reachable().size() == 1) << "seed " << seed;
      for (const FactId fact : deciding)
        EXPECT_TRUE(std::ranges::find(interview.withheld(), fact) != interview.withheld().end());
      open += deciding.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(open, 0) << "seed " << seed;
}

TEST(Interview, AsksNoLessForBreachesThanForTheOutcome) {
  const Law law = shipped();
  const Readings readings = default_readings(law);
  const Interview outcome = begun(law, nothing_but(ActKind::kHandling), readings);
  const Interview breaches =
      begun(law, nothing_but(ActKind::kHandling), readings, Answer::kBreaches);
  ASSERT_TRUE(outcome.question() && breaches.question());
  EXPECT_GT(breaches.question()->at_most, outcome.question()->at_most);
}

TEST(Interview, GoesBackToTheSameQuestion) {
  const Law law = shipped();
  Interview interview = begun(law, nothing_but(ActKind::kHandling), default_readings(law));
  EXPECT_FALSE(interview.back());
  const FactId first = interview.question()->fact;
  const std::size_t at_most = interview.question()->at_most;
  const ValueSet yes = ValueSet::of_mask(ValueSet::kYesBit);
  ASSERT_FALSE(interview.answer(yes).has_value());
  interview.withhold();
  EXPECT_TRUE(interview.back());
  EXPECT_TRUE(interview.back());
  EXPECT_EQ(interview.question()->fact, first);
  EXPECT_EQ(interview.question()->at_most, at_most);
  EXPECT_TRUE(interview.act().facts.empty());
  EXPECT_TRUE(interview.withheld().empty());
}

TEST(Interview, AsksTermsLeftToOtherInstrumentsLast) {
  const Law law = shipped();
  Interview interview = begun(law, nothing_but(ActKind::kHandling), default_readings(law));
  bool open_terms = false;
  while (interview.question()) {
    const bool open_term = law.vocabulary[interview.question()->fact].open_term.has_value();
    EXPECT_TRUE(open_term || !open_terms);
    open_terms |= open_term;
    interview.withhold();
  }
  EXPECT_TRUE(open_terms);
}

TEST(Interview, RefusesAReplyThatContradictsWhatIsStatedAndStaysWhereItWas) {
  const Law law = shipped();
  Act act = nothing_but(ActKind::kHandling);
  act.facts = {
      {*law.vocabulary.find("organ.for_statutory_duty"), ValueSet::of_mask(ValueSet::kYesBit), {}}};
  Interview interview = begun(law, act, default_readings(law));
  int refused = 0;
  while (interview.question() && refused == 0) {
    const Question question = *interview.question();
    const Fact& about = law.vocabulary[question.fact];
    if (about.type == FactType::kOneOf && question.possible != about.all()) {
      const auto refusal = interview.answer(about.all().without(question.possible));
      ASSERT_TRUE(refusal.has_value());
      EXPECT_TRUE(std::ranges::find(refusal->facts, act.facts.front().fact) !=
                  refusal->facts.end());
      EXPECT_EQ(interview.question()->fact, question.fact);
      EXPECT_EQ(interview.question()->at_most, question.at_most);
      ++refused;
    }
    interview.withhold();
  }
  EXPECT_EQ(refused, 1);
}

TEST(Interview, RefusesToBeginWithFactsThatContradictOneAnother) {
  const Law law = shipped();
  Act act = nothing_but(ActKind::kHandling);
  act.facts = {
      {*law.vocabulary.find("individual.age"), ValueSet::of_interval(12, 12), {}},
      {*law.vocabulary.find("individual.under_14"), ValueSet::of_mask(ValueSet::kNoBit), {}}};
  const auto interview = Interview::begin(law, act, default_readings(law), Answer::kOutcome);
  ASSERT_FALSE(interview.has_value());
  EXPECT_NE(interview.error().message.find("individual.under_14"), std::string::npos);
}

// Where nobody can say, the burden of proof does: nothing hangs on the fact any more.
TEST(Interview, CountsAWithheldFactAsTheLawPresumesIt) {
  const Law law = shipped();
  const FactId fault = *law.vocabulary.find("liability.fault_disproved");
  const FactId damage = *law.vocabulary.find("liability.damage");
  for (const bool damaged : {true, false}) {
    Act act = nothing_but(ActKind::kClaim);
    if (damaged) act.facts.push_back({damage, ValueSet::of_mask(ValueSet::kYesBit), {}});
    Interview interview = begun(law, act, default_readings(law));
    bool asked = false;
    while (interview.question()) {
      asked |= interview.question()->fact == fault;
      interview.withhold();
    }
    EXPECT_TRUE(asked);
    const std::vector<FactId> deciding = interview.deciding();
    // Without the damage nothing is presumed yet.
    EXPECT_EQ(std::ranges::find(deciding, fault) == deciding.end(), damaged);
  }
}

TEST(Interview, TheFileItWritesGivesTheSameDecision) {
  const std::uint64_t seed = testing::property_seed();
  std::mt19937_64 random(seed);
  const Law law = shipped();
  const Readings readings = default_readings(law);
  for (const Facts& hidden : hidden_acts(law, readings, ActKind::kHandling, random)) {
    Interview interview = begun(law, nothing_but(ActKind::kHandling), readings);
    reply_all(interview, hidden, random, 0.1);
    const std::string toml = act_toml(law, interview.act(), interview.withheld(), Lang::kEn);
    auto document = read_document(toml, "act.toml", Format::kToml);
    ASSERT_TRUE(document.has_value());
    const auto acts = read_acts(*document, law);
    ASSERT_TRUE(acts.has_value() && acts->size() == 1);
    Query query;
    query.today = kDay;
    query.readings = readings;
    const auto again = decide(law, acts->front(), query);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(to_json(*again), to_json(interview.decision())) << "seed " << seed;
  }
}

}  // namespace
}  // namespace lawful
