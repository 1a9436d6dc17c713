#pragma once
// Random small laws and acts for property tests. Built straight in the loaded form, so that
// evaluators are tested on shapes that no statute has yet. The same seed gives the same law and
// acts.

#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "rules/act.h"
#include "rules/law.h"

namespace lawful::testing {

// LAWFUL_SEED repeats a run; without it each run is new. The seed is printed, so a failure can be
// repeated.
inline std::uint64_t property_seed() {
  const char* given = std::getenv("LAWFUL_SEED");
  const std::uint64_t seed =
      given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
  std::cout << "seed " << seed << " (repeat with LAWFUL_SEED=" << seed << ")\n";
  return seed;
}

class RandomLaw {
 public:
  explicit RandomLaw(std::uint64_t seed) : random_(seed) {}

  static constexpr Date kFrom{std::chrono::year{2021}, std::chrono::month{11}, std::chrono::day{1}};
  static constexpr std::uint32_t kYesNoFacts = 6;
  static constexpr std::uint32_t kFacts =
      9;  // without kind and date: six yes-no, one one-of, two counts

  Law law() {
    Law law;
    law_ = &law;
    add_facts();
    law.packs.push_back(Pack{});
    law.packs.front().law = "r";
    law.packs.front().in_force.from = kFrom;
    law.readings.push_back(Reading{});
    law.readings.front().name = "r";
    law.readings.front().choices.resize(2);
    add_rule(Sort::kScope);
    const GroupId entitlement = add_rule(Sort::kEntitlement);
    for (int i = 0; i < 2; ++i) {
      const GroupId ground = add_rule(Sort::kGround);
      law.rules.back().entitlement = entitlement;
      law.groups[entitlement].grounds.push_back(ground);
    }
    for (int i = 0; i < 6; ++i)
      add_rule(any({Sort::kCondition, Sort::kProhibition, Sort::kObligation}));
    for (int i = 0; i < 4; ++i) add_exception();
    for (int i = 0; i < 4; ++i) add_implication();
    return law;
  }

  // The same with open terms, which serving and settling rules answer. A term is the last of the
  // facts; what serves it reads at most the terms before it.
  static constexpr std::uint32_t kTerms = 4;
  static constexpr FactId kFirstTerm = 2 + kFacts;
  Law law_with_terms() {
    Law law = this->law();
    law_ = &law;
    for (FactId term = kFirstTerm; term < kFirstTerm + kTerms; ++term) {
      add_fact("law.t" + std::to_string(term - kFirstTerm), FactType::kYesNo);
      law.vocabulary.facts.back().open_term = Provision{"r", 1, 1, 0};
      law.open_terms.push_back({term, {"r", 1, 1, 0}, {}, 0, {}});
    }
    for (int i = 0; i < 10; ++i)
      add_answer(chance(0.7) ? Sort::kServe : Sort::kSettle,
                 static_cast<FactId>(kFirstTerm + below(kTerms)));
    for (int i = 0; i < 2; ++i) {
      add_implication();
      const auto term = static_cast<FactId>(kFirstTerm + below(kTerms));
      Implication& last = law.implications.back();
      (chance(0.5) ? last.consequent : last.antecedents.front()) = {term, test(term), std::nullopt,
                                                                    Compare::kEqual, false};
    }
    return law;
  }

  // The same with routes, each of which tests a count up to `most`.
  static constexpr FactId kFirstCount = 2 + kFacts - 2;
  Law law_with_routes(std::int64_t most) {
    Law law = this->law();
    law_ = &law;
    for (int i = 0; i < 3; ++i) {
      add_rule(Sort::kRoute);
      Expr count;
      count.op = Op::kTest;
      count.fact = static_cast<FactId>(kFirstCount + below(2));
      count.set = ValueSet::of_interval(below(most), chance(0.5) ? ValueSet::kHighest : most);
      join(law.rules.back(), count);
      law.rules.back().schedule.emplace();
    }
    return law;
  }

  Act act(const Law& law, double unknown) {
    Act act;
    act.kind = any({ActKind::kHandling, ActKind::kDuty, ActKind::kClaim});
    act.in_order = chance(0.3);
    for (FactId fact = 2; fact < law.vocabulary.facts.size(); ++fact)
      if (!chance(unknown))
        act.facts.push_back({fact, value(law.vocabulary[fact], chance(0.7)), {}});
    return act;
  }

  // One value, or some values, that the fact may have.
  ValueSet value(const Fact& fact, bool single) {
    if (fact.type == FactType::kCount) {
      const std::int64_t a = below(8);
      return ValueSet::of_interval(a, single ? a : a + below(4));
    }
    const auto size =
        fact.type == FactType::kYesNo ? 2 : static_cast<std::int64_t>(fact.values.size());
    std::uint64_t mask = std::uint64_t{1} << below(size);
    if (!single) mask |= std::uint64_t{1} << below(size);
    return ValueSet::of_mask(mask);
  }

