#include "base/calendar_file.h"

#include <chrono>
#include <ostream>
#include <string>

#include "base/shipped_calendar_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

using namespace std::chrono_literals;

// A generated year; no notice of this number exists.
constexpr std::string_view kHead =
    "year = 2031\n"
    "[notice]\n"
    "number = \"国办发明电〔2030〕1号\"\n"
    "date = 2030-11-05\n"
    "mark = \"P\"\n";
constexpr std::string_view kHoliday =
    "[[holiday]]\n"
    "name = { zh = \"元旦\", en = \"New Year's Day\" }\n";

std::string read(std::string_view bytes, Format format = Format::kToml) {
  auto document = read_document(bytes, "f", format);
  if (!document) return document.error().message;
  const auto year = read_calendar_year(*document, 12 / 29d);
  if (!year) return year.error().message;
  std::string text = std::to_string(year->year) + " " + year->notice.number;
  for (const Holiday& holiday : year->holidays) {
    text += " | " + holiday.name.zh + " off";
    for (Date date : holiday.off) text += " " + format_date(date);
    text += " worked";
    for (Date date : holiday.worked) text += " " + format_date(date);
  }
  return text;
}

std::string with(std::string_view holidays) {
  return read(std::string(kHead) + std::string(holidays));
}
std::string with_days(std::string_view days) {
  return with(std::string(kHoliday) + std::string(days) + "\n");
}

TEST(ReadCalendarYear, TakesTomlAndJsonAlike) {
  const std::string expected =
      "2031 国办发明电〔2030〕1号 | 元旦 off 2030-12-31 2031-01-01 worked 2031-01-04";
  EXPECT_EQ(with_days("off = [2030-12-31, 2031-01-01]\nworked = [2031-01-04]"), expected);
  EXPECT_EQ(read(R"({"year": 2031,
                     "notice": {"number": "国办发明电〔2030〕1号", "date": "2030-11-05", "mark": "S-",
                                "source": "https://example.org/", "quoted": "http://example.org/"},
                     "holiday": [{"name": {"zh": "元旦", "en": "New Year's Day"},
                                  "off": ["2030-12-31", "2031-01-01"], "worked": ["2031-01-04"]}]})",
                 Format::kJson),
            expected);
}

struct Wrong {
  std::string_view days;
  std::string_view message;

