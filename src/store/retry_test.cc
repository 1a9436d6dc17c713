#include "store/retry.h"

#include <gtest/gtest.h>

#include <set>

namespace lawful {
namespace {

int attempts_until_it_ends(Retry retry, Trouble trouble) {
  int attempts = 1;
  while (retry.after(trouble)) ++attempts;
  return attempts;
}

TEST(Retry, EndsAfterItsAttempts) {
  EXPECT_EQ(attempts_until_it_ends(Retry(), Trouble::kConflict), Retry::kAttempts);
  EXPECT_EQ(attempts_until_it_ends(Retry(), Trouble::kLost), Retry::kAttempts);
  EXPECT_EQ(attempts_until_it_ends(Retry(30), Trouble::kConflict), 30);
  EXPECT_EQ(attempts_until_it_ends(Retry(), Trouble::kTaken), Retry::kTakenAttempts);
  EXPECT_EQ(attempts_until_it_ends(Retry(), Trouble::kNone), 1);
}

TEST(Retry, WaitsAtRandomBelowABoundThatGrows) {
  std::set<std::int64_t> firsts;
  std::int64_t longest = 0;
  for (int i = 0; i < 200; ++i) {
    Retry retry(40);
    firsts.insert(retry.after(Trouble::kConflict)->count());
    while (const auto wait = retry.after(Trouble::kConflict)) {
      longest = std::max<std::int64_t>(longest, wait->count());
    }
  }
  EXPECT_GT(firsts.size(), 4u);
  EXPECT_LE(*firsts.rbegin(), 2 * Retry::kFirstWait.count());
  EXPECT_LE(longest, Retry::kLongestWait.count());
  EXPECT_GT(longest, Retry::kLongestWait.count() / 2);
}

}  // namespace
}  // namespace lawful