  std::int64_t below(std::int64_t end) {
    return std::uniform_int_distribution<std::int64_t>(0, end - 1)(random_);
  }
  bool chance(double p) { return std::uniform_real_distribution<double>(0, 1)(random_) < p; }
  std::mt19937_64& random() { return random_; }

 private:
  template <class T>
  T any(std::initializer_list<T> list) {
    return *(list.begin() + below(static_cast<std::int64_t>(list.size())));
  }

  void add_fact(const std::string& id, FactType type) {
    Fact fact;
    fact.id = id;
    fact.type = type;
    if (type == FactType::kOneOf) fact.values.resize(id == "act.kind" ? kActKindCount : 3);
    law_->vocabulary.by_id[id] = static_cast<FactId>(law_->vocabulary.facts.size());
    law_->vocabulary.facts.push_back(fact);
  }

  void add_facts() {
    add_fact("act.kind", FactType::kOneOf);
    add_fact("act.date", FactType::kDate);
    for (std::uint32_t i = 0; i < kYesNoFacts; ++i)
      add_fact("f.b" + std::to_string(i), FactType::kYesNo);
    add_fact("f.one", FactType::kOneOf);
    add_fact("f.n0", FactType::kCount);
    add_fact("f.n1", FactType::kCount);
  }

  FactId fact() { return static_cast<FactId>(2 + below(kFacts)); }

  ValueSet test(FactId id) {
    const Fact& fact = law_->vocabulary[id];
    if (fact.type != FactType::kCount) return value(fact, true);
    const std::int64_t bound = below(8);
    return chance(0.5) ? ValueSet::of_interval(ValueSet::kLowest, bound)
                       : ValueSet::of_interval(bound, ValueSet::kHighest);
  }

  ExprId add(Expr expr) {
    law_->exprs.push_back(std::move(expr));
    return static_cast<ExprId>(law_->exprs.size() - 1);
  }

  ExprId expr(int depth) {
    Expr out;
    if (depth == 0 || chance(0.3)) {
      out.op = chance(0.05) ? Op::kReading : Op::kTest;
      out.fact = fact();
      out.set = test(out.fact);
      out.choice = 1;
      return add(out);
    }
    out.op = any({Op::kAnd, Op::kOr, Op::kNot});
    const int kids = out.op == Op::kNot ? 1 : 2;
    for (int i = 0; i < kids; ++i) out.kids.push_back(expr(depth - 1));
    return add(out);
  }

  GroupId add_rule(Sort sort) {
    const auto group = static_cast<GroupId>(law_->groups.size());
    Rule rule;
    rule.id = "r.rule" + std::to_string(group);
    rule.group = group;
    rule.sort = sort;
    rule.cites = {{"r", 1, 1, 0}};
    rule.in_force.from = kFrom;
    rule.when = expr(2);
    rule.then = expr(2);
    law_->groups.push_back({rule.id, {static_cast<std::uint32_t>(law_->rules.size())}, {}, {}});
    law_->rules.push_back(std::move(rule));
    return group;
  }

  void add_exception() {
    const auto target = static_cast<GroupId>(below(static_cast<std::int64_t>(law_->groups.size())));
    const GroupId exception = add_rule(Sort::kException);
    law_->rules.back().targets = {target};
    law_->groups[target].exceptions.push_back(exception);
  }

  void add_answer(Sort sort, FactId term) {
    add_rule(sort);
    law_->rules.back().presumed_fact = term;
    law_->rules.back().presumed_value = ValueSet::of_mask(ValueSet::kYesBit);
    if (term == kFirstTerm || chance(0.5)) return;
    Expr before;
    before.op = Op::kTest;
    before.fact = static_cast<FactId>(kFirstTerm + below(term - kFirstTerm));
    before.set = test(before.fact);
    join(law_->rules.back(), before);
  }

  void join(Rule& rule, const Expr& other) {
    Expr both;
    both.op = any({Op::kAnd, Op::kOr});
    both.kids = {rule.when, add(other)};
    rule.when = add(both);
  }

  void add_implication() {
    Implication out;
    out.in_force.from = kFrom;
    for (int i = 0; i < 2; ++i) {
      const FactId id = fact();
      out.antecedents.push_back({id, test(id), std::nullopt, Compare::kEqual, chance(0.3)});
    }
    const FactId id = fact();
    out.consequent = {id, test(id), std::nullopt, Compare::kEqual, chance(0.3)};
    law_->implications.push_back(out);
  }

  std::mt19937_64 random_;
  Law* law_ = nullptr;
};

}  // namespace lawful::testing
