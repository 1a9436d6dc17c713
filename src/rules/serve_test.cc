#include "rules/serve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "rules/random_law_test.h"

namespace lawful {
namespace {

using testing::property_seed;
using testing::RandomLaw;

constexpr int kLaws = 150;
constexpr int kActs = 20;
const ValueSet kYes = ValueSet::of_mask(ValueSet::kYesBit);
const ValueSet kNo = ValueSet::of_mask(ValueSet::kNoBit);

// Three-valued logic, written out again from the truth tables of docs/law-language.md.
Tri value_of(const Law& law, const Facts& facts, const Readings& readings, ExprId id) {
  const Expr& expr = law.exprs[id];
  std::vector<Tri> kids;
  for (const ExprId kid : expr.kids) kids.push_back(value_of(law, facts, readings, kid));
  const auto has = [&](Tri value) { return std::ranges::find(kids, value) != kids.end(); };
  const bool unknown = has(Tri::kUnknown);
  switch (expr.op) {
    case Op::kAnd:
      return has(Tri::kNo) ? Tri::kNo : unknown ? Tri::kUnknown : Tri::kYes;
    case Op::kOr:
      return has(Tri::kYes) ? Tri::kYes : unknown ? Tri::kUnknown : Tri::kNo;
    case Op::kNot:
      return unknown ? Tri::kUnknown : has(Tri::kYes) ? Tri::kNo : Tri::kYes;
    case Op::kReading:
      return readings[expr.index] == expr.choice ? Tri::kYes : Tri::kNo;
    default:
      if (facts[expr.fact].intersect(expr.set).empty()) return Tri::kNo;
      return facts[expr.fact].intersect(expr.set) == facts[expr.fact] ? Tri::kYes : Tri::kUnknown;
  }
}

// What the instruments answer to `term` as things stand: nothing, yes or no.
std::optional<ValueSet> answer_to(const Law& law, const Facts& facts, const Readings& readings,
                                  FactId term) {
  bool served = false;
  bool open = false;
  bool settled = false;
  for (const Rule& rule : law.rules) {
    if (rule.presumed_fact != term) continue;
    const Tri value = value_of(law, facts, readings, rule.when);
    if (rule.sort == Sort::kServe) served |= value == Tri::kYes;
    if (rule.sort == Sort::kServe) open |= value == Tri::kUnknown;
    if (rule.sort == Sort::kSettle) settled |= value == Tri::kYes;
  }
  if (served) return kYes;
  if (settled && !open) return kNo;
  return std::nullopt;
}

// The oracle: round after round, every term is asked on what the round before left.
std::optional<Facts> slowly(const Law& law, Facts facts, const Readings& readings) {
  for (bool changed = true; changed;) {
    changed = false;
    if (facts.propagate()) return std::nullopt;
    const Facts before = facts;
    for (const OpenTerm& term : law.open_terms) {
      const std::optional<ValueSet> answer = answer_to(law, before, readings, term.fact);
      if (!answer) continue;
      if (facts.state(term.fact, *answer)) return std::nullopt;
      changed |= facts[term.fact] != before[term.fact];
    }
  }
  return facts;
}

Facts facts_of(const Law& law, const Act& act) {
  Facts facts(law, act.kind, RandomLaw::kFrom);
  for (const StatedFact& stated : act.facts)
    EXPECT_FALSE(facts.state(stated.fact, stated.value).has_value());
  return facts;
}

// Most acts leave the terms to the instruments.
Act act_of(RandomLaw& random, const Law& law, double unknown) {
  Act act = random.act(law, unknown);
  if (random.chance(0.8))
    std::erase_if(act.facts,
                  [](const StatedFact& each) { return each.fact >= RandomLaw::kFirstTerm; });
  return act;
}

void expect_same(const Law& law, const Facts& a, const Facts& b) {
  for (FactId id = 0; id < law.vocabulary.facts.size(); ++id)
    ASSERT_EQ(a[id], b[id]) << law.vocabulary[id].id;
}

TEST(Serve, AgreesWithTheSlowWayAndOnlyNarrows) {
  RandomLaw random(property_seed());
  int answered = 0;
  int refused = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law_with_terms();
    for (int j = 0; j < kActs; ++j) {
      const Facts facts = facts_of(law, act_of(random, law, 0.4));
      const Readings readings{static_cast<std::uint32_t>(random.below(2))};
      const auto served = serve(law, facts, readings);
      const auto expected = slowly(law, facts, readings);
      ASSERT_EQ(served.has_value(), expected.has_value());
      if (!served) {
        ASSERT_FALSE(served.error().facts.empty());
        ++refused;
        continue;
      }
      expect_same(law, served->facts, *expected);
      for (FactId id = 0; id < law.vocabulary.facts.size(); ++id)
        ASSERT_EQ(served->facts[id].intersect(facts[id]), served->facts[id]);
      answered += static_cast<int>(served->served.size());
    }
  }
  EXPECT_GT(answered, 1'000);
  EXPECT_GT(refused, 50);
}

// The same law with its rules in another order.
Law shuffled(const Law& law, std::mt19937_64& random) {
  std::vector<std::uint32_t> order(law.rules.size());
  std::iota(order.begin(), order.end(), 0U);
  std::shuffle(order.begin(), order.end(), random);
  Law out = law;
  for (std::uint32_t to = 0; to < order.size(); ++to) {
    out.rules[to] = law.rules[order[to]];
    out.groups[out.rules[to].group].versions = {to};
  }
  return out;
}

std::vector<std::string> names_of(const Law& law, const ServedFacts& facts) {
  std::vector<std::string> out;
  for (const Served& each : facts.served)
    out.push_back(law.rules[each.rule].id + (each.yes ? " yes" : " no"));
  std::ranges::sort(out);
  return out;
}

TEST(Serve, DoesNotDependOnTheOrderOfTheRules) {
  RandomLaw random(property_seed());
  int compared = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law_with_terms();
    const Law other = shuffled(law, random.random());
    for (int j = 0; j < kActs; ++j) {
      const Act act = act_of(random, law, 0.4);
      const auto a = serve(law, facts_of(law, act), {0});
      const auto b = serve(other, facts_of(other, act), {0});
      ASSERT_EQ(a.has_value(), b.has_value());
      if (!a) continue;
      expect_same(law, a->facts, b->facts);
      ASSERT_EQ(names_of(law, *a), names_of(other, *b));
      ++compared;
    }
  }
  EXPECT_GT(compared, 1'000);
}

void terms_in(const Law& law, ExprId id, std::vector<FactId>& out) {
  if (law.exprs[id].op == Op::kTest && law.exprs[id].fact >= RandomLaw::kFirstTerm)
    out.push_back(law.exprs[id].fact);
  for (const ExprId kid : law.exprs[id].kids) terms_in(law, kid, out);
}

// Ordinary logic, where every fact has one value.
bool plain(const Law& law, const Facts& facts, ExprId id) {
  const Expr& expr = law.exprs[id];
  const auto holds = [&](ExprId kid) { return plain(law, facts, kid); };
  switch (expr.op) {
    case Op::kAnd:
      return std::ranges::all_of(expr.kids, holds);
    case Op::kOr:
      return std::ranges::any_of(expr.kids, holds);
    case Op::kNot:
      return !holds(expr.kids.front());
    case Op::kReading:
      return expr.choice == 0;  // the first choice is the reading below
    default:
      return expr.set.contains(facts[expr.fact]);
  }
}

TEST(Serve, WithEveryFactKnownATermIsWhatServesItAndNoOnlyWhereThatIsAll) {
  RandomLaw random(property_seed());
  int yes = 0;
  int no = 0;
  int left_open = 0;
  for (int i = 0; i < kLaws; ++i) {
    Law law = random.law_with_terms();
    law.implications.clear();  // they say more than the instruments
    for (int j = 0; j < kActs; ++j) {
      Act act = random.act(law, 0.0);
      act.facts.clear();
      for (FactId id = 2; id < RandomLaw::kFirstTerm; ++id)
        act.facts.push_back({id, random.value(law.vocabulary[id], true), {}});
      const auto served = serve(law, facts_of(law, act), {0});
      ASSERT_TRUE(served.has_value());
      for (FactId term = RandomLaw::kFirstTerm; term < law.vocabulary.facts.size(); ++term) {
        bool known = true;
        bool any = false;
        bool settled = false;
        for (const Rule& rule : law.rules) {
          if (rule.presumed_fact != term) continue;
          std::vector<FactId> read;
          terms_in(law, rule.when, read);
          for (const FactId each : read) known &= served->facts.known(each);
          if (!known) break;
          (rule.sort == Sort::kServe ? any : settled) |= plain(law, served->facts, rule.when);
        }
        if (!known) continue;
        const ValueSet expected = any ? kYes : settled ? kNo : law.vocabulary[term].all();
        ASSERT_EQ(served->facts[term], expected) << law.vocabulary[term].id;
        ++(any ? yes : settled ? no : left_open);
      }
    }
  }
  EXPECT_GT(yes, 500);
  EXPECT_GT(no, 100);
  EXPECT_GT(left_open, 100);
}

TEST(Serve, WhatIsDecidedStaysSoWhenMoreIsStated) {
  RandomLaw random(property_seed());
  int compared = 0;
  int gained = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law_with_terms();
    for (int j = 0; j < kActs; ++j) {
      Facts facts = facts_of(law, act_of(random, law, 0.7));
      const auto before = serve(law, facts, {0});
      if (!before) continue;
      const auto more = static_cast<FactId>(2 + random.below(RandomLaw::kFacts));
      const ValueSet value = random.value(law.vocabulary[more], true);
      if (!before->facts[more].contains(value) || facts.state(more, value)) continue;
      const auto after = serve(law, facts, {0});
      if (!after) continue;  // that value contradicts the law
      ++compared;
      for (FactId id = 0; id < law.vocabulary.facts.size(); ++id) {
        ASSERT_EQ(after->facts[id].intersect(before->facts[id]), after->facts[id]);
        if (id >= RandomLaw::kFirstTerm && before->facts.known(id)) {
          ASSERT_EQ(after->facts[id], before->facts[id]) << law.vocabulary[id].id;
        }
        gained += id >= RandomLaw::kFirstTerm && !before->facts.known(id) && after->facts.known(id);
      }
    }
  }
  EXPECT_GT(compared, 500);
  EXPECT_GT(gained, 50);
}

}  // namespace
}  // namespace lawful
