#pragma once
// The implications of a law in force on one day, for acts of one kind, over bits: what
// Facts::propagate (rules/facts.h) does, but asked only where something has changed.
//
// Invariant: the result does not depend on the order, and neither does whether there is a
// contradiction.

#include <optional>
#include <vector>

#include "compile/ruled_out.h"
#include "rules/law.h"

namespace lawful {

// One test of an implication. Those of the kind and the day of the act are gone: they are fixed.
struct NarrowLiteral {
  FactId fact = 0;
  ValueSet set;
  bool negated = false;
  BitTest from;  // of an interval: at least its first value
  BitTest to;    // and at least what comes after its last; of other sets the whole test is `from`
  Tri value(const Bits& bits) const;
};

// antecedents all yes => consequent; without a consequent they cannot all be yes.
struct NarrowRule {
  std::vector<NarrowLiteral> antecedents;
  std::optional<NarrowLiteral> consequent;
};

class Narrowing {
 public:
  Narrowing(const Law& law, ActKind kind, Date day, const Layout& layout);

  // Narrows after the bits of `changed` facts have changed, until nothing changes. The fact of a
  // contradiction, if there is one; the bits are then of no use.
  // `changed` is used up, and keeps its room.
  std::optional<FactId> run(Bits& bits, std::vector<FactId>& changed) const;
  // Could the rule ever narrow anything, where at most the bits of `may` come to be set? Asked of
  // all that an activity leaves open (residue.h).
  static bool can_fire(const NarrowRule& rule, const Bits& may);
  // The same, towards one of its literals; null: its consequent.
  static bool can_reach(const NarrowRule& rule, const NarrowLiteral* antecedent, const Bits& may);

  // What follows from nothing at all. Empty where the implications contradict one another.
  std::optional<Bits> base() const;

  const std::vector<NarrowRule>& rules() const { return rules_; }
  // The rules that read or narrow a fact.
  const std::vector<std::uint32_t>& about(FactId fact) const { return about_[fact]; }

 private:
  enum class Effect { kNothing, kNarrowed, kContradiction };
  struct Outcome {
    Effect effect = Effect::kNothing;
    FactId fact = 0;
  };
  Outcome apply(Bits& bits, const NarrowRule& rule) const;
  Outcome make(Bits& bits, const NarrowLiteral& literal, bool to) const;

  const Layout& layout_;
  std::vector<NarrowRule> rules_;
  std::vector<std::vector<std::uint32_t>> about_;
};

}  // namespace lawful
