#include "prove/matters.h"

#include <algorithm>
#include <map>
#include <set>

#include "gtest/gtest.h"
#include "prove/completion_test.h"
#include "rules/shipped_law_test.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

using testing::act_of;
using testing::random_completion;
using testing::RandomLaw;

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};

// An answer as the tests compare it: the outcome, and for kBreaches the violated groups.
using Verdict = std::vector<std::uint32_t>;

Verdict verdict_of(const Law& law, const Evaluation& evaluation, Answer answer) {
  Verdict out{static_cast<std::uint32_t>(evaluation.outcome)};
  if (answer == Answer::kOutcome) return out;
  for (const RuleResult& result : evaluation.rules)
    if (result.status == Status::kViolated) out.push_back(law.rules[result.rule].group);
  return out;
}

// Every completion of a small law with its answer, by brute force.
struct Completion {
  std::vector<ValueSet> values;  // by fact
  Verdict verdict;
};

class Brute {
 public:
  Brute(const Law& law, const Readings& readings, ActKind kind, Answer answer)
      : law_(law), readings_(readings), answer_(answer), cuts_(cut_points(law, kDay)) {
    values_.resize(law.vocabulary.facts.size());
    act_.kind = kind;
    enumerate(kActDate + 1);
  }

  std::vector<Completion> within(const Knowledge& known) const {
    std::vector<Completion> out;
    for (const Completion& each : all_)
      if (std::all_of(known.stated.begin(), known.stated.end(), [&](const auto& stated) {
            return !each.values[stated.first].disjoint(stated.second);
          }))
        out.push_back(each);
    return out;
  }

 private:
  void enumerate(FactId id) {
    if (id == values_.size()) {
      const auto evaluation = evaluate(law_, act_, readings_, kDay);
      if (evaluation) all_.push_back({values_, verdict_of(law_, *evaluation, answer_)});
      return;
    }
    const auto found = cuts_.find(id);
    for (const ValueSet& value :
         testing::values_of(law_.vocabulary[id],
                            found == cuts_.end() ? std::set<std::int64_t>{} : found->second)) {
      values_[id] = value;
      act_.facts.push_back({id, value, {}});
      enumerate(id + 1);
      act_.facts.pop_back();
    }
  }

  const Law& law_;
  const Readings& readings_;
  Answer answer_;
  CutPoints cuts_;
  std::vector<ValueSet> values_;
  Act act_;
  std::vector<Completion> all_;
};

// Do all completions that agree on `facts` have the same answer?
bool settle(const std::vector<Completion>& completions, const std::vector<FactId>& facts) {
  std::map<std::vector<std::uint64_t>, Verdict> seen;
  for (const Completion& each : completions) {
    std::vector<std::uint64_t> key;
    for (const FactId fact : facts)
      key.push_back(each.values[fact].is_interval()
                        ? static_cast<std::uint64_t>(each.values[fact].low())
                        : each.values[fact].mask());
    const auto [place, added] = seen.emplace(key, each.verdict);
    if (!added && place->second != each.verdict) return false;
  }
  return true;
}

std::vector<FactId> all_facts(const Law& law) {
  std::vector<FactId> out;
  for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id) out.push_back(id);
  return out;
}

void expect_agenda(const std::vector<Completion>& completions, const Knowledge& known,
                   const std::vector<FactId>& agenda) {
  std::vector<FactId> told = known.withheld;
  told.insert(told.end(), agenda.begin(), agenda.end());
  EXPECT_TRUE(settle(completions, told)) << "the agenda does not settle the answer";
  for (const FactId fact : agenda) {
    std::vector<FactId> rest = told;
    std::erase(rest, fact);
    EXPECT_FALSE(settle(completions, rest)) << "fact " << fact << " does not matter";
  }
}

// One interview over a hidden completion; some replies are `unknown`. Every agenda on the way is
// held against brute force.
void interview(const Law& law, const Brute& brute, Matters& matters, const Facts& hidden,
               RandomLaw& random, const Verdict& truth, Answer answer) {
  Knowledge known;
  std::vector<FactId> agenda = all_facts(law);
  std::shuffle(agenda.begin(), agenda.end(), random.random());
  while (true) {
    const std::size_t bound = agenda.size();
    agenda = matters.agenda(known, agenda);
    EXPECT_LE(agenda.size(), bound);
    expect_agenda(brute.within(known), known, agenda);
    if (agenda.empty() || ::testing::Test::HasFailure()) break;
    const FactId fact = agenda.front();
    agenda.erase(agenda.begin());
    if (random.chance(0.1))
      known.withheld.push_back(fact);
    else
      known.stated.emplace_back(fact, hidden[fact]);
  }
  EXPECT_TRUE(matters.conflict(known).empty());
  const auto left = brute.within(known);
  std::set<std::uint32_t> outcomes;
  for (const Completion& each : left) outcomes.insert(each.verdict.front());
  std::set<std::uint32_t> reachable;
  for (const Outcome each : matters.reachable(known))
    reachable.insert(static_cast<std::uint32_t>(each));
  EXPECT_EQ(reachable, outcomes);
  if (!known.withheld.empty()) return;
  for (const Completion& each : left) EXPECT_EQ(each.verdict, truth);
  if (answer == Answer::kOutcome) {
    EXPECT_EQ(reachable.size(), 1u);
  }
}

