#include "prove/flaws.h"

#include <map>
#include <set>
#include <tuple>

#include "gtest/gtest.h"
#include "prove/completion_test.h"
#include "prove/flaw_claims.h"
#include "rules/interpreter.h"
#include "rules/random_law_test.h"
#include "rules/shipped_law_test.h"

namespace lawful {
namespace {

using testing::RandomLaw;

constexpr ActKind kKind = ActKind::kHandling;
const Progress kQuiet = [](std::size_t, std::size_t) {};

// Two rules in one relation: an exception and what it releases; a rule and one that it repeats.
using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

// What some completion shows, found by trying all of them.
struct Tried {
  std::set<std::uint32_t> triggered;
  std::set<std::uint32_t> breached;
  Pairs releases;
  Pairs releases_unmet;
  Pairs bites;
  Pairs breached_alone;
  int completions = 0;
  int fewest = 1'000;  // breaches of an act in scope
};

class Trial {
 public:
  explicit Trial(const Law& law) : law_(law), cuts_(cut_points(law, RandomLaw::kFrom)) {}

  Tried run() {
    for (std::uint32_t choice = 0; choice < 2; ++choice) {
      readings_ = {choice};
      fill(Facts(law_, kKind, RandomLaw::kFrom), kActDate + 1);
    }
    return std::move(out_);
  }

 private:
  void fill(const Facts& known, FactId next) {
    if (next == law_.vocabulary.facts.size()) return judge(known);
    const auto found = cuts_.find(next);
    const std::set<std::int64_t> cuts =
        found == cuts_.end() ? std::set<std::int64_t>{} : found->second;
    for (const ValueSet& value : testing::values_of(law_.vocabulary[next], cuts)) {
      Facts more = known;
      if (more.state(next, value) || more.propagate()) continue;
      fill(more, next + 1);
    }
  }

  void judge(const Facts& facts) {
    const auto judged = evaluate(law_, testing::act_of(facts), readings_, RandomLaw::kFrom);
    if (!judged) return;
    ++out_.completions;
    Interpreter interpreter(law_, judged->facts, readings_, judged->day);
    std::set<std::uint32_t> breached;
    int counting = 0;
    for (const RuleResult& result : judged->rules) {
      if (result.status != Status::kViolated) continue;
      breached.insert(result.rule);
      counting += result.counting ? 1 : 0;
    }
    const bool in_scope = judged->scopes.front().in_scope == Tri::kYes;
    if (in_scope) out_.fewest = std::min(out_.fewest, counting);
    for (std::uint32_t i = 0; i < law_.rules.size(); ++i) {
      const Sort sort = law_.rules[i].sort;
      const bool when = interpreter.step(law_.rules[i].when).value == Tri::kYes;
      const bool speaks = sort == Sort::kScope       ? when
                          : sort == Sort::kException ? when
                                                     : when && in_scope;
      if (sort == Sort::kScope ? in_scope : speaks) out_.triggered.insert(i);
      if (speaks) target(i, interpreter.rule(i));
    }
    for (const std::uint32_t one : breached) {
      out_.breached.insert(one);
      for (std::uint32_t other = 0; other < law_.rules.size(); ++other)
        if (!breached.contains(other)) out_.breached_alone.insert({one, other});
    }
  }

  void target(std::uint32_t rule, const RuleResult& result) {
    const bool unmet = !is_first_layer(law_.rules[rule].sort) || result.requirement == Tri::kNo;
    for (const ExceptionResult& each : result.exceptions) {
      const std::pair both{each.rule, rule};
      if (each.when.value == Tri::kYes) out_.releases.insert(both);
      if (unmet && each.value == Tri::kYes) out_.releases_unmet.insert(both);
      if (unmet && each.value == Tri::kNo) out_.bites.insert(both);
    }
  }

