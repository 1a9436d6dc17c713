#include "compile/batch.h"

#include "compile/agreement_test.h"
#include "compile/random_act_test.h"
#include "compile/random_compile_law_test.h"
#include "compile/residue.h"
#include "rules/shipped_law_test.h"

namespace lawful {
namespace {

using testing::expect_same;
using testing::RandomCompileLaw;
using testing::RandomLaw;

constexpr Date kDay{std::chrono::year{2024}, std::chrono::month{5}, std::chrono::day{1}};

bool bit(const Column& column, std::size_t i) { return (column[i / 64] >> i % 64 & 1) != 0; }

// The answer about one case, taken out of the columns.
Verdict verdict_at(const BatchAnswer& answer, std::size_t i) {
  const std::size_t rules = answer.violated.size();
  Verdict out{Outcome::kUndetermined, false, RuleSet(rules), RuleSet(rules), RuleSet(rules)};
  if (bit(answer.lawful, i)) out.outcome = Outcome::kLawful;
  if (bit(answer.unlawful, i)) out.outcome = Outcome::kUnlawful;
  if (bit(answer.out_of_scope, i)) out.outcome = Outcome::kOutOfScope;
  for (std::size_t r = 0; r < rules; ++r) {
    if (bit(answer.violated[r], i)) out.violated.insert(r);
    if (bit(answer.open[r], i)) out.open.insert(r);
    if (bit(answer.assumed[r], i)) out.assumed.insert(r);
  }
  return out;
}

bool operator==(const BatchAnswer& a, const BatchAnswer& b) {
  return a.lawful == b.lawful && a.unlawful == b.unlawful && a.out_of_scope == b.out_of_scope &&
         a.violated == b.violated && a.open == b.open && a.assumed == b.assumed;
}

Batch batch_of(const Law& law, const Plan& plan, const std::vector<Act>& acts, bool in_order,
               RandomLaw& random) {
  Batch batch(plan, acts.size(), in_order);
  for (FactId fact = kActDate + 1; fact < law.vocabulary.facts.size(); ++fact) {
    if (!plan.may_state[fact]) continue;
    const ValueSet all = law.vocabulary[fact].all();
    std::vector<ValueSet> values(acts.size(), all);
    Column known((acts.size() + 63) / 64);
    Column yes(known.size());
    bool plain = law.vocabulary[fact].type == FactType::kYesNo;
    for (std::size_t i = 0; i < acts.size(); ++i)
      for (const StatedFact& stated : acts[i].facts) {
        if (stated.fact != fact) continue;
        values[i] = stated.value;
        if (!plain || !stated.value.single()) continue;
        known[i / 64] |= std::uint64_t{1} << i % 64;
        if (stated.value.mask() == ValueSet::kYesBit) yes[i / 64] |= std::uint64_t{1} << i % 64;
      }
    if (plain && random.chance(0.5))
      EXPECT_TRUE(batch.state_bits(fact, known, yes).has_value());
    else
      EXPECT_TRUE(batch.state_values(fact, values).has_value());
  }
  batch.narrow();
  return batch;
}

// Every case against the reference, every kernel against the others. How many were decided.
int compare(const Law& law, const CompiledLaw& compiled, const Plan& plan,
            const std::vector<Act>& wholes, const Batch& batch, Date day) {
  BatchAnswer answer;
  batch.decide(answer, Batch::Want::kRules, Kernel::kScalar);
  for (const Kernel kernel : {Kernel::kAvx2, Kernel::kAvx512}) {
    if (!is_available(kernel)) continue;
    BatchAnswer wide;
    batch.decide(wide, Batch::Want::kRules, kernel);
    EXPECT_TRUE(wide == answer) << to_string(kernel);
    BatchAnswer brief;
    batch.decide(brief, Batch::Want::kOutcomes, kernel);
    EXPECT_EQ(brief.lawful, answer.lawful);
    EXPECT_EQ(brief.unlawful, answer.unlawful);
  }
  int decided = 0;
  for (std::size_t i = 0; i < wholes.size(); ++i) {
    const auto reference = evaluate(law, wholes[i], compiled.readings(), day);
    EXPECT_EQ(bit(batch.contradictory(), i), !reference.has_value());
    if (!reference) continue;
    Verdict fast = verdict_at(answer, i);
    fast.reached = reference->reached;  // which a batch does not tell
    expect_same(law, plan.circuit.rules, *reference, fast);
    ++decided;
    if (::testing::Test::HasFailure()) break;
  }
  return decided;
}

TEST(Batch, AgreesWithTheInterpreterOnRandomLaws) {
  const std::uint64_t seed = testing::property_seed();
  int decided = 0;
  for (std::uint64_t i = 0; i < 60; ++i) {
    RandomCompileLaw random(seed + i);
    const Law law = random.law();
    const auto compiled = CompiledLaw::compile(law, {1}, kDay);
    if (!compiled) continue;
    const Act like = random.random().act(law, 1);
    std::vector<Act> acts(static_cast<std::size_t>(1 + random.random().below(600)), like);
    for (Act& act : acts) {
      act.facts = random.random().act(law, 0.5).facts;
    }
    const Plan& plan = compiled->plan(like.kind);
    const Batch batch = batch_of(law, plan, acts, like.in_order, random.random());
    decided += compare(law, *compiled, plan, acts, batch, kDay);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed + i;
  }
  EXPECT_GT(decided, 3000);
}

// A residue's batch: the activity is declared once, and the columns hold what varies.
TEST(Batch, OfAResidueAgreesWithTheInterpreterOnRandomLaws) {
  const std::uint64_t seed = testing::property_seed();
  int decided = 0;
  for (std::uint64_t i = 0; i < 100; ++i) {
    RandomCompileLaw random(seed + i);
    const Law law = random.law();
    const auto compiled = CompiledLaw::compile(law, {1}, kDay);
    if (!compiled) continue;
    const Act declared = random.random().act(law, 0.7);
    Activity activity{declared.kind, declared.facts, declared.in_order, {}};
    for (FactId fact = 2; fact < law.vocabulary.facts.size(); ++fact) {
      const bool stated = std::ranges::any_of(
          declared.facts, [&](const StatedFact& each) { return each.fact == fact; });
      if (!stated && random.random().chance(0.6)) activity.varying.push_back(fact);
    }
    const auto residue = Residue::specialise(*compiled, activity);
    if (!residue) continue;
    std::vector<Act> varying(100, declared);
    std::vector<Act> wholes(100, declared);
    for (std::size_t k = 0; k < varying.size(); ++k) {
      varying[k].facts.clear();
      for (const StatedFact& stated : random.random().act(law, 0.4).facts)
        if (std::ranges::find(activity.varying, stated.fact) != activity.varying.end())
          varying[k].facts.push_back(stated);
      wholes[k].facts.insert(wholes[k].facts.end(), varying[k].facts.begin(),
                             varying[k].facts.end());
    }
    const Batch batch = batch_of(law, residue->plan(), varying, declared.in_order, random.random());
    decided += compare(law, *compiled, residue->plan(), wholes, batch, kDay);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed + i;
  }
  EXPECT_GT(decided, 1000);
}

TEST(Batch, AgreesWithTheInterpreterOnTheShippedLaw) {
  const std::uint64_t seed = testing::property_seed();
  RandomLaw random(seed);
  const Law law = testing::shipped_law();
  const auto compiled = CompiledLaw::compile(law, default_readings(law), kDay);
  ASSERT_TRUE(compiled.has_value());
  for (const ActKind kind : {ActKind::kHandling, ActKind::kTransfer, ActKind::kFine}) {
    std::vector<Act> acts;
    for (int i = 0; i < 12; ++i) {
      acts.push_back(testing::random_act(law, kind, kDay, random, i % 3 == 0 ? 1 : 0.2));
      acts.back().in_order = false;
    }
    const Plan& plan = compiled->plan(kind);
    const Batch batch = batch_of(law, plan, acts, false, random);
    compare(law, *compiled, plan, acts, batch, kDay);
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
  }
}

class BatchErrors : public ::testing::Test {
 protected:
  const Law law = testing::shipped_law();
  const CompiledLaw compiled = *CompiledLaw::compile(law, default_readings(law), kDay);
  FactId fact(const char* id) const { return *law.vocabulary.find(id); }
};

TEST_F(BatchErrors, RefuseColumnsThatDoNotFit) {
  Batch batch(compiled.plan(ActKind::kHandling), 100, false);
  const Column two(2);
  const Column three(3);
  const FactId consent = fact("consent.given");
  EXPECT_EQ(batch.state_bits(consent, three, three).error().message,
            "the column of `consent.given` has 3 entries where the batch has 2");
  EXPECT_EQ(batch.state_bits(consent, two, three).error().message,
            "the column of `consent.given` has 3 entries where the batch has 2");
  EXPECT_EQ(batch.state_values(consent, std::vector<ValueSet>(99)).error().message,
            "the column of `consent.given` has 99 entries where the batch has 100");
  EXPECT_EQ(batch.state_values(consent, std::vector<ValueSet>(100)).error().message,
            "entry 0 is not a value that `consent.given` can have");
  EXPECT_EQ(batch.state_bits(fact("actor.kind"), two, two).error().message,
            "`actor.kind` is not a yes-no fact");
  EXPECT_EQ(batch.state_bits(kActKind, two, two).error().message,
            "`act.kind` is fixed and cannot be stated");
  EXPECT_TRUE(batch.state_bits(consent, two, two).has_value());
  EXPECT_EQ(batch.state_bits(consent, two, two).error().message, "`consent.given` is stated twice");
}

TEST_F(BatchErrors, NoCaseIsNoAnswer) {
  Batch batch(compiled.plan(ActKind::kHandling), 0, false);
  batch.narrow();
  BatchAnswer answer;
  batch.decide(answer, Batch::Want::kRules);
  EXPECT_TRUE(answer.lawful.empty() && batch.contradictory().empty());
}

}  // namespace
}  // namespace lawful
