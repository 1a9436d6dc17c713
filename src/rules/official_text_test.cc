#include "rules/official_text.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"

namespace lawful {
namespace {

// A law made up for this test; nobody passed it.
constexpr std::string_view kText = R"(# 示范法

（2021年1月1日通过）

第一章 总　则

第一条　为了测试，制定本法。

第二条 借书应当具备下列条件之一：
（一）同意；
(二)免费日。

第十条所称的书，包括乐谱。

### 第二节 附则

第三条
本法自公布之日起施行。
)";

std::vector<TextParagraph> cut(std::string_view text) {
  auto result = cut_official_text(text, "law.txt");
  if (!result) {
    ADD_FAILURE() << result.error().message;
    return {};
  }
  return *std::move(result);
}

TEST(OfficialText, IsCutIntoParagraphsWithTheirItems) {
  const auto cut_text = cut(kText);
  ASSERT_EQ(cut_text.size(), 4U);
  EXPECT_EQ(cut_text[0].sha256, sha256("为了测试，制定本法。").hex());
  EXPECT_EQ(cut_text[0].line, 7);
  EXPECT_EQ(cut_text[1].items, 2);
  EXPECT_EQ(cut_text[1].sha256, sha256("借书应当具备下列条件之一：（一）同意；(二)免费日。").hex());
  // A paragraph may begin by naming another article.
  EXPECT_EQ(cut_text[2].article, 2);
  EXPECT_EQ(cut_text[2].paragraph, 2);
  EXPECT_EQ(cut_text[3].article, 3);
  EXPECT_EQ(cut_text[3].paragraph, 1);
}

TEST(OfficialText, WhiteSpaceAndLineEndsDoNotMatter) {
  std::string spaced;
  for (const char c : std::string(kText))
    spaced += c == '\n' ? std::string(" \r\n") : std::string(1, c);
  const auto a = cut(kText);
  const auto b = cut(spaced);
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].sha256, b[i].sha256);
}

TEST(OfficialText, RefusesWhatIsNoLaw) {
  EXPECT_EQ(cut_official_text("只有一句话。\n", "x").error().message,
            "x: no line begins with an article such as `第一条`");
  EXPECT_EQ(cut_official_text("第五条 从中间开始。\n", "x").error().message,
            "x:1: the first article is not Article 1");
  EXPECT_EQ(cut_official_text("第一条 \xff\n", "x").error().message,
            "x:1:5: not UTF-8 from here on; save the file as UTF-8");
}

TEST(OfficialText, NamesWhatDiffersWhatIsMissingAndWhatIsAdditional) {
  const auto text = cut(kText);
  Pack pack;
  pack.law = "demo";
  const auto paragraph = [&](int article, int number, std::string hash, int items) {
    pack.paragraphs.push_back({{"demo", article, number, 0}, std::move(hash), items, {}, {}});
  };
  paragraph(1, 1, text[0].sha256, 0);
  paragraph(2, 1, text[1].sha256, 3);  // the items are counted too
  paragraph(3, 1, std::string(64, '0'), 0);
  paragraph(4, 1, std::string(64, '0'), 0);
  std::vector<TextMatch> matches;
  for (const TextComparison& each : compare_text(pack, text)) matches.push_back(each.match);
  EXPECT_EQ(matches,
            (std::vector<TextMatch>{TextMatch::kSame, TextMatch::kChanged, TextMatch::kAdditional,
                                    TextMatch::kChanged, TextMatch::kMissing}));
}

TEST(OfficialText, DoesNotCompareWhatThePackHasNoHashOf) {
  const auto text = cut(kText);
  Pack pack;
  pack.law = "demo";
  pack.paragraphs = {{{"demo", 1, 1, 0}, "", 0, {}, {}}, {{"demo", 9, 1, 0}, "", 0, {}, {}}};
  const auto compared = compare_text(pack, text);
  EXPECT_EQ(compared.front().match, TextMatch::kNotCompared);
  EXPECT_EQ(compared.back().match, TextMatch::kNotCompared);
}

}  // namespace
}  // namespace lawful
