#pragma once
// Expressions in three values as a graph without repetition: the one form from which every fast
// evaluator is made. A node is built only after the nodes that it reads, and two nodes that say the
// same are one node.
//
//   Ref      a node, or its negation: kYes, kNo and kUnknown are always there
//   and_of   strong Kleene `and`; `or` and `not` come from it and from negated references
//   test     a leaf: a test of what is known about one fact (ruled_out.h)
//
// and the steps of the semantics that are not Kleene's, each with its reason in
// docs/law-language.md:
//
//   possible(x)   yes unless x is surely no: rules of a pack that surely does not speak to the act
//                 are left out
//   assumed(x)    with `in-order` an unknown x is no, otherwise x: an open rule that is assumed met
//   presumed      a leaf that one of several presumptions may have set while it was unknown
//   served        a term: as known, else yes where an instrument serves it, else no where one
//                 settles it
//   outcome       a test of the outcome, for derived rules
//
// Simplified by what holds in every lattice with an involution: constants, repetition, nesting. Not
// by excluded middle: `x or not x` is unknown when x is.

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "compile/ruled_out.h"
#include "rules/tri.h"

namespace lawful {

class Ref {
 public:
  constexpr Ref() = default;
  constexpr Ref(std::uint32_t node, bool negated) : code_(node << 1 | (negated ? 1U : 0U)) {}
  constexpr std::uint32_t node() const { return code_ >> 1; }
  constexpr bool negated() const { return (code_ & 1) != 0; }
  constexpr Ref operator!() const { return node() == 1 ? *this : Ref(node(), !negated()); }
  constexpr auto operator<=>(const Ref&) const = default;

 private:
  std::uint32_t code_ = 0;
};
constexpr Ref kYesRef{0, false};
constexpr Ref kNoRef{0, true};
constexpr Ref kUnknownRef{1, false};

enum class NodeOp : std::uint8_t {
  kYes,
  kUnknown,
  kTest,      // index = test
  kAnd,       // inputs
  kPossible,  // inputs: x
  kAssumed,   // inputs: x
  kPresumed,  // inputs: the leaf, then for each presumption its condition and whether the fact is
              // still open to it; index: bit i is what presumption i makes of the leaf
  kServed,    // inputs: the leaf, whether something serves it, whether that is all
  kOutcome,   // outcomes = index, bit i for Outcome(i)
};

struct CircuitNode {
  NodeOp op = NodeOp::kYes;
  std::uint32_t index = 0;
  std::vector<Ref> inputs;
  auto operator<=>(const CircuitNode&) const = default;
};

// The first whose condition is surely so, of those that the fact is still open to, decides.
struct Presumption {
  Ref condition;
  Ref open;
  bool becomes = false;
};

class Circuit {
 public:
  static constexpr std::size_t kMostPresumptions = 32;  // of one fact

  Circuit();

  Ref and_of(std::vector<Ref> parts);
  Ref or_of(std::vector<Ref> parts);
  Ref test(std::uint32_t index) { return add({NodeOp::kTest, index, {}}); }
  Ref possible(Ref x);
  Ref assumed(Ref x);
  Ref presumed(Ref leaf, const std::vector<Presumption>& presumptions);
  Ref served(Ref leaf, Ref serves, Ref settles);
  Ref outcome(std::uint32_t outcomes) { return add({NodeOp::kOutcome, outcomes, {}}); }

  const std::vector<CircuitNode>& nodes() const { return nodes_; }
  const CircuitNode& operator[](Ref ref) const { return nodes_[ref.node()]; }

 private:
  Ref add(CircuitNode node);

  std::vector<CircuitNode> nodes_;
  std::map<CircuitNode, std::uint32_t> known_;
};

// The value of a constant; nothing for any other reference.
constexpr bool is_constant(Ref ref) { return ref.node() <= 1; }
constexpr Tri constant_value(Ref ref) {
  return ref == kYesRef ? Tri::kYes : ref == kNoRef ? Tri::kNo : Tri::kUnknown;
}
constexpr Ref constant_ref(Tri value) {
  return value == Tri::kYes ? kYesRef : value == Tri::kNo ? kNoRef : kUnknownRef;
}

}  // namespace lawful
