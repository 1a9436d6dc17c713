#include "rules/lexer.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

std::vector<std::string> texts_of(const std::vector<Token>& tokens) {
  std::vector<std::string> out;
  for (const Token& token : tokens)
    if (token.kind != TokenKind::kEnd) out.emplace_back(token.text);
  return out;
}

std::vector<Token> lex_all(std::string_view body, Messages& messages) {
  Site at;
  at.line = 1;
  at.column = 1;
  return lex(body, at, messages);
}

struct Cut {
  const char* body;
  std::vector<std::string> tokens;
};
class Lex : public testing::TestWithParam<Cut> {};
TEST_P(Lex, CutsWhereTheLanguageDoes) {
  Messages messages({"a.md"});
  EXPECT_EQ(texts_of(lex_all(GetParam().body, messages)), GetParam().tokens);
  EXPECT_EQ(messages.size(), 0u);
}
using Words = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(
    Bodies, Lex,
    testing::Values(
        Cut{"", {}}, Cut{" \t\r\n", {}}, Cut{"# only a comment", {}},
        Cut{"a.b and not c_d", Words{"a.b", "and", "not", "c_d"}},
        Cut{"2021-11-01..2022-01-01=14", Words{"2021-11-01", "..", "2022-01-01", "=", "14"}},
        Cut{"2021-11-01.. = 1_000", Words{"2021-11-01", "..", "=", "1_000"}},
        Cut{"[pipl:13.1.2]", Words{"[", "pipl", ":", "13.1.2", "]"}},
        Cut{"mark S-", Words{"mark", "S-"}},
        Cut{"a<=b<=>c=>d>=e!=f:=g<h>i", Words{"a", "<=", "b", "<=>", "c", "=>", "d", ">=", "e",
                                              "!=", "f", ":=", "g", "<", "h", ">", "i"}},
        Cut{"in {x,y}; (z)", Words{"in", "{", "x", ",", "y", "}", ";", "(", "z", ")"}},
        Cut{"zh \"# 不是注释\" # 注释 \"", Words{"zh", "# 不是注释"}}, Cut{"\"\"", Words{""}}));

TEST(LexPlaces, CountLinesAndCodePoints) {
  Messages messages({"a.md"});
  const std::vector<Token> tokens = lex_all("zh \"同意\" en\r\n  when x\nnext", messages);
  ASSERT_EQ(tokens.size(), 7u);
  const auto place = [&](std::size_t i) {
    return std::pair(tokens[i].at.line, tokens[i].at.column);
  };
  EXPECT_EQ(place(1), std::pair(1, 4));
  EXPECT_EQ(place(2), std::pair(1, 9));
  EXPECT_EQ(place(3), std::pair(2, 3));
  EXPECT_EQ(place(5), std::pair(3, 1));
  EXPECT_FALSE(tokens[3].first);
  EXPECT_TRUE(tokens[5].first);
  EXPECT_EQ(tokens[6].kind, TokenKind::kEnd);
  EXPECT_TRUE(tokens[6].first);
}

TEST(LexErrors, AreReportedAndPassedOver) {
  Messages messages({"a.md"});
  EXPECT_EQ(texts_of(lex_all("a \"open\nb ？c", messages)), (Words{"a", "b", "c"}));
  const std::vector<Diagnostic> said = std::move(messages).finish();
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0].at, (Position{"a.md", 1, 3}));
  EXPECT_EQ(said[1].at, (Position{"a.md", 2, 3}));
}

}  // namespace
}  // namespace lawful
