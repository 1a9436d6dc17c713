#include "app/reply.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Fact fact_of(FactType type) {
  Fact fact;
  fact.id = "some.fact";
  fact.type = type;
  if (type == FactType::kOneOf)
    fact.values = {{"business", {"企业", "a business"}},
                   {"state-organ", {"国家机关", "a State organ"}},
                   {"person", {"自然人", "a natural person"}}};
  if (type == FactType::kCount) fact.unit = "years";
  return fact;
}

Reply reply_to(FactType type, const char* line) {
  const Fact fact = fact_of(type);
  return read_reply(fact, fact.all(), line);
}

ValueSet value_of(FactType type, const char* line) {
  const Reply reply = reply_to(type, line);
  EXPECT_EQ(reply.kind, ReplyKind::kValue) << line << ": " << reply.problem;
  return reply.value;
}

TEST(Reply, KnowsYesAndNoInBothLanguages) {
  for (const char* yes : {"y", " Yes ", "是", "YES\r"})
    EXPECT_EQ(value_of(FactType::kYesNo, yes), ValueSet::of_mask(ValueSet::kYesBit)) << yes;
  for (const char* no : {"n", "no", "否"})
    EXPECT_EQ(value_of(FactType::kYesNo, no), ValueSet::of_mask(ValueSet::kNoBit)) << no;
}

TEST(Reply, TakesAChoiceByNumberNameOrLabel) {
  for (const char* second : {"2", "state-organ", "国家机关", "a state organ"})
    EXPECT_EQ(value_of(FactType::kOneOf, second), ValueSet::of_mask(2)) << second;
}

TEST(Reply, NumbersOnlyWhatIsStillPossible) {
  const Fact fact = fact_of(FactType::kOneOf);
  const ValueSet left = ValueSet::of_mask(0b101);
  EXPECT_EQ(choices(fact, left), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(read_reply(fact, left, "2").value, ValueSet::of_mask(0b100));
  EXPECT_EQ(read_reply(fact, left, "3").kind, ReplyKind::kBad);
  // A name is taken even so: the interview then says what it contradicts.
  EXPECT_EQ(read_reply(fact, left, "state-organ").value, ValueSet::of_mask(0b010));
}

TEST(Reply, ReadsCountsAndBounds) {
  const auto high = ValueSet::kHighest;
  EXPECT_EQ(value_of(FactType::kCount, "13"), ValueSet::of_interval(13, 13));
  EXPECT_EQ(value_of(FactType::kCount, "13 years"), ValueSet::of_interval(13, 13));
  EXPECT_EQ(value_of(FactType::kCount, "1_000"), ValueSet::of_interval(1000, 1000));
  EXPECT_EQ(value_of(FactType::kCount, ">= 14"), ValueSet::of_interval(14, high));
  EXPECT_EQ(value_of(FactType::kCount, "≥14"), ValueSet::of_interval(14, high));
  EXPECT_EQ(value_of(FactType::kCount, "> 14"), ValueSet::of_interval(15, high));
  EXPECT_EQ(value_of(FactType::kCount, "<14"), ValueSet::of_interval(0, 13));
  for (const char* bad : {"", "-1", "< 0", "13.5", "many", "99999999999999999999", "years"})
    EXPECT_EQ(reply_to(FactType::kCount, bad).kind, ReplyKind::kBad) << bad;
}

TEST(Reply, ReadsDaysAndVagueDays) {
  EXPECT_EQ(value_of(FactType::kDate, "1970-01-02"), ValueSet::of_interval(1, 1));
  EXPECT_EQ(value_of(FactType::kDate, "1970-01"), ValueSet::of_interval(0, 30));
  EXPECT_EQ(value_of(FactType::kDate, ">= 1970"), ValueSet::of_interval(0, ValueSet::kHighest));
  EXPECT_EQ(value_of(FactType::kDate, "> 1970"), ValueSet::of_interval(365, ValueSet::kHighest));
  EXPECT_EQ(value_of(FactType::kDate, "< 1970-01"), ValueSet::of_interval(ValueSet::kLowest, -1));
  EXPECT_EQ(reply_to(FactType::kDate, "1970-02-30").kind, ReplyKind::kBad);
}

TEST(Reply, KnowsItsCommandsWhateverTheQuestion) {
  for (const FactType type :
       {FactType::kYesNo, FactType::kOneOf, FactType::kCount, FactType::kDate}) {
    EXPECT_EQ(reply_to(type, "?").kind, ReplyKind::kUnknown);
    EXPECT_EQ(reply_to(type, "？").kind, ReplyKind::kUnknown);
    EXPECT_EQ(reply_to(type, "H").kind, ReplyKind::kHelp);
    EXPECT_EQ(reply_to(type, "返回").kind, ReplyKind::kBack);
    EXPECT_EQ(reply_to(type, "quit").kind, ReplyKind::kQuit);
  }
}

TEST(Reply, SaysWhatWouldBeRightAndNeverWhatWasTyped) {
  for (const FactType type :
       {FactType::kYesNo, FactType::kOneOf, FactType::kCount, FactType::kDate}) {
    const Reply reply = reply_to(type, "zhangsan");
    EXPECT_EQ(reply.kind, ReplyKind::kBad);
    EXPECT_THAT(reply.problem, Not(HasSubstr("zhangsan")));
    EXPECT_THAT(reply.problem, HasSubstr("`h`"));
  }
}

}  // namespace
}  // namespace lawful