void interviews(Answer answer, std::uint64_t seed) {
  int done = 0;
  for (std::uint64_t i = 0; i < 40; ++i) {
    RandomLaw random(seed + i);
    const Law law = i % 2 == 0 ? random.law() : testing::with_instruments(random.law());
    const Readings readings{static_cast<std::uint32_t>(random.below(2))};
    const ActKind kind = random.act(law, 1).kind;
    const Brute brute(law, readings, kind, answer);
    Matters matters(law, readings, kind, kDay, answer);
    for (int k = 0; k < 6; ++k) {
      const auto hidden = random_completion(Facts(law, kind, kDay), readings, cut_points(law, kDay),
                                            random.random());
      if (!hidden) continue;
      const auto evaluation = evaluate(law, act_of(*hidden), readings, kDay);
      ASSERT_TRUE(evaluation.has_value());
      interview(law, brute, matters, *hidden, random, verdict_of(law, *evaluation, answer), answer);
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed + i;
      ++done;
    }
  }
  EXPECT_GT(done, 40);
}

TEST(Matters, AgendasAreExactOnRandomLaws) {
  interviews(Answer::kOutcome, testing::property_seed());
}

TEST(Matters, AgendasOfBreachesAreExactOnRandomLaws) {
  interviews(Answer::kBreaches, testing::property_seed());
}

// A hidden act of each outcome that the solver can make up, and a random one.
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
    for (const FactId id : all_facts(law)) facts.state(id, encoding.atoms().in_model(id));
    out.push_back(std::move(facts));
  }
  return out;
}

// On the law itself, where brute force is out of reach: a hidden act is judged as it would be if
// everything about it were stated, and no agenda grows.
TEST(Matters, InterviewsOnTheShippedLawEndInTheAnswerOfTheHiddenAct) {
  const std::uint64_t seed = testing::property_seed();
  std::mt19937_64 random(seed);
  const Law law = testing::shipped_law();
  const Readings readings = default_readings(law);
  std::set<Outcome> seen;
  for (int i = 0; i < kActKindCount; ++i) {
    const auto kind = static_cast<ActKind>(i);
    Matters matters(law, readings, kind, kDay, Answer::kOutcome);
    for (const Facts& hidden : hidden_acts(law, readings, kind, random)) {
      const auto evaluation = evaluate(law, act_of(hidden), readings, kDay);
      ASSERT_TRUE(evaluation.has_value());
      seen.insert(evaluation->outcome);
      Knowledge known;
      std::vector<FactId> agenda = matters.agenda(known, all_facts(law));
      while (!agenda.empty()) {
        const std::size_t at = random() % agenda.size();
        known.stated.emplace_back(agenda[at], hidden[agenda[at]]);
        const std::size_t bound = agenda.size();
        agenda.erase(agenda.begin() + static_cast<std::ptrdiff_t>(at));
        agenda = matters.agenda(known, agenda);
        ASSERT_LT(agenda.size(), bound);
      }
      EXPECT_EQ(matters.reachable(known), std::vector<Outcome>{evaluation->outcome})
          << to_string(kind) << ", seed " << seed;
    }
  }
  EXPECT_EQ(seen.size(), 4u);
}

TEST(Matters, NamesTheStatedFactsThatConflict) {
  Law law;
  const auto add_fact = [&](const char* id) {
    Fact fact;
    fact.id = id;
    law.vocabulary.facts.push_back(fact);
  };
  for (const char* id : {"act.kind", "act.date", "f.a", "f.b", "f.c"}) add_fact(id);
  const ValueSet yes = ValueSet::of_mask(ValueSet::kYesBit);
  const ValueSet no = ValueSet::of_mask(ValueSet::kNoBit);
  // a => b
  Implication rule;
  rule.in_force.from = kDay;
  rule.antecedents = {{2, yes, std::nullopt, Compare::kEqual, false}};
  rule.consequent = {3, yes, std::nullopt, Compare::kEqual, false};
  law.implications.push_back(rule);
  Matters matters(law, {}, ActKind::kHandling, kDay, Answer::kOutcome);
  EXPECT_TRUE(matters.conflict({{{2, yes}, {3, yes}, {4, no}}, {}}).empty());
  EXPECT_EQ(matters.conflict({{{4, no}, {3, no}, {2, yes}}, {}}), (std::vector<FactId>{2, 3}));
}

}  // namespace
}  // namespace lawful
