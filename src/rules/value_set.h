#pragma once
// The values that a fact may still have: a set of named values, or an interval of whole numbers or
// days.
//
// Discrete facts (yes-no, one-of) use a mask, bit i for value i; for yes-no, bit 0 is no and bit 1
// is yes. Counts and dates use a closed interval; a date is its number of days since 1970-01-01.
//
// Invariants
//   1. A set is either discrete or an interval for its whole life; operations never mix the two
//   (CHECKed).
//   2. An interval is empty when low > high.

#include <cstdint>
#include <limits>

#include "rules/tri.h"

namespace lawful {

class ValueSet {
 public:
  static constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  static constexpr std::uint64_t kNoBit = 1;
  static constexpr std::uint64_t kYesBit = 2;

  ValueSet() = default;  // the empty discrete set
  static ValueSet of_mask(std::uint64_t mask);
  static ValueSet of_interval(std::int64_t low, std::int64_t high);

  bool is_interval() const { return interval_; }
  std::uint64_t mask() const;  // CHECKs that the set is discrete
  std::int64_t low() const;    // CHECK that the set is an interval
  std::int64_t high() const;

  bool empty() const;
  bool single() const;  // exactly one value is left: the fact is known
  bool contains(const ValueSet& other) const;
  bool disjoint(const ValueSet& other) const;
  ValueSet intersect(const ValueSet& other) const;
  // This set without `other`. An interval loses `other` only where what is left is an interval
  // again; otherwise the set is returned unchanged, which keeps more values possible than need be,
  // never fewer.
  ValueSet without(const ValueSet& other) const;
  // Is a value of this set surely in `test`?
  Tri within(const ValueSet& test) const;

  bool operator==(const ValueSet&) const = default;

 private:
  bool interval_ = false;
  std::uint64_t mask_ = 0;
  std::int64_t low_ = 0;
  std::int64_t high_ = 0;
};

}  // namespace lawful
