#pragma once
// What is known about an act as bits, one for each value that can still be ruled out. All bits 0:
// nothing is known. Knowing more only ever sets bits, and never clears one.
//
//   yes-no   two bits: `no` is ruled out, `yes` is ruled out
//   one-of   one bit a value
//   count    for each cut point c (rules/cut_points.h), in rising order, two bits: everything below
//   date     c is ruled out, c and everything above is ruled out
//
// The layout belongs to one law on one day. A fact that no rule or implication can tell apart has
// no bits, and so have the kind and the day of the act, which are fixed when a law is compiled.
//
// Invariants
//   1. The bits of a count or date are closed: what rules out everything below 14 rules out
//   everything below 10.
//   2. `contradicts` is true exactly where the reference (rules/facts.h) has an empty set of
//   values.

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/cut_points.h"
#include "rules/law.h"

namespace lawful {

// The bits of one act; see Layout.
using Bits = std::vector<std::uint64_t>;

// `mask` within one word of Bits. Holds where all of its bits are set; an empty mask always holds.
struct Mask {
  std::uint32_t word = 0;
  std::uint64_t mask = 0;
  bool holds(const Bits& bits) const { return (bits[word] & mask) == mask; }
};

// A test of one fact in three values: surely yes, surely no, or neither.
struct BitTest {
  Mask yes;
  Mask no;
  Tri value(const Bits& bits) const {
    return yes.holds(bits) ? Tri::kYes : no.holds(bits) ? Tri::kNo : Tri::kUnknown;
  }
};

class Layout {
 public:
  Layout(const Law& law, Date day);

  std::size_t words() const { return words_; }
  // `fact` is at least `cut`, one of its cut points.
  BitTest at_least(FactId fact, std::int64_t cut) const;
  // The value of a yes-no or one-of fact lies within `set`.
  BitTest within(FactId fact, const ValueSet& set) const;

  // Rules out what lies outside of `set`; any set that ValueSet can hold, cut points or not. False
  // when nothing changed.
  bool keep(Bits& bits, FactId fact, const ValueSet& set) const;
  // Rules out `set`, as ValueSet::without does: an interval loses only its ends. `set` begins and
  // ends at cut points.
  bool drop(Bits& bits, FactId fact, const ValueSet& set) const;
  // Is no value of the fact left?
  bool contradicts(const Bits& bits, FactId fact) const;
  // Is exactly one value of a yes-no or one-of fact left?
  bool known(const Bits& bits, FactId fact) const;
  // The values that are left of a fact; nothing where none is ruled out. A count or date begins and
  // ends at cut points.
  std::optional<ValueSet> value(const Bits& bits, FactId fact) const;
  // Can the fact still have a value within `set`? Yes-no and one-of facts.
  bool possible(const Bits& bits, FactId fact, const ValueSet& set) const;

  // Where the bits of a fact stand, one after the other, for those who move them about in bulk.
  struct Place {
    std::uint32_t first = 0;  // number of the first bit
    std::uint32_t width = 0;  // 0: the fact has none
  };
  Place place(FactId fact) const { return places_[fact]; }
  const std::vector<std::int64_t>& cuts(FactId fact) const { return cuts_[fact]; }

 private:
  bool is_ordered(FactId fact) const { return !cuts_[fact].empty(); }
  Mask bit(std::uint32_t number) const;
  bool set(Bits& bits, std::uint32_t number) const;
  std::uint64_t value_bits(const Bits& bits, FactId fact) const;
  std::uint64_t all_values(FactId fact) const;
  std::optional<std::uint32_t> cut_index(FactId fact, std::int64_t cut) const;
  bool rule_out_below(Bits& bits, FactId fact, std::uint32_t cut) const;
  bool rule_out_from(Bits& bits, FactId fact, std::uint32_t cut) const;

  std::size_t words_ = 0;
  std::vector<Place> places_;
  std::vector<std::vector<std::int64_t>> cuts_;
};

}  // namespace lawful