  friend void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.days; }
};
class WrongDays : public testing::TestWithParam<Wrong> {};
TEST_P(WrongDays, AreNamedAtTheirPlace) {
  EXPECT_EQ(with_days(GetParam().days), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Each, WrongDays,
    testing::Values(
        Wrong{"off = []", "f:8:7: a holiday has at least one day off"},
        Wrong{"worked = []", "f:6:1: `off` is missing"},
        Wrong{"off = 2031-01-01", "f:8:7: `off` is a list"},
        Wrong{"off = [1]", "f:8:8: a day is a date like 2027-01-31"},
        Wrong{"off = [\"2031-02-29\"]", "f:8:8: the month has no such day"},
        Wrong{
            "off = [2032-01-01]",
            "f:8:8: the day is not in 2031, nor among the last days of 2030 (from 2030-12-29 on)"},
        Wrong{
            "off = [2030-12-28]",
            "f:8:8: the day is not in 2031, nor among the last days of 2030 (from 2030-12-29 on)"},
        Wrong{"off = [2031-01-02, 2031-01-01]",
              "f:8:20: days stand in order; this one is earlier than the one before it"},
        Wrong{"off = [2031-01-01, 2031-01-01]", "f:8:20: the day is given twice, first at 8:8"},
        Wrong{"off = [2031-01-01, 2031-01-04]\nworked = [2031-01-04]",
              "f:9:11: the day is given twice, first at 8:20"},
        Wrong{"off = [2031-01-01]\nworked = [2031-01-06]",
              "f:9:11: a make-up day is a Saturday or Sunday; this day is neither"},
        Wrong{"off = [2031-01-01]\nday = 1",
              "f:9:1: `day` means nothing here; known are `name`, `off`, `worked`"}));

TEST(ReadCalendarYear, NamesEverythingThatIsWrongInTheOrderOfTheFile) {
  EXPECT_EQ(read("year = \"2031\"\n"
                 "holiday = [{ name = { zh = \"元旦\", en = \"\" }, off = [true] }, 1]\n"
                 "[notice]\n"
                 "number = \"国办发明电2030年1号\"\n"
                 "date = 2030-11-05\n"
                 "source = \"www.gov.cn\"\n"
                 "mark = \"X\"\n"),
            "f:1:8: `year` is a whole number from 1949 to 9999\n"
            "f:2:39: `en` is a text of one line, of 1 to 400 bytes\n"
            "f:2:52: a day is a date like 2027-01-31\n"
            "f:2:61: `holiday` is a table\n"
            "f:4:10: `number` has the shape of 国办发明电〔2025〕7号\n"
            "f:6:10: `source` is an address that begins with https:// or http://\n"
            "f:7:8: `mark` is one of P, Q, S, S- and M");
  EXPECT_EQ(read("a = 1\n"),
            "f:1:1: `a` means nothing here; known are `year`, `notice`, `holiday`\n"
            "f:1:1: `year` is missing\n"
            "f:1:1: `notice` is missing\n"
            "f:1:1: `holiday` is missing");
}

TEST(ReadCalendarYear, RefusesANoticeOfAnotherYear) {
  const std::string rest = "mark = \"P\"\n" + std::string(kHoliday) + "off = [2031-01-01]\n";
  const auto notice = [&](const std::string& lines) {
    return read("year = 2031\n[notice]\n" + lines + rest);
  };
  EXPECT_EQ(notice("number = \"国办发明电〔2029〕1号\"\ndate = 2030-11-05\n"),
            "f:4:8: `date` is not in the year that the number of the notice has");
  EXPECT_EQ(notice("number = \"国办发明电〔2029〕1号\"\ndate = 2029-11-05\n"),
            "f:4:8: a notice is issued in the year that it arranges or the one before");
  // A notice that amends comes within the year.
  EXPECT_EQ(notice("number = \"国办发明电〔2031〕1号\"\ndate = 2031-01-26\n"),
            "2031 国办发明电〔2031〕1号 | 元旦 off 2031-01-01 worked");
  for (const char* number : {"〔2030〕1号", "电〔2030〕号", "电〔203〕1号", "电〔2030〕1",
                             "电〔2030〕一号", "电〔2O30〕1号"}) {
    EXPECT_EQ(notice("number = \"" + std::string(number) + "\"\ndate = 2030-11-05\n"),
              "f:3:10: `number` has the shape of 国办发明电〔2025〕7号");
  }
}

TEST(ReadCalendarYear, RefusesNoHolidaysTwoOfOneNameAndTooMany) {
  EXPECT_EQ(read("holiday = []\n" + std::string(kHead)), "f:1:11: a year has 1 to 60 holidays");
  const std::string holiday(kHoliday);
  EXPECT_EQ(with(holiday + "off = [2031-01-01]\n" + holiday + "off = [2031-01-02]\n"),
            "f:9:1: a holiday of this name stands earlier in the file");
  std::string many;
  for (int i = 0; i < 61; ++i) many += holiday;
  EXPECT_EQ(with(many), "f:6:1: a year has 1 to 60 holidays");
}

TEST(ReadCalendarYear, EchoesNoValue) {
  const std::string message = read(
      "year = \"Zhang San\"\nholiday = \"Zhang San\"\n\"Zhang San\" = 1\n"
      "[notice]\nnumber = \"Zhang San\"\ndate = \"Zhang San\"\nmark = \"Zhang San\"\n");
  EXPECT_EQ(message.find("Zhang"), std::string::npos) << message;
  EXPECT_NE(message.find("f:3:1: a key means nothing here"), std::string::npos) << message;
}

TEST(ReadCounting, ReadsWhatIsShipped) {
  const Counting counting = shipped_counting();
  EXPECT_FALSE(counting.first_day_counts);
  EXPECT_TRUE(counting.last_day_rolls);
  EXPECT_EQ(counting.reaches_back_to, 12 / 29d);
  EXPECT_FALSE(counting.first_day.law.zh.empty());
  EXPECT_FALSE(counting.weekend.gist.en.empty());
  EXPECT_EQ(counting.make_up_limits.size(), 13u);
}

TEST(ReadCounting, NamesEverythingThatIsWrong) {
  const auto document = read_document(
      "first_day = { counted = 1 }\n"
      "weekend = { law = { zh = \"法\", en = \"law\" }, gist = { zh = \"义\", en = \"gist\" }, "
      "mark = \"M\" }\n"
      "[unpublished]\n"
      "reaches_back_to = \"29 December\"\n"
      "mark = \"S\"\n"
      "make_up_days = [{ within = 2, at_most = 2 }, { within = 2, at_most = 3 }, { within = 9 },\n"
      "                { within = 0, at_most = 1 }]\n",
      "f", Format::kToml);
  ASSERT_TRUE(document);
  const auto counting = read_counting(*document);
  ASSERT_FALSE(counting);
  EXPECT_EQ(counting.error().message,
            "f:1:1: `last_day` is missing\n"
            "f:1:13: `law` is missing\n"
            "f:1:13: `gist` is missing\n"
            "f:1:13: `mark` is missing\n"
            "f:1:25: `counted` is true or false\n"
            "f:4:19: `reaches_back_to` is a month and a day like 12-29\n"
            "f:6:46: limits rise from row to row\n"
            "f:6:75: `at_most` is missing\n"
            "f:7:28: `within` is a whole number from 1 to 10000");
}

}  // namespace
}  // namespace lawful
