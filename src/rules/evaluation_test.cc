#include "rules/evaluation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "rules/random_law_test.h"

namespace lawful {
namespace {

using testing::property_seed;
using testing::RandomLaw;

constexpr int kLaws = 150;
constexpr int kActs = 20;

// The meaning of an expression when every fact has one value: ordinary logic, written as plainly as
// can be.
bool plain(const Law& law, const Facts& facts, const Readings& readings, ExprId id) {
  const Expr& expr = law.exprs[id];
  switch (expr.op) {
    case Op::kAnd:
      return std::all_of(expr.kids.begin(), expr.kids.end(),
                         [&](ExprId kid) { return plain(law, facts, readings, kid); });
    case Op::kOr:
      return std::any_of(expr.kids.begin(), expr.kids.end(),
                         [&](ExprId kid) { return plain(law, facts, readings, kid); });
    case Op::kNot:
      return !plain(law, facts, readings, expr.kids.front());
    case Op::kReading:
      return readings[expr.index] == expr.choice;
    default:
      return expr.set.contains(facts[expr.fact]);
  }
}

bool released(const Law& law, const Facts& facts, const Readings& readings, GroupId group) {
  for (GroupId id : law.groups[group].exceptions) {
    const Rule& exception = law.rules[law.groups[id].versions.front()];
    if (plain(law, facts, readings, exception.when) && !released(law, facts, readings, id))
      return true;
  }
  return false;
}

// The outcome when nothing is unknown, from the words of docs/law-language.md.
Outcome plain_outcome(const Law& law, const Facts& facts, const Readings& readings) {
  bool unlawful = false;
  bool reached = false;
  const bool power = facts.kind() == ActKind::kClaim;
  for (const Rule& rule : law.rules) {
    const bool applies = plain(law, facts, readings, rule.when);
    const bool out = released(law, facts, readings, rule.group);
    if (rule.sort == Sort::kScope && (!applies || out)) return Outcome::kOutOfScope;
    if (!is_counting(rule.sort, facts.kind()) || !applies) continue;
    reached |= !power || rule.sort == Sort::kEntitlement;
    if (out) continue;
    bool met = rule.sort != Sort::kEntitlement && plain(law, facts, readings, rule.then);
    for (GroupId ground : law.groups[rule.group].grounds)
      met |= plain(law, facts, readings, law.rules[law.groups[ground].versions.front()].when) &&
             !released(law, facts, readings, ground);
    unlawful |= !met;
  }
  if (unlawful) return Outcome::kUnlawful;
  return reached ? Outcome::kLawful : Outcome::kUndetermined;
}

// `act` with every fact of `facts` pinned to one of its possible values; none when implications
// forbid the choice.
std::optional<Act> completed(RandomLaw& random, const Law& law, const Act& act,
                             const Facts& facts) {
  Act out = act;
  out.facts.clear();
  for (FactId id = 2; id < law.vocabulary.facts.size(); ++id) {
    ValueSet pick = random.value(law.vocabulary[id], true);
    for (int i = 0; i < 50 && !facts[id].contains(pick); ++i)
      pick = random.value(law.vocabulary[id], true);
    if (!facts[id].contains(pick)) return std::nullopt;
    out.facts.push_back({id, pick, {}});
  }
  return out;
}

bool all_known(const Law& law, const Facts& facts) {
  for (FactId id = 0; id < law.vocabulary.facts.size(); ++id)
    if (!facts.known(id)) return false;
  return true;
}

TEST(Evaluation, WithEveryFactKnownItIsOrdinaryLogic) {
  RandomLaw random(property_seed());
  int compared = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law();
    for (int j = 0; j < kActs; ++j) {
      const Act act = random.act(law, 0.0);
      for (const Readings& readings : {Readings{0}, Readings{1}}) {
        const auto result = evaluate(law, act, readings, RandomLaw::kFrom);
        if (!result || !all_known(law, result->facts)) continue;
        ++compared;
        ASSERT_EQ(result->outcome, plain_outcome(law, result->facts, readings));
      }
    }
  }
  EXPECT_GT(compared, 100);
}

TEST(Evaluation, AKnownOutcomeHoldsWhateverTheUnknownFactsTurnOutToBe) {
  RandomLaw random(property_seed());
  int compared = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law();
    for (int j = 0; j < kActs; ++j) {
      Act act = random.act(law, 0.6);
      act.in_order = false;
      const auto partial = evaluate(law, act, {0}, RandomLaw::kFrom);
      if (!partial || partial->outcome == Outcome::kUndetermined) continue;
      const auto whole = completed(random, law, act, partial->facts);
      if (!whole) continue;
      const auto full = evaluate(law, *whole, {0}, RandomLaw::kFrom);
      if (!full) continue;  // that completion contradicts an implication
      ++compared;
      ASSERT_EQ(partial->outcome, full->outcome);
    }
  }
  EXPECT_GT(compared, 100);
}

