#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rules/act.h"

namespace lawful {
namespace {

using testing::HasSubstr;
using testing::Not;

struct PeriodCase {
  const char* text;
  const char* from;
  const char* to;
};
class ParsePeriod : public testing::TestWithParam<PeriodCase> {};
TEST_P(ParsePeriod, HoldsBothItsDays) {
  auto period = parse_period(GetParam().text);
  ASSERT_TRUE(period) << period.error().message;
  EXPECT_EQ(format_date(period->from), GetParam().from);
  EXPECT_EQ(format_date(period->to), GetParam().to);
}
INSTANTIATE_TEST_SUITE_P(Forms, ParsePeriod,
                         testing::Values(PeriodCase{"2025-03-07", "2025-03-07", "2025-03-07"},
                                         PeriodCase{"2025-03", "2025-03-01", "2025-03-31"},
                                         PeriodCase{"2024-02", "2024-02-01", "2024-02-29"},
                                         PeriodCase{"2025", "2025-01-01", "2025-12-31"},
                                         PeriodCase{"2021-06..2022-03", "2021-06-01", "2022-03-31"},
                                         PeriodCase{"2021..2022-03-04", "2021-01-01", "2022-03-04"},
                                         PeriodCase{"2022-03-05..2022", "2022-03-05",
                                                    "2022-12-31"}));

class BadPeriod : public testing::TestWithParam<const char*> {};
TEST_P(BadPeriod, IsRefused) {
  auto period = parse_period(GetParam());
  ASSERT_FALSE(period);
  EXPECT_EQ(period.error().code, Code::kInvalid);
}
INSTANTIATE_TEST_SUITE_P(Forms, BadPeriod,
                         testing::Values("", "..", "2025..", "..2025", "2025-13", "2025-02-29",
                                         "2025-2", "25", "yesterday", "2025-03-07T08:00",
                                         "2022..2021", "2021..2022..2023", "0000", "20a5",
                                         "2025-1a", "２０２５"));

TEST(ParsePeriodMessage, DoesNotRepeatTheText) {
  EXPECT_THAT(parse_period("13800138000").error().message, Not(HasSubstr("13800138000")));
}

}  // namespace
}  // namespace lawful
