#include "rules/value_set.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

ValueSet span(std::int64_t low, std::int64_t high) { return ValueSet::of_interval(low, high); }

// All intervals over 0..5 as the slow, obvious sets of their members.
std::uint64_t members(const ValueSet& set) {
  std::uint64_t mask = 0;
  for (std::int64_t v = 0; v <= 5; ++v)
    if (!set.empty() && set.low() <= v && v <= set.high()) mask |= std::uint64_t{1} << v;
  return mask;
}

TEST(ValueSet, IntervalsBehaveLikeTheSetsOfTheirMembers) {
  for (std::int64_t a = 0; a <= 5; ++a)
    for (std::int64_t b = a - 1; b <= 5; ++b)
      for (std::int64_t c = 0; c <= 5; ++c)
        for (std::int64_t d = c - 1; d <= 5; ++d) {
          const ValueSet x = span(a, b);
          const ValueSet y = span(c, d);
          const std::uint64_t mx = members(x);
          const std::uint64_t my = members(y);
          EXPECT_EQ(x.contains(y), (my & ~mx) == 0);
          EXPECT_EQ(x.disjoint(y), (mx & my) == 0);
          EXPECT_EQ(members(x.intersect(y)), mx & my);
          // `without` may keep too much, never too little, and is exact at the ends.
          const std::uint64_t left = members(x.without(y));
          EXPECT_EQ((mx & ~my) & ~left, 0U);
          const bool at_an_end = c <= a || d >= b;
          if (at_an_end) {
            EXPECT_EQ(left, mx & ~my);
          }
        }
}

TEST(ValueSet, WithinIsYesNoOrUnknown) {
  EXPECT_EQ(span(3, 5).within(span(0, 13)), Tri::kYes);
  EXPECT_EQ(span(14, 20).within(span(0, 13)), Tri::kNo);
  EXPECT_EQ(span(13, 14).within(span(0, 13)), Tri::kUnknown);
  const ValueSet any = ValueSet::of_mask(ValueSet::kNoBit | ValueSet::kYesBit);
  EXPECT_EQ(any.within(ValueSet::of_mask(ValueSet::kYesBit)), Tri::kUnknown);
  EXPECT_EQ(ValueSet::of_mask(ValueSet::kNoBit).within(ValueSet::of_mask(ValueSet::kYesBit)),
            Tri::kNo);
}

TEST(ValueSet, TheLastDayAndTheHighestCountDoNotOverflow) {
  const ValueSet all = span(ValueSet::kLowest, ValueSet::kHighest);
  EXPECT_TRUE(all.without(all).empty());
  EXPECT_EQ(all.without(span(ValueSet::kLowest, 13)).low(), 14);
  EXPECT_EQ(all.without(span(14, ValueSet::kHighest)).high(), 13);
}

TEST(Tri, FollowsTheTruthTables) {
  constexpr Tri kAll[] = {Tri::kNo, Tri::kUnknown, Tri::kYes};
  for (Tri a : kAll)
    for (Tri b : kAll) {
      const bool a_no = a == Tri::kNo;
      const bool b_no = b == Tri::kNo;
      const bool both_yes = a == Tri::kYes && b == Tri::kYes;
      EXPECT_EQ(tri_and(a, b), a_no || b_no ? Tri::kNo : both_yes ? Tri::kYes : Tri::kUnknown);
      EXPECT_EQ(tri_or(a, b), tri_not(tri_and(tri_not(a), tri_not(b))));
    }
  EXPECT_EQ(tri_not(Tri::kUnknown), Tri::kUnknown);
  EXPECT_EQ(tri_not(Tri::kYes), Tri::kNo);
}

}  // namespace
}  // namespace lawful