TEST(Evaluation, AViolationOrAReleaseNeverDisappearsWhenMoreIsKnown) {
  RandomLaw random(property_seed());
  int compared = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law();
    for (int j = 0; j < kActs; ++j) {
      Act act = random.act(law, 0.6);
      act.in_order = false;
      const auto partial = evaluate(law, act, {0}, RandomLaw::kFrom);
      if (!partial) continue;
      const auto whole = completed(random, law, act, partial->facts);
      const auto full = whole ? evaluate(law, *whole, {0}, RandomLaw::kFrom) : partial;
      if (!full || full->rules.size() != partial->rules.size()) continue;
      for (std::size_t r = 0; r < partial->rules.size(); ++r) {
        const bool before = partial->rules[r].status == Status::kViolated;
        const bool after = full->rules[r].status == Status::kViolated;
        if (partial->rules[r].status != Status::kOpen) {
          ASSERT_EQ(before, after) << law.rules[partial->rules[r].rule].id;
          ++compared;
        }
      }
    }
  }
  EXPECT_GT(compared, 1000);
}

TEST(Evaluation, InOrderAssumesOpenRulesAndNothingElse) {
  RandomLaw random(property_seed());
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law();
    for (int j = 0; j < kActs; ++j) {
      Act act = random.act(law, 0.6);
      act.in_order = false;
      const auto without = evaluate(law, act, {0}, RandomLaw::kFrom);
      act.in_order = true;
      const auto with = evaluate(law, act, {0}, RandomLaw::kFrom);
      ASSERT_EQ(without.has_value(), with.has_value());
      if (!with) continue;
      for (std::size_t r = 0; r < with->rules.size(); ++r) {
        const Status before = without->rules[r].status;
        const bool entitlement = law.rules[with->rules[r].rule].sort == Sort::kEntitlement;
        ASSERT_EQ(with->rules[r].status,
                  before == Status::kOpen && !entitlement ? Status::kAssumed : before);
      }
      if (without->outcome != Outcome::kUndetermined) {
        ASSERT_EQ(with->outcome, without->outcome);
      }
      ASSERT_TRUE(with->outcome != Outcome::kUnlawful || without->outcome == Outcome::kUnlawful);
    }
  }
}

TEST(Facts, PropagationDoesNotDependOnTheOrderOfImplications) {
  RandomLaw random(property_seed());
  int compared = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law();
    Law shuffled = law;
    std::shuffle(shuffled.implications.begin(), shuffled.implications.end(), random.random());
    for (int j = 0; j < kActs; ++j) {
      const Act act = random.act(law, 0.5);
      const auto a = evaluate(law, act, {0}, RandomLaw::kFrom);
      const auto b = evaluate(shuffled, act, {0}, RandomLaw::kFrom);
      ASSERT_EQ(a.has_value(), b.has_value());
      if (!a) continue;
      for (FactId id = 0; id < law.vocabulary.facts.size(); ++id)
        ASSERT_EQ(a->facts[id], b->facts[id]);
      ++compared;
    }
  }
  EXPECT_GT(compared, 100);
}

TEST(Facts, PropagationKeepsEveryCompletionThatTheImplicationsAllow) {
  RandomLaw random(property_seed());
  int allowed = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law();
    for (int j = 0; j < kActs; ++j) {
      const Act whole = random.act(law, 0.0);
      Facts full(law, whole.kind, RandomLaw::kFrom);
      bool single = true;
      for (const StatedFact& stated : whole.facts) {
        single &= stated.value.single();
        ASSERT_FALSE(full.state(stated.fact, stated.value));
      }
      if (!single || full.propagate()) continue;
      Facts part(law, whole.kind, RandomLaw::kFrom);
      for (const StatedFact& stated : whole.facts)
        if (random.chance(0.5)) {
          ASSERT_FALSE(part.state(stated.fact, stated.value));
        }
      ASSERT_FALSE(part.propagate());
      ++allowed;
      for (const StatedFact& stated : whole.facts)
        ASSERT_TRUE(part[stated.fact].contains(stated.value));
    }
  }
  EXPECT_GT(allowed, 50);
}

}  // namespace
}  // namespace lawful