  const Law& law_;
  const CutPoints cuts_;
  Readings readings_;
  Tried out_;
};

std::uint32_t rule_of(const Law& law, GroupId group) { return law.groups[group].versions.front(); }

struct Found {
  std::set<std::uint32_t> never_in_scope;
  std::set<std::uint32_t> never_triggered;
  Pairs never;
  Pairs always;
  std::set<std::uint32_t> redundant;
  bool impossible = false;
  int fewest = 0;  // breaches that no handling can help
};

Found sorted(const Law& law, const std::vector<Flaw>& flaws) {
  Found out;
  for (const Flaw& flaw : flaws) {
    switch (flaw.sort) {
      case FlawSort::kImpossible:
        out.impossible = true;
        break;
      case FlawSort::kNeverInScope:
        out.never_in_scope.insert(flaw.rules.front());
        break;
      case FlawSort::kNeverTriggered:
        out.never_triggered.insert(flaw.rules.front());
        break;
      case FlawSort::kNeverReleases:
      case FlawSort::kAlwaysReleases:
        for (const GroupId target : flaw.groups)
          (flaw.sort == FlawSort::kNeverReleases ? out.never : out.always)
              .insert({flaw.rules.front(), rule_of(law, target)});
        break;
      case FlawSort::kRedundant:
        out.redundant.insert(rule_of(law, flaw.groups.front()));
        break;
      case FlawSort::kUnsatisfiable:
        if (std::ranges::count(flaw.kinds, kKind) != 0)
          out.fewest = static_cast<int>(flaw.breached.size());
        break;
      case FlawSort::kNoOverlap:
      case FlawSort::kTwoValues:
      case FlawSort::kGainsaid:
        ADD_FAILURE() << "the random law has no overlaps, presumptions and instruments";
    }
  }
  return out;
}

// The same judgement from what was tried, rule by rule.
void compare(const Law& law, const Tried& tried, const Found& found) {
  const bool in_scope = tried.triggered.contains(0);  // the only scope is the first rule
  EXPECT_EQ(found.never_in_scope.contains(0), !in_scope);
  for (std::uint32_t i = 1; i < law.rules.size(); ++i) {
    const Rule& rule = law.rules[i];
    const bool dead = rule.sort != Sort::kException && !tried.triggered.contains(i);
    EXPECT_EQ(found.never_triggered.contains(i), in_scope && dead) << i;
    for (const GroupId group : rule.targets) {
      const std::uint32_t target = rule_of(law, group);
      const std::pair both{i, target};
      const bool lives = tried.triggered.contains(target);
      EXPECT_EQ(found.never.contains(both), lives && !tried.releases.contains(both)) << i;
      EXPECT_EQ(found.always.contains(both),
                tried.releases_unmet.contains(both) && !tried.bites.contains(both))
          << i;
    }
    if (!is_first_layer(rule.sort)) continue;
    bool redundant = false;
    for (std::uint32_t k = 1; k < law.rules.size(); ++k) {
      if (k == i || law.rules[k].sort != rule.sort) continue;
      const bool repeats = tried.breached.contains(i) && !tried.breached_alone.contains({i, k});
      const bool equal = !tried.breached_alone.contains({k, i});
      redundant |= repeats && (!equal || k < i);
    }
    EXPECT_EQ(found.redundant.contains(i), redundant) << i;
  }
  EXPECT_EQ(found.fewest, in_scope ? tried.fewest : 0);
}

// Each flaw of random laws is found, and nothing else, by trying every completion.
TEST(Flaws, AreThoseOfEveryCompletionTried) {
  const std::uint64_t seed = testing::property_seed();
  std::map<FlawSort, int> seen;
  for (std::uint64_t i = 0; i < 40; ++i) {
    SCOPED_TRACE("seed " + std::to_string(seed + i));
    const Law law = RandomLaw(seed + i).law();
    const std::vector<Flaw> flaws = find_flaws(law, kQuiet);
    for (const Flaw& flaw : flaws) ++seen[flaw.sort];
    const Tried tried = Trial(law).run();
    const Found found = sorted(law, flaws);
    ASSERT_EQ(found.impossible, tried.completions == 0);
    if (!found.impossible) compare(law, tried, found);
    ASSERT_FALSE(::testing::Test::HasFailure());
  }
  EXPECT_GT(seen[FlawSort::kNeverReleases], 5);
  EXPECT_GT(seen[FlawSort::kAlwaysReleases] + seen[FlawSort::kRedundant], 0);
}

// A fact of its own, which two rules presume to be yes and to be no, each under a random condition.
Law with_presumptions(Law law, bool implied) {
  const auto presumed = static_cast<FactId>(law.vocabulary.facts.size());
  Fact fact;
  fact.id = "f.presumed";
  fact.type = FactType::kYesNo;
  law.vocabulary.facts.push_back(fact);
  for (const std::uint64_t value : {ValueSet::kYesBit, ValueSet::kNoBit}) {
    Rule rule = law.rules[value == ValueSet::kYesBit ? 5 : 6];
    rule.id = "r.presumption" + std::to_string(law.groups.size());
    rule.group = static_cast<GroupId>(law.groups.size());
    rule.sort = Sort::kPresume;
    rule.presumed_fact = presumed;
    rule.presumed_value = ValueSet::of_mask(value);
    law.groups.push_back({rule.id, {static_cast<std::uint32_t>(law.rules.size())}, {}, {}});
    law.rules.push_back(std::move(rule));
  }
  if (implied) {
    Implication last = law.implications.front();
    last.consequent = {presumed, ValueSet::of_mask(ValueSet::kYesBit), std::nullopt,
                       Compare::kEqual, false};
    law.implications.push_back(std::move(last));
  }
  return law;
}

// Is there a completion of the act in which the presumed fact has this value?
bool can_be(const Law& law, const Witness& witness, std::uint64_t value) {
  Solver solver;
  const Encoding encoding(law, witness.readings, witness.act.kind, witness.day(), solver);
  const auto presumed = static_cast<FactId>(law.vocabulary.facts.size() - 1);
  std::vector<Lit> stated = encoding.stated(presumed, ValueSet::of_mask(value));
  for (const StatedFact& fact : witness.act.facts)
    for (const Lit lit : encoding.stated(fact.fact, fact.value)) stated.push_back(lit);
  return solver.solve(stated);
}

// Two presumptions that clash in some random act are found; and what is found clashes.
TEST(Flaws, AreTwoPresumptionsThatClashInSomeAct) {
  const std::uint64_t seed = testing::property_seed();
  int clashes = 0;
  for (std::uint64_t i = 0; i < 40; ++i) {
    SCOPED_TRACE("seed " + std::to_string(seed + i));
    RandomLaw random(seed + i);
    const Law law = with_presumptions(random.law(), i % 2 == 0);
    const Claims claims(law);
    const auto one = static_cast<std::uint32_t>(law.rules.size() - 2);
    const auto clash = [&](const Witness& witness) {
      return claims.both_presume(one, one + 1, witness) &&
             can_be(law, witness, ValueSet::kYesBit) && can_be(law, witness, ValueSet::kNoBit);
    };
    bool found = false;
    bool impossible = false;
    for (const Flaw& flaw : find_flaws(law, kQuiet)) {
      impossible |= flaw.sort == FlawSort::kImpossible;
      if (flaw.sort != FlawSort::kTwoValues) continue;
      found = true;
      EXPECT_TRUE(clash(flaw.witness));
    }
    bool tried = false;
    for (int k = 0; k < 100 && !impossible; ++k) {
      Witness witness{random.act(law, 0.3), {static_cast<std::uint32_t>(random.below(2))}};
      witness.act.at = Period{RandomLaw::kFrom, RandomLaw::kFrom};
      std::erase_if(witness.act.facts, [&](const StatedFact& fact) {
        return fact.fact + 1 == law.vocabulary.facts.size();
      });
      tried |= clash(witness);
    }
    EXPECT_TRUE(found || !tried);
    clashes += tried ? 1 : 0;
    ASSERT_FALSE(::testing::Test::HasFailure());
  }
  EXPECT_GT(clashes, 3);
}

TEST(Flaws, AreNoneOfTheShippedLaw) {
  const Law law = testing::shipped_law();
  EXPECT_GT(proof_days(law).size(), 10u);
  for (const Flaw& flaw : find_flaws(law, kQuiet))
    ADD_FAILURE() << "sort " << static_cast<int>(flaw.sort) << ": run `lawful law check`";
}

}  // namespace
}  // namespace lawful
