#include "rules/value_set.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace lawful {

ValueSet ValueSet::of_mask(std::uint64_t mask) {
  ValueSet set;
  set.mask_ = mask;
  return set;
}

ValueSet ValueSet::of_interval(std::int64_t low, std::int64_t high) {
  ValueSet set;
  set.interval_ = true;
  set.low_ = low;
  set.high_ = high;
  return set;
}

std::uint64_t ValueSet::mask() const {
  CHECK(!interval_);
  return mask_;
}

std::int64_t ValueSet::low() const {
  CHECK(interval_);
  return low_;
}

std::int64_t ValueSet::high() const {
  CHECK(interval_);
  return high_;
}

bool ValueSet::empty() const { return interval_ ? low_ > high_ : mask_ == 0; }

bool ValueSet::single() const { return interval_ ? low_ == high_ : std::has_single_bit(mask_); }

bool ValueSet::contains(const ValueSet& other) const {
  CHECK(interval_ == other.interval_);
  if (other.empty()) return true;
  if (interval_) return low_ <= other.low_ && other.high_ <= high_;
  return (other.mask_ & ~mask_) == 0;
}

bool ValueSet::disjoint(const ValueSet& other) const { return intersect(other).empty(); }

ValueSet ValueSet::intersect(const ValueSet& other) const {
  CHECK(interval_ == other.interval_);
  if (interval_) return of_interval(std::max(low_, other.low_), std::min(high_, other.high_));
  return of_mask(mask_ & other.mask_);
}

ValueSet ValueSet::without(const ValueSet& other) const {
  CHECK(interval_ == other.interval_);
  if (!interval_) return of_mask(mask_ & ~other.mask_);
  if (disjoint(other)) return *this;
  const bool covers_low = other.low_ <= low_;
  const bool covers_high = other.high_ >= high_;
  if (covers_low && covers_high) return of_interval(1, 0);
  if (covers_low) return of_interval(other.high_ + 1, high_);
  if (covers_high) return of_interval(low_, other.low_ - 1);
  return *this;
}

Tri ValueSet::within(const ValueSet& test) const {
  if (test.contains(*this)) return Tri::kYes;
  return disjoint(test) ? Tri::kNo : Tri::kUnknown;
}

}  // namespace lawful
