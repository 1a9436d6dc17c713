#include "rules/format_law.h"

#include <gtest/gtest.h>

#include "rules/format_fence.h"

namespace lawful {
namespace {

constexpr const char* kFrontMatter = "---\npack: demo@v1\n---\n";

std::string in_pack(const std::string& fence, const std::string& body) {
  return kFrontMatter + ("```" + fence + "\n") + body + "```\n";
}

std::string vocabulary(const std::string& body) { return "```facts\n" + body + "```\n"; }

std::string formatted(const std::string& text) {
  const Result<std::string> out = format_law({"a.md", text});
  return out ? *out : "error: " + out.error().message;
}

struct Layout {
  const char* name;
  std::string before;
  std::string after;
};
void PrintTo(const Layout& layout, std::ostream* out) { *out << layout.name; }

class FormatLaw : public testing::TestWithParam<Layout> {};
TEST_P(FormatLaw, GivesThisLayoutAndKeepsIt) {
  EXPECT_EQ(formatted(GetParam().before), GetParam().after);
  EXPECT_EQ(formatted(GetParam().after), GetParam().after);
}

const std::string kLong =
    "a_text_that_is_so_long_that_no_line_can_hold_it_together_with_another_one";

const Layout kLayouts[] = {
    {"clauses_stand_on_lines_of_their_own",
     in_pack("law",
             "condition  a[1.1] [ law : 2.1 ]  zh \"甲\"\n  en \"A\" when b.c\n\tthen not\n"
             "      ( b.d or b.e ) consequence [3.1][3.2] overlaps d zh \"甲\" en\n \"A\" in-force "
             "2021-11-01 .. "
             "2022-01-01\n"
             " mark S-\n"),
     in_pack("law",
             "condition a [1.1] [law:2.1]\n  zh \"甲\" en \"A\"\n  when b.c\n"
             "  then not (b.d or b.e)\n  consequence [3.1] [3.2]\n"
             "  overlaps d zh \"甲\" en \"A\"\n"
             "  in-force 2021-11-01..2022-01-01\n  mark S-\n")},
    {"a_reading_has_its_choices_above_their_texts",
     in_pack("law",
             "reading r-s [1.1] zh \"甲\" en \"A\" choice x default zh \"甲\" en \"A\"\n"
             " choice y zh \"乙\" en \"B\" because zh \"甲\" en \"A\"\n"),
     in_pack("law",
             "reading r-s [1.1]\n  zh \"甲\" en \"A\"\n  choice x default\n"
             "    zh \"甲\" en \"A\"\n  choice y\n    zh \"乙\" en \"B\"\n"
             "  because zh \"甲\" en \"A\"\n")},
    {"a_step_has_its_stems_on_a_line_of_their_own",
     "```steps\nactor  court of claim ,fine\nstep s zh \"甲\" en \"A\" facts a,b.c  # why\n"
     "step t zh \"甲\"\n en \"A\"\n```\n",
     "```steps\nactor court of claim, fine\nstep s\n  zh \"甲\" en \"A\"\n  facts a, b.c  # why\n"
     "step t\n  zh \"甲\" en \"A\"\n```\n"},
    {"the_rest_of_a_law_fence",
     in_pack("law",
             "text  1.1   sha256 ab items  2\nnot-encoded 1.2  zh \"甲\"\n en \"A\"\n"
             "param p[1.1]:years zh \"甲\" en \"A\" 2021-11-01..2022-01-01=1 2022-01-01.. = 2\n"
             "open o [1.1] zh \"甲\" en \"A\" ask zh \"甲\" en \"A\"\n"
             "exception e[1.1]to f,g when holds ( h ) and reading ( r ) = s\n"
             "define d [1.1]:=a.b in {x,y}\npresume q [1.1] a.b=no when kind=claim\n"),
     in_pack("law",
             "text 1.1 sha256 ab items 2\nnot-encoded 1.2 zh \"甲\" en \"A\"\n"
             "param p [1.1] : years\n  zh \"甲\" en \"A\"\n  2021-11-01..2022-01-01 = 1\n"
             "  2022-01-01.. = 2\nopen o [1.1]\n  zh \"甲\" en \"A\"\n  ask zh \"甲\" en \"A\"\n"
             "exception e [1.1] to f, g\n  when holds(h) and reading(r) = s\n"
             "define d [1.1] := a.b in { x, y }\npresume q [1.1] a.b = no\n  when kind = claim\n")},
    {"instruments",
     in_pack("law",
             "text 5.1  unavailable items 4\nserve s[5.1] of law.t zh \"甲\" en \"A\" when yes\n"
             "route r [8.1] when by and not valid and (done) document zh \"甲\" en \"A\" "
             "document zh \"乙\" en \"B\" valid p after a.b\n"
             "due d [7.1] when a.b of r by 10 days after a.c keep p after a.c promptly\n"
             "  yearly 01-31 done a.d and every\n"),
     in_pack("law",
             "text 5.1 unavailable items 4\nserve s [5.1] of law.t\n"
             "  zh \"甲\" en \"A\"\n  when yes\nroute r [8.1]\n"
             "  when by and not valid and (done)\n  document zh \"甲\" en \"A\"\n"
             "  document zh \"乙\" en \"B\"\n  valid p after a.b\ndue d [7.1]\n"
             "  when a.b\n  of r\n  by 10 days after a.c\n  keep p after a.c\n  promptly\n"
             "  yearly 01-31\n  done a.d and every\n")},
    {"words_of_the_language_may_be_values",
     in_pack("law",
             "define d [1.1] := a.b = when or a.c in { then, zh } and a.d = and and a.e\n"
             "reading r-s [1.1] choice choice default choice zh zh \"甲\"\n"),
     in_pack("law",
             "define d [1.1] := a.b = when or a.c in { then, zh } and a.d = and and a.e\n"
             "reading r-s [1.1]\n  choice choice default\n  choice zh\n    zh \"甲\"\n")},
    {"a_fact_has_each_language_on_a_line",
     vocabulary("fact a.b:one-of value x   zh \"甲\" en \"A\"\n  means zh \"甲\" en \"A\"\n"
                "  ask zh \"甲\" en \"A\" evaluative en \"A\" zh \"甲\" control nobody\n"
                "fact a.c : count   years per-year\n"),
     vocabulary("fact a.b : one-of\n  value x zh \"甲\" en \"A\"\n  means zh \"甲\"\n"
                "        en \"A\"\n  ask   zh \"甲\"\n        en \"A\"\n  evaluative en \"A\"\n"
                "             zh \"甲\"\n  control nobody\nfact a.c : count years\n  per-year\n")},
    {"texts_too_wide_for_a_line_stand_under_one_another",
     in_pack("law", "open o [1.1]\n  zh \"" + kLong + "\" en \"" + kLong + "\"\n  ask zh \"" +
                        kLong + "\" en \"" + kLong + "\"\n"),
     in_pack("law", "open o [1.1]\n  zh \"" + kLong + "\"\n  en \"" + kLong + "\"\n  ask zh \"" +
                        kLong + "\"\n      en \"" + kLong + "\"\n")},
    {"an_expression_breaks_at_its_outermost_words",
     in_pack("law",
             "define d [1.1] := first.fact_of_some_length and (second.fact_of_some_length or "
             "third.fact_of_some_length) or fourth.fact_of_some_length\n"),
     in_pack("law",
             "define d [1.1] := first.fact_of_some_length and (second.fact_of_some_length or "
             "third.fact_of_some_length)\n    or fourth.fact_of_some_length\n")},
    {"what_is_too_wide_in_itself_breaks_in_turn",
     in_pack("law",
             "condition c [1.1]\n  when a.b and (first.fact_of_some_length and "
             "second.fact_of_some_length and third.fact_of_some_length or "
             "fourth.fact_of_some_length and fifth.fact_of_some_length) and a.c\n  then a.d\n"),
     in_pack("law",
             "condition c [1.1]\n  when a.b\n"
             "      and (first.fact_of_some_length and second.fact_of_some_length and "
             "third.fact_of_some_length\n"
             "          or fourth.fact_of_some_length and fifth.fact_of_some_length)\n"
             "      and a.c\n  then a.d\n")},
    {"an_implication_breaks_before_its_arrow",
     in_pack("law",
             "imply [1.1] a.b in { first-value-of-length, second-value-of-length, "
             "third-value-of-length, fourth-value-of-quite-a-length } => not a.c\n"
             "imply a.b=>a.c and not a.d in-force 2021-11-01..\n"),
     in_pack("law",
             "imply [1.1] a.b in { first-value-of-length, second-value-of-length, "
             "third-value-of-length,\n    fourth-value-of-quite-a-length }\n    => not a.c\n"
             "imply a.b => a.c and not a.d\n  in-force 2021-11-01..\n")},
    {"an_example_is_one_line",
     in_pack("examples", "a met : b.c=yes ;b.d = " + kLong +
                             "\n   ; b.e >= 13 years;at = 2022-01-01;\n"
                             "a violated: reading(r)=s; reading t = u\n"),
     in_pack("examples", "a met: b.c = yes; b.d = " + kLong +
                             "; b.e >= 13 years; at = 2022-01-01;\n"
                             "a violated: reading(r) = s; reading t = u\n")},
    {"one_empty_line_between_statements_and_none_within",
     in_pack("law", "\n\ntext 1.1 sha256 ab\n\n\n\ntext 1.2 sha256 ab\ntext 1.3\n\n sha256 ab\n\n"),
     in_pack("law", "text 1.1 sha256 ab\n\ntext 1.2 sha256 ab\ntext 1.3 sha256 ab\n")},
    {"comments_stay_where_they_are",
     in_pack("law",
             "  # at the head\n\n\n#of c\ncondition c [1.1]#behind the head\n"
             "# before when\n\n  when a.b # behind a.b  \n       # before and\n and a.c\n"
             "  then a.d    # behind c\n\n      # still of c\n# of t\ntext 1.1 # of 1.1\n"
             "     sha256 ab\n\n# at the end\n\n"),
     in_pack("law",
             "# at the head\n\n#of c\ncondition c [1.1]  #behind the head\n"
             "  # before when\n  when a.b  # behind a.b\n      # before and\n"
             "      and a.c\n  then a.d  # behind c\n\n  # still of c\n# of t\n"
             "text 1.1  # of 1.1\n    sha256 ab\n\n# at the end\n")},
    {"a_comment_may_stand_alone", in_pack("law", "\n   # only this\n"),
     in_pack("law", "# only this\n")},
    {"lines_end_as_those_of_the_file_do",
     "---\r\npack: demo@v1\r\n---\r\n```law\r\ntext  1.1 # x\r\n  sha256 ab\r\n```\r\n",
     "---\r\npack: demo@v1\r\n---\r\n```law\r\ntext 1.1  # x\r\n    sha256 ab\r\n```\r\n"},
    {"what_is_for_readers_stays",
     "---\npack:   demo@v1   # x\n---\n\n\n##  Article 1   {#1}\nprose  \n\n```text\n a   b\n```\n"
     "``` law\ntext   1.1 sha256 ab\n```\n\n\n```law\n```\n~~~law\n\n~~~\nno line end",
     "---\npack:   demo@v1   # x\n---\n\n\n##  Article 1   {#1}\nprose  \n\n```text\n a   b\n```\n"
     "``` law\ntext 1.1 sha256 ab\n```\n\n\n```law\n```\n~~~law\n~~~\nno line end"},
    {"a_file_without_fences_stays", "a\n\n\nb", "a\n\n\nb"},
};
INSTANTIATE_TEST_SUITE_P(Layout, FormatLaw, testing::ValuesIn(kLayouts),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(FormatLawTest, CountsAChineseCharacterAsTwoColumns) {
  std::string zh;
  for (int i = 0; i < 30; ++i) zh += "字";
  const std::string head = "open o [1.1]\n  zh \"" + zh + "\"";
  const std::size_t rest = kLineColumns - (2 + 3 + 62 + 1) - 3;
  const std::string fits = " en \"" + std::string(rest - 2, 'x') + "\"\n";
  const std::string too_wide = " en \"" + std::string(rest - 1, 'x') + "\"\n";
  EXPECT_EQ(formatted(in_pack("law", head + fits)), in_pack("law", head + fits));
  EXPECT_EQ(formatted(in_pack("law", head + too_wide)), in_pack("law", head + "\n " + too_wide));
}

TEST(FormatLawTest, RefusesWhatDoesNotParse) {
  const Result<std::string> out =
      format_law({"a.md", in_pack("law", "text 1.1 sha257 ab\ncondition [1.1]\n")});
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, Code::kInvalid);
  EXPECT_EQ(out.error().message,
            "a.md:5:10: error: expected `sha256` or `unavailable`, found `sha257`\n"
            "a.md:6:11: error: expected a name, found `[`");
}

TEST(FormatLawTest, RefusesAFenceThatDoesNotEnd) {
  const Result<std::string> out = format_law({"a.md", "```facts\nimply a.b => a.c"});
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().message,
            "a.md:1:1: error: a fence without its end; end it with the signs that began it");
}

Fence fence_of(std::string_view body) { return {FenceKind::kLaw, body, {0, 0, 1, 1}, {}}; }

TEST(WordsOf, TellWhatALayoutMayNotTouch) {
  const auto words = words_of(fence_of("text 1.1 # x\n sha256 ab\n# y\n"));
  EXPECT_EQ(words, words_of(fence_of("text 1.1   # x\n\n    sha256   ab\n  # y\n")));
  for (const char* other : {"text 1.1 # x\n sha256 ac\n# y\n", "text 1.1 # x\n sha256\n# y\n ab\n",
                            "text 1.1 # x\n sha256 ab\n", "text 1.1 # x\nsha256 ab\n# y\n",
                            "text 1.1 # x y\n sha256 ab\n# y\n"})
    EXPECT_NE(words, words_of(fence_of(other))) << other;
}

}  // namespace
}  // namespace lawful
