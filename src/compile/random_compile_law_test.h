#pragma once
// Random laws with everything that a compiled law must get right: presumptions, served terms, packs
// under a law and with scopes of their own, derived rules that read outcome and breaches, tests of
// the kind and the day. Built on rules/random_law_test.h.

#include "rules/random_law_test.h"

namespace lawful::testing {

class RandomCompileLaw {
 public:
  explicit RandomCompileLaw(std::uint64_t seed) : random_(seed) {}

  Law law() {
    Law law = random_.law_with_terms();
    Pack pack;
    pack.law = "i";
    pack.under = "r";
    pack.status = PackStatus::kInstrument;
    pack.in_force = law.packs.front().in_force;
    law.packs.push_back(pack);
    pack.law = "s";
    pack.under = "";
    law.packs.push_back(pack);
    if (random_.chance(0.5)) copy(law, Sort::kScope, 1);
    copy(law, Sort::kScope, 2);
    for (int i = 0; i < 4; ++i) {
      copy(law, Sort::kCondition, 1 + static_cast<std::uint32_t>(random_.below(2)));
      copy(law, Sort::kObligation, 1 + static_cast<std::uint32_t>(random_.below(2)));
    }
    for (int i = 0; i < 3; ++i) add_presumption(law);
    for (int i = 0; i < 4; ++i) add_derived(law);
    add_kind_test(law);
    return law;
  }

  RandomLaw& random() { return random_; }

 private:
  Rule& copy(Law& law, Sort sort, std::uint32_t pack) {
    // Never like a derived rule: what it reads is its own.
    const auto like = static_cast<std::size_t>(random_.below(12));
    Rule rule = law.rules[like];
    rule.then = law.rules[static_cast<std::size_t>(random_.below(12))].then;
    rule.id = "r.more" + std::to_string(law.groups.size());
    rule.group = static_cast<GroupId>(law.groups.size());
    rule.sort = sort;
    rule.pack = pack;
    rule.targets.clear();
    law.groups.push_back({rule.id, {static_cast<std::uint32_t>(law.rules.size())}, {}, {}});
    law.rules.push_back(std::move(rule));
    return law.rules.back();
  }

  // A yes-no fact, a one-of fact or an open term, as often as not presumed twice.
  void add_presumption(Law& law) {
    Rule& rule = copy(law, Sort::kPresume, 0);
    const FactId facts[] = {2, 3, 2 + RandomLaw::kYesNoFacts, RandomLaw::kFirstTerm};
    rule.presumed_fact = facts[random_.below(4)];
    rule.presumed_value = random_.value(law.vocabulary[rule.presumed_fact], true);
  }

  void add_derived(Law& law) {
    const std::uint32_t pack = static_cast<std::uint32_t>(random_.below(3));
    Rule& rule = copy(law, Sort::kDerived, pack);
    Expr about;
    switch (random_.below(3)) {
      case 0:
        about.op = Op::kOutcome;
        about.outcomes = static_cast<std::uint8_t>(1 + random_.below(14));
        break;
      case 1:
        about.op = Op::kViolated;
        about.index = static_cast<std::uint32_t>(random_.below(std::ssize(law.groups)));
        break;
      default:
        about.op = Op::kBreached;
    }
    Expr both;
    both.op = random_.chance(0.5) ? Op::kAnd : Op::kOr;
    law.exprs.push_back(about);
    both.kids = {random_.chance(0.5) ? rule.when : rule.then,
                 static_cast<ExprId>(law.exprs.size() - 1)};
    law.exprs.push_back(both);
    (random_.chance(0.7) ? rule.when : rule.then) = static_cast<ExprId>(law.exprs.size() - 1);
  }

  void add_kind_test(Law& law) {
    Expr test;
    test.op = Op::kTest;
    test.fact = kActKind;
    test.set = ValueSet::of_mask(static_cast<std::uint64_t>(1 + random_.below(1022)));
    law.exprs.push_back(test);
    Expr both;
    both.op = Op::kAnd;
    Rule& rule = law.rules[static_cast<std::size_t>(random_.below(std::ssize(law.rules)))];
    both.kids = {rule.when, static_cast<ExprId>(law.exprs.size() - 1)};
    law.exprs.push_back(both);
    rule.when = static_cast<ExprId>(law.exprs.size() - 1);
    Implication& last = law.implications.back();
    last.antecedents.push_back({kActKind, test.set, std::nullopt, Compare::kEqual, false});
  }

  RandomLaw random_;
};

}  // namespace lawful::testing
