#include "base/clock.h"

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace lawful {
namespace {

using namespace std::chrono;  // Only for the literals of days and hours.

TEST(BeijingDate, TurnsAtSixteenHundredUtc) {
  EXPECT_EQ(beijing_date(sys_days{2026y / November / 1} + 15h + 59min), Date(2026y / November / 1));
  EXPECT_EQ(beijing_date(sys_days{2026y / November / 1} + 16h), Date(2026y / November / 2));
}

TEST(ParseDate, ReadsALeapDay) {
  EXPECT_EQ(parse_date("2024-02-29").value(), Date(2024y / February / 29));
}

class ParseDateRefuses : public testing::TestWithParam<const char*> {};
TEST_P(ParseDateRefuses, WhatIsNoDate) {
  auto date = parse_date(GetParam());
  ASSERT_FALSE(date);
  EXPECT_EQ(date.error().code, Code::kInvalid);
}
INSTANTIATE_TEST_SUITE_P(EveryKind, ParseDateRefuses,
                         testing::Values("", "2025", "2025-1-31", "2025-01-31 ", "2025/01/31",
                                         "25-01-2031", "2025-13-01", "2025-00-01", "2025-01-00",
                                         "2025-01-32", "2025-02-29", "1900-02-29", "2025-04-31",
                                         "0000-01-01", "+025-01-01", "2025-01-3x", "２025-01-3"));

TEST(ParseDate, SaysWhichPartIsWrongButNotWhatWasWritten) {
  EXPECT_EQ(parse_date("1987-02-30").error().message, "the month has no such day");
  EXPECT_EQ(parse_date("1987-22-30").error().message, "a month is 01 to 12");
}

RC_GTEST_PROP(ParseDate, ReadsWhatFormatDateWrites, ()) {
  const int first = sys_days{1y / January / 1}.time_since_epoch().count();
  const int last = sys_days{9999y / December / 31}.time_since_epoch().count();
  const Date date{sys_days{days{*rc::gen::inRange(first, last + 1)}}};
  auto read = parse_date(format_date(date));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == date);
}

TEST(FormatInstant, WritesUtcToTheMillisecond) {
  EXPECT_EQ(format_instant(sys_days{2025y / January / 31} + 9h + 5min + 7s + 12ms),
            "2025-01-31T09:05:07.012Z");
  EXPECT_EQ(format_instant(sys_days{1969y / December / 31} + 23h), "1969-12-31T23:00:00.000Z");
}

TEST(SystemClock, LiesAfterThisTestWasWritten) {
  EXPECT_GT(SystemClock().now(), Instant{sys_days{2025y / January / 1}});
}

TEST(ManualClock, StandsStillUntilMoved) {
  ManualClock clock{Instant{}};
  EXPECT_EQ(clock.now(), clock.now());
  clock.advance(5ms);
  EXPECT_EQ(clock.now(), Instant{5ms});
}

}  // namespace
}  // namespace lawful
