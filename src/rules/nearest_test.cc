#include "rules/nearest.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

struct Case {
  std::string_view a;
  std::string_view b;
  std::size_t distance;
};
class EditDistance : public testing::TestWithParam<Case> {};
TEST_P(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance(GetParam().a, GetParam().b), GetParam().distance);
  EXPECT_EQ(edit_distance(GetParam().b, GetParam().a), GetParam().distance);
}
INSTANTIATE_TEST_SUITE_P(SmallWords, EditDistance,
                         testing::Values(Case{"", "", 0}, Case{"", "abc", 3}, Case{"abc", "abc", 0},
                                         Case{"gven", "given", 1}, Case{"giben", "given", 1},
                                         Case{"igven", "given", 1}, Case{"kitten", "sitting", 3},
                                         Case{"ca", "abc", 3}));

TEST(Nearest, OffersTheFirstOfTheNamesWithTheFewestEdits) {
  EXPECT_EQ(nearest("consent.gven", {"consent.valid", "consent.given", "consent.giben"}),
            "consent.given");
}

TEST(Nearest, IsEmptyWhenEveryNameIsFar) {
  EXPECT_EQ(nearest("consent.given", {"notice.before", "x"}), "");
  EXPECT_EQ(nearest("", {}), "");
}

}  // namespace
}  // namespace lawful
