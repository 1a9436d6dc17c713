// What instruments say of a term only once something is presumed (docs/law-language.md, Semantics 9
// and 11), by every evaluator: random laws hardly ever come to it.

#include "compile/agreement_test.h"
#include "compile/batch.h"

namespace lawful {
namespace {

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};
constexpr FactId kShelf = 2;
constexpr FactId kTerm = 3;
const ValueSet kYes = ValueSet::of_mask(ValueSet::kYesBit);
const ValueSet kNo = ValueSet::of_mask(ValueSet::kNoBit);

// A condition requires the term. It is served where the shelf is dusted, the instruments say all
// there is about it, and the shelf is presumed to be `presumed`.
class TermLaw {
 public:
  explicit TermLaw(const ValueSet& presumed) {
    law.packs.push_back(Pack{});
    law.packs.front().law = "r";
    add_fact("act.kind", FactType::kOneOf).values.resize(kActKindCount);
    add_fact("act.date", FactType::kDate);
    add_fact("shelf.dusted", FactType::kYesNo);
    add_fact("law.term", FactType::kYesNo);
    Expr always;
    always.constant = Tri::kYes;
    const ExprId yes = add(always);
    add_rule(Sort::kScope, yes, yes);
    add_rule(Sort::kCondition, yes, add(test(kTerm)));
    add_rule(Sort::kServe, add(test(kShelf)), yes).presumed_fact = kTerm;
    add_rule(Sort::kSettle, yes, yes).presumed_fact = kTerm;
    Rule& presume = add_rule(Sort::kPresume, yes, yes);
    presume.presumed_fact = kShelf;
    presume.presumed_value = presumed;
  }

  Law law;

 private:
  Fact& add_fact(const std::string& id, FactType type) {
    law.vocabulary.by_id[id] = static_cast<FactId>(law.vocabulary.facts.size());
    Fact fact;
    fact.id = id;
    fact.type = type;
    law.vocabulary.facts.push_back(fact);
    return law.vocabulary.facts.back();
  }
  static Expr test(FactId fact) {
    Expr out;
    out.op = Op::kTest;
    out.fact = fact;
    out.set = kYes;
    return out;
  }
  ExprId add(const Expr& expr) {
    law.exprs.push_back(expr);
    return static_cast<ExprId>(law.exprs.size() - 1);
  }
  Rule& add_rule(Sort sort, ExprId when, ExprId then) {
    Rule rule;
    rule.id = "r.rule" + std::to_string(law.rules.size());
    rule.group = static_cast<GroupId>(law.groups.size());
    rule.sort = sort;
    rule.when = when;
    rule.then = then;
    law.groups.push_back({rule.id, {static_cast<std::uint32_t>(law.rules.size())}, {}, {}});
    law.rules.push_back(rule);
    return law.rules.back();
  }
};

// The outcome by the interpreter, to which the others are held.
Outcome outcome_of(const Law& law, const std::vector<StatedFact>& facts) {
  Act act;
  act.facts = facts;
  const auto reference = evaluate(law, act, {}, kDay);
  const auto compiled = CompiledLaw::compile(law, {}, kDay);
  EXPECT_TRUE(reference.has_value() && compiled.has_value());
  auto prepared = compiled->prepare(act);
  Verdict verdict = compiled->verdict(act.kind);
  decide(*prepared, verdict);
  testing::expect_same(law, compiled->rules(act.kind), *reference, verdict);
  Batch batch(compiled->plan(act.kind), 1, false);
  for (const StatedFact& stated : facts)
    EXPECT_TRUE(batch.state_values(stated.fact, std::vector{stated.value}).has_value());
  batch.narrow();
  for (const Kernel kernel : {Kernel::kScalar, Kernel::kAvx2, Kernel::kAvx512}) {
    if (!is_available(kernel)) continue;
    BatchAnswer answer;
    batch.decide(answer, Batch::Want::kRules, kernel);
    EXPECT_EQ(answer.lawful[0] == 1, reference->outcome == Outcome::kLawful) << to_string(kernel);
    EXPECT_EQ(answer.unlawful[0] == 1, reference->outcome == Outcome::kUnlawful)
        << to_string(kernel);
  }
  return reference->outcome;
}

TEST(PresumedTerm, IsServedByWhatIsPresumed) {
  EXPECT_EQ(outcome_of(TermLaw(kYes).law, {}), Outcome::kLawful);
}

TEST(PresumedTerm, IsSettledByWhatIsPresumed) {
  EXPECT_EQ(outcome_of(TermLaw(kNo).law, {}), Outcome::kUnlawful);
}

TEST(PresumedTerm, StaysWhatTheActStates) {
  EXPECT_EQ(outcome_of(TermLaw(kNo).law, {{kTerm, kYes, {}}}), Outcome::kLawful);
  EXPECT_EQ(outcome_of(TermLaw(kYes).law, {{kTerm, kNo, {}}}), Outcome::kUnlawful);
}

TEST(PresumedTerm, FollowsWhatIsKnownAgainstThePresumption) {
  EXPECT_EQ(outcome_of(TermLaw(kNo).law, {{kShelf, kYes, {}}}), Outcome::kLawful);
}

}  // namespace
}  // namespace lawful
