#pragma once
// A law compiled for one day and one choice of readings: many acts are decided with it, fast.
//
//   auto law = CompiledLaw::compile(loaded, readings, day);          once; some tens of ms
//   auto facts = law->prepare(ActKind::kHandling);                   nothing known
//   facts.state(fact, ValueSet::of_mask(ValueSet::kYesBit));         …
//   facts.narrow();                                                  what follows; contradictions
//   Verdict verdict = law->verdict(ActKind::kHandling);              room for an answer, once
//   decide(facts, verdict);                                          about a microsecond
//
// Agrees with `evaluate` (rules/evaluation.h) on every act: the outcome, the violated rules and the
// open ones. compiled_law_test.cc holds it to that, on random laws and on the law of this
// repository.
//
// Valid on the days [day, valid_until): until then no pack, rule or parameter changes, and no test
// of the day itself. A compiled law is constant and may be shared by threads; prepared facts and
// verdicts belong to one thread each. The law must outlive it.

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "compile/law_circuit.h"
#include "compile/narrowing.h"
#include "compile/program.h"
#include "compile/ruled_out.h"
#include "compile/verdict.h"
#include "rules/act.h"

namespace lawful {

// Everything that decides acts of one kind, or of one activity (residue.h).
struct Plan {
  Plan(const Law& law, const Layout& layout, const Narrowing& narrowing, Bits base,
       LawCircuit circuit);

  const Law* law;
  const Layout* layout;
  const Narrowing* narrowing;
  Bits base;  // what is known of every act
  LawCircuit circuit;
  Program terms;  // two roots for each term: serves, settles
  Program program;
  std::vector<bool> may_state;  // by fact
  std::vector<bool> live;       // by fact: more may be learned about it
  Bits may;                     // what may come to be ruled out of them
  // By slot of a rule.
  std::vector<std::uint64_t> assumable;
  std::vector<std::uint64_t> always_violated;
  std::vector<std::uint64_t> always_open;

  Verdict verdict() const;
};

class PreparedFacts {
 public:
  // States that `fact` lies within `set`, which is not empty. Errors: kInvalid for a fact that is
  // stated twice, that is the kind or the day of the act or fixed by the activity, or whose values
  // `set` is not of.
  Result<void> state(FactId fact, const ValueSet& set);

  // Draws what follows from what is stated: implications, and what instruments say. To be called
  // once all is stated. Errors: kInvalid, naming a fact that contradicts others; then it stays so,
  // and nothing can be decided, until reset().
  Result<void> narrow();

  void set_in_order(bool in_order) { in_order_ = in_order; }
  // Forgets everything that was stated; cheaper than new facts.
  void reset();

  const Bits& bits() const { return bits_; }
  bool in_order() const { return in_order_; }

 private:
  friend void decide(PreparedFacts& facts, Verdict& verdict);
  friend class CompiledLaw;
  friend class Residue;
  explicit PreparedFacts(const Plan& plan);
  bool answer_terms();

  const Plan* plan_;
  Bits bits_;
  std::vector<FactId> changed_;
  std::vector<bool> stated_;
  std::vector<Byte> slots_;       // of the program; the leaves stand in it once narrowed
  std::vector<Byte> term_slots_;  // of the terms' program
  bool in_order_ = false;
  bool narrowed_ = false;
  std::optional<FactId> contradictory_;
};

class CompiledLaw {
 public:
  // Errors: as law_circuit() has them, and kInvalid where the implications leave no act of some
  // kind possible.
  static Result<CompiledLaw> compile(const Law& law, const Readings& readings, Date day);

  PreparedFacts prepare(ActKind kind) const;
  // The facts of an act, narrowed. Errors: kInvalid, as PreparedFacts has them.
  Result<PreparedFacts> prepare(const Act& act) const;

  // Room for an answer about acts of `kind`, to be used again and again.
  Verdict verdict(ActKind kind) const { return plan(kind).verdict(); }
  // What the slots of a verdict about `kind` stand for.
  std::span<const RuleSlot> rules(ActKind kind) const { return plan(kind).circuit.rules; }

  const Law& law() const { return *law_; }
  const Readings& readings() const { return readings_; }
  Date day() const { return day_; }
  std::optional<Date> valid_until() const { return valid_until_; }
  const Layout& layout() const { return *layout_; }
  const Plan& plan(ActKind kind) const { return *plans_[index(kind)]; }

 private:
  static std::size_t index(ActKind kind) { return static_cast<std::size_t>(kind); }

  const Law* law_ = nullptr;
  Readings readings_;
  Date day_{};
  std::optional<Date> valid_until_;
  std::unique_ptr<Layout> layout_;
  std::array<std::unique_ptr<Narrowing>, kActKindCount> narrowings_;
  std::array<std::unique_ptr<Plan>, kActKindCount> plans_;
};

// Decides narrowed facts by the plan that they were prepared for. CHECKs that they are narrowed and
// that the verdict has room for that plan's rules.
void decide(PreparedFacts& facts, Verdict& verdict);

// Puts the leaves of `program` into their slots.
void fill_leaves(const Program& program, const std::vector<LeafTest>& tests, const Layout& layout,
                 const Bits& bits, Byte* slots);

// The first day after `day` on which the answers of a law compiled for it may change.
std::optional<Date> end_of_validity(const Law& law, Date day);

}  // namespace lawful
