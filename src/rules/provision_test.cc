#include "rules/provision.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace lawful {
namespace {

Provision pipl(int article, int paragraph = 0, int item = 0) {
  return {"pipl", article, paragraph, item};
}

using Written = std::pair<const char*, Provision>;
class ParseProvision : public testing::TestWithParam<Written> {};
TEST_P(ParseProvision, ReadsTheFormsThatPeopleWrite) {
  const auto read = parse_provision(GetParam().first, "pipl");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, GetParam().second);
}
INSTANTIATE_TEST_SUITE_P(
    Forms, ParseProvision,
    testing::Values(Written{"13", pipl(13)}, Written{"13.1", pipl(13, 1)},
                    Written{"13.1.2", pipl(13, 1, 2)}, Written{"13(2)", pipl(13, 2)},
                    Written{"13(1)(2)", pipl(13, 1, 2)}, Written{"13 (1) (2)", pipl(13, 1, 2)},
                    Written{"Article 13", pipl(13)}, Written{"article 13(1)", pipl(13, 1)},
                    Written{"Art. 13.1", pipl(13, 1)}, Written{" 13 ", pipl(13)},
                    Written{"第十三条", pipl(13)}, Written{"第十三条第一款第二项", pipl(13, 1, 2)},
                    Written{"第十三条第一款第（二）项", pipl(13, 1, 2)},
                    Written{"第十三条第(二)项", pipl(13, 1, 2)},
                    Written{"第13条第2款", pipl(13, 2)}, Written{"第一百零三条", pipl(103)},
                    Written{"第一千零三条", pipl(1003)}, Written{"第一百一十条", pipl(110)},
                    Written{"第二十条", pipl(20)},
                    Written{"export-2024:7.1.2", Provision{"export-2024", 7, 1, 2}},
                    Written{"pipl:第七十四条", pipl(74)}));

class RefusedProvision : public testing::TestWithParam<const char*> {};
TEST_P(RefusedProvision, SaysWhichFormsAreRight) {
  const auto read = parse_provision(GetParam(), "pipl");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::kInvalid);
  EXPECT_NE(read.error().message.find("`5.1.2`"), std::string::npos);
}
INSTANTIATE_TEST_SUITE_P(Forms, RefusedProvision,
                         testing::Values("", "0", "13.0", "x", "13.", "13.1.2.3", "13(1", "13(1)2",
                                         "13.1(2)", "99999", "99999999999999999999", "第条",
                                         "第十三", "第一百三条", "第百条", "第十十条", "第零条",
                                         "第二项", "第十三条第二项第一款", "第十三条第（二项",
                                         "PIPL:13", ":13"));

TEST(Provision, EveryNumberIsReadBackFromChineseWords) {
  for (int number = 1; number <= 9999; ++number) {
    const Provision article = pipl(number);
    const auto read = parse_provision(to_words_zh(article), "pipl");
    ASSERT_TRUE(read) << to_words_zh(article);
    ASSERT_EQ(*read, article) << to_words_zh(article);
  }
}

TEST(Provision, EveryAddressIsReadBackFromItsThreeSpellings) {
  for (int paragraph = 0; paragraph <= 3; ++paragraph) {
    for (int item = 0; item <= (paragraph ? 12 : 0); ++item) {
      const Provision place = pipl(13, paragraph, item);
      EXPECT_EQ(parse_provision(to_string(place), "other").value(), place);
      EXPECT_EQ(parse_provision(to_words_en(place), "pipl").value(), place);
      EXPECT_EQ(parse_provision(to_words_zh(place), "pipl").value(), place);
    }
  }
}

TEST(Provision, IsWrittenForPeople) {
  EXPECT_EQ(to_words_en(pipl(13, 1, 2)), "Article 13(1)(2)");
  EXPECT_EQ(to_words_zh(pipl(13, 1, 2)), "第十三条第一款第（二）项");
  EXPECT_EQ(to_words_zh(pipl(110)), "第一百一十条");
  EXPECT_EQ(to_string(pipl(0)), "pipl");
  EXPECT_EQ(to_words_en(pipl(0)), "the whole text");
  EXPECT_EQ(to_words_zh(pipl(0)), "全文");
}

TEST(Provision, CoversWhatLiesInsideIt) {
  EXPECT_TRUE(pipl(0).covers(pipl(13, 1, 2)));
  EXPECT_TRUE(pipl(13).covers(pipl(13, 1, 2)));
  EXPECT_TRUE(pipl(13, 1).covers(pipl(13, 1, 2)));
  EXPECT_TRUE(pipl(13, 1, 2).covers(pipl(13, 1, 2)));
  EXPECT_FALSE(pipl(13, 1, 2).covers(pipl(13, 1)));
  EXPECT_FALSE(pipl(13, 1).covers(pipl(13, 2, 1)));
  EXPECT_FALSE(pipl(13).covers(pipl(14)));
  EXPECT_FALSE(pipl(13).covers({"civil-code", 13, 1, 2}));
}

}  // namespace
}  // namespace lawful
