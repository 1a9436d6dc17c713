#include "prove/cure.h"

#include <algorithm>
#include <map>
#include <set>

#include "gtest/gtest.h"
#include "prove/completion_test.h"
#include "prove/encoding.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

using testing::RandomLaw;

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};

// Who has the facts in hand, as a random law leaves it open: some of them nobody, so that there are
// few enough to try all ways of changing them.
void hand_out(Law& law, RandomLaw& random, int tellable) {
  std::vector<FactId> facts;
  for (FactId id = kActDate + 1; id < law.vocabulary.facts.size(); ++id) facts.push_back(id);
  std::shuffle(facts.begin(), facts.end(), random.random());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    Fact& fact = law.vocabulary.facts[facts[i]];
    if (i >= static_cast<std::size_t>(tellable) || fact.open_term) continue;
    fact.control = random.chance(0.5) ? Control::kHandler : Control::kIndividual;
    if (random.chance(0.3)) fact.effort = static_cast<int>(1 + random.below(4));
  }
}

using Changes = std::map<FactId, ValueSet>;

// Every way to change an act, by brute force; of those that cure it the cheapest.
class Brute {
 public:
  Brute(const Law& law, const Readings& readings, const Act& act)
      : law_(law),
        readings_(readings),
        act_(act),
        cuts_(cut_points(law, kDay)),
        encoding_(law, readings, act.kind, kDay, solver_) {
    Changes changes;
    const auto stated = evaluate(law, act, readings, kDay);
    if (stated && in_scope(*stated)) enumerate(kActDate + 1, 0, changes);
  }

  int effort() const { return best_; }  // -1: there is no cure
  const std::vector<Changes>& cures() const { return cures_; }

 private:
  bool in_scope(const Evaluation& evaluation) const {
    return std::any_of(evaluation.scopes.begin(), evaluation.scopes.end(), [&](const auto& scope) {
      return law_.packs[scope.pack].under.empty() && scope.in_scope == Tri::kYes;
    });
  }

  void enumerate(FactId id, int effort, Changes& changes) {
    if (best_ >= 0 && effort > best_) return;
    if (id == law_.vocabulary.facts.size()) {
      if (!is_cure(changes)) return;
      if (best_ < 0 || effort < best_) cures_.clear();
      best_ = effort;
      cures_.push_back(changes);
      return;
    }
    enumerate(id + 1, effort, changes);
    const auto price = law_.vocabulary.effort_of(id, act_.kind);
    if (!price) return;
    const auto found = cuts_.find(id);
    for (const ValueSet& value :
         testing::values_of(law_.vocabulary[id],
                            found == cuts_.end() ? std::set<std::int64_t>{} : found->second)) {
      changes[id] = value;
      enumerate(id + 1, effort + *price, changes);
      changes.erase(id);
    }
  }

  bool is_cure(const Changes& changes) {
    Cure cure;
    for (const auto& [fact, to] : changes) cure.changes.push_back({fact, {}, to});
    const Act changed = cured(act_, cure);
    const auto found = evaluate(law_, changed, readings_, kDay);
    if (!found || found->outcome != Outcome::kLawful) return false;
    std::vector<Lit> assumed{encoding_.outcome(Outcome::kLawful)};
    for (const StatedFact& stated : changed.facts)
      for (const Lit lit : encoding_.stated(stated.fact, stated.value)) assumed.push_back(lit);
    return solver_.solve(assumed);
  }

  const Law& law_;
  const Readings& readings_;
  const Act& act_;
  CutPoints cuts_;
  Solver solver_;
  Encoding encoding_;
  int best_ = -1;
  std::vector<Changes> cures_;
};

bool covers(const Cure& cure, const Changes& changes) {
  if (cure.changes.size() != changes.size()) return false;
  return std::all_of(cure.changes.begin(), cure.changes.end(), [&](const Change& change) {
    const auto found = changes.find(change.fact);
    return found != changes.end() && !found->second.disjoint(change.to);
  });
}

void expect_smallest(const Law& law, const Readings& readings, const Act& act,
                     const CureAnswer& answer, const Brute& brute) {
  ASSERT_EQ(answer.cures.empty(), brute.effort() < 0);
  ASSERT_FALSE(answer.too_large);
  for (const Cure& cure : answer.cures) {
    EXPECT_EQ(cure.effort, brute.effort());
    const auto found = evaluate(law, cured(act, cure), readings, kDay);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->outcome, Outcome::kLawful);
    EXPECT_TRUE(std::any_of(brute.cures().begin(), brute.cures().end(),
                            [&](const Changes& changes) { return covers(cure, changes); }));
  }
  if (answer.more) {
    EXPECT_EQ(answer.cures.size(), kCuresMax);
    return;
  }
  for (const Changes& changes : brute.cures())
    EXPECT_TRUE(std::any_of(answer.cures.begin(), answer.cures.end(),
                            [&](const Cure& cure) { return covers(cure, changes); }));
}

void expect_same(const CureAnswer& a, const CureAnswer& b) {
  EXPECT_EQ(a.more, b.more);
  ASSERT_EQ(a.cures.size(), b.cures.size());
  for (std::size_t i = 0; i < a.cures.size(); ++i) {
    ASSERT_EQ(a.cures[i].changes.size(), b.cures[i].changes.size());
    for (std::size_t k = 0; k < a.cures[i].changes.size(); ++k) {
      EXPECT_EQ(a.cures[i].changes[k].fact, b.cures[i].changes[k].fact);
      EXPECT_EQ(a.cures[i].changes[k].to, b.cures[i].changes[k].to);
    }
  }
  EXPECT_EQ(a.obstacle.rules, b.obstacle.rules);
  EXPECT_EQ(a.obstacle.facts, b.obstacle.facts);
}

TEST(Cures, AreTheSmallestOnRandomLaws) {
  const std::uint64_t seed = testing::property_seed();
  int cured_acts = 0;
  int needed_changes = 0;
  int hopeless = 0;
  for (std::uint64_t i = 0; i < 120; ++i) {
    RandomLaw random(seed + i);
    Law law = i % 3 == 0   ? random.law()
              : i % 3 == 1 ? testing::with_instruments(random.law())
                           : random.law_with_terms();
    hand_out(law, random, 5);
    const Readings readings{static_cast<std::uint32_t>(random.below(2))};
    std::map<ActKind, Cures> cures;
    for (int k = 0; k < 4; ++k) {
      const Act act = random.act(law, 0.4);
      if (!evaluate(law, act, readings, kDay)) continue;
      const auto place = cures.try_emplace(act.kind, law, readings, act.kind, kDay).first;
      const auto answer = place->second.smallest(act);
      ASSERT_TRUE(answer.has_value());
      const Brute brute(law, readings, act);
      expect_smallest(law, readings, act, *answer, brute);
      // What was asked before leaves no trace.
      expect_same(*answer, *Cures(law, readings, act.kind, kDay).smallest(act));
      ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed + i << ", act " << k;
      cured_acts += brute.effort() >= 0;
      needed_changes += brute.effort() > 0;
      hopeless += brute.effort() < 0;
    }
  }
  EXPECT_GT(needed_changes, 10);
  EXPECT_GT(hopeless, 10);
  std::cout << cured_acts << " cured, " << needed_changes << " by changes, " << hopeless
            << " without cure\n";
}

}  // namespace
}  // namespace lawful
