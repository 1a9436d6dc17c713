#pragma once
// A law on one day, under one choice of readings and for one kind of act, as one circuit: what
// `evaluate` (rules/evaluation.h) computes rule by rule, said once for every act. With an activity
// given, what it fixes is folded in, and what is left is the residue.
//
//   breach     of a rule: yes where it is violated, unknown where it is open, no where it is met,
//              excepted, not triggered or left out because its pack does not speak to the act
//
// Left out: whether a rule that is not breached is met, excepted or not triggered, and why. The
// reference tells that.

#include <optional>
#include <vector>

#include "base/result.h"
#include "compile/circuit.h"
#include "compile/ruled_out.h"
#include "rules/evaluation.h"
#include "rules/law.h"

namespace lawful {

// What is fixed before a law is compiled. A fact that is not `live` keeps the values that `bits`
// leaves it; one that is live may still be learned about.
struct Given {
  Bits bits;
  std::vector<bool> live;
};

// A leaf of the circuit: a test of one fact, or whether a fact is still open to a presumption.
struct LeafTest {
  FactId fact = 0;
  BitTest test;
  bool is_open_test = false;  // yes: not known, and `set` is possible; no: otherwise
  ValueSet set;
};

struct RuleSlot {
  std::uint32_t rule = 0;
  Ref breach;
  bool assumable = false;  // open under `in-order`: assumed to be met
};

// A term that instruments answer while facts are prepared.
struct TermSlot {
  FactId fact = 0;
  Ref serves;
  Ref settles;
};

struct LawCircuit {
  Circuit circuit;
  std::vector<LeafTest> tests;  // by index of kTest
  std::vector<TermSlot> terms;  // on what is known, before anything is presumed
  // Rules that can be breached: those of the first layer that facts can still change, then derived
  // ones that they can, then those whose breach is fixed; each in the order of the law.
  std::vector<RuleSlot> rules;
  std::size_t first_layer = 0;  // where the derived ones begin
  std::size_t live = 0;         // where the fixed ones begin
  Ref in_scope;
  Ref breached;           // `or` of the breaches that decide and, under `in-order`, may be assumed
  Ref breached_entitled;  // the same of those that are never assumed
  Ref reached;            // surely: some rule that decides speaks to the act
};

// Errors: kInvalid for a law beyond what a circuit can say: a presumption of several values or of a
// count, more than 32 presumptions of one fact, terms that serve one another in a circle.
Result<LawCircuit> law_circuit(const Law& law, const Readings& readings, ActKind kind, Date day,
                               const Layout& layout, const Given* given);

}  // namespace lawful
