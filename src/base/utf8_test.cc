#include "base/utf8.h"

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace lawful {
namespace {

TEST(FindInvalidUtf8, FindsNothingInTextOfEveryLength) {
  EXPECT_EQ(find_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("a\u00e9\u4e2a\U0001F600\U0010FFFF"), std::nullopt);
}

struct Bad {
  const char* bytes;
  std::size_t at;
};
class FindInvalidUtf8In : public testing::TestWithParam<Bad> {};
TEST_P(FindInvalidUtf8In, GivesTheFirstBadByte) {
  EXPECT_EQ(find_invalid_utf8(GetParam().bytes), GetParam().at);
}
INSTANTIATE_TEST_SUITE_P(EveryKind, FindInvalidUtf8In,
                         testing::Values(Bad{"ab\xff", 2}, Bad{"\x80", 0}, Bad{"\xC0\x80", 0},
                                         Bad{"\xC1\xBF", 0}, Bad{"a\xE0\x80\x80", 1},
                                         Bad{"\xED\xA0\x80", 0}, Bad{"\xF0\x80\x80\x80", 0},
                                         Bad{"\xF4\x90\x80\x80", 0}, Bad{"\xF5\x80\x80\x80", 0},
                                         Bad{"\xE4\xB8\xAA\xE4\xB8", 3}, Bad{"\xC3", 0},
                                         Bad{"\xF0\x9F\x98", 0}, Bad{"\xC3(", 0}));

TEST(PlaceOf, CountsCodePointsFromOne) {
  const std::string_view text = "\u4e00\n\u4e8cx";
  EXPECT_EQ(place_of(text, 0), (Place{1, 1}));
  EXPECT_EQ(place_of(text, 3), (Place{1, 2}));
  EXPECT_EQ(place_of(text, 4), (Place{2, 1}));
  EXPECT_EQ(place_of(text, 7), (Place{2, 2}));
}

TEST(ToNfc, ComposesAndIsIdempotent) {
  EXPECT_EQ(to_nfc("e\u0301").value(), "\u00e9");
  EXPECT_EQ(to_nfc("\u00e9").value(), "\u00e9");
  EXPECT_EQ(to_nfc("plain").value(), "plain");
}

TEST(ToNfc, RefusesWhatIsNotUtf8) { EXPECT_EQ(to_nfc("\xff").error().code, Code::kInvalid); }

TEST(WithoutWhiteSpace, DropsEveryKind) {
  EXPECT_EQ(without_white_space(" a\t\n\v\f\rb\u0085\u00a0\u1680\u2000\u200a\u2028\u2029\u202f"
                                "\u205f\u3000c"),
            "abc");
  EXPECT_EQ(without_white_space("\u4e2a \u4eba\u3000\u4fe1\u606f"), "\u4e2a\u4eba\u4fe1\u606f");
}

TEST(WithoutWhiteSpace, KeepsWhatOnlyLooksEmpty) {
  EXPECT_EQ(without_white_space("\u200b\u2060\U0001F600"), "\u200b\u2060\U0001F600");
}

RC_GTEST_PROP(WithoutWhiteSpace, KeepsAnyBytesInBounds, (const std::string& bytes)) {
  const std::string once = without_white_space(bytes);
  RC_ASSERT(once.size() <= bytes.size());
  RC_ASSERT(find_invalid_utf8(bytes).has_value() || !find_invalid_utf8(once).has_value());
}

TEST(DisplayColumns, CountsWideCharactersTwiceAndInvisibleOnesNot) {
  EXPECT_EQ(display_columns(""), 0u);
  EXPECT_EQ(display_columns("if a.b"), 6u);
  EXPECT_EQ(display_columns("\u4e2a\u4eba info"), 9u);
  EXPECT_EQ(display_columns("\uff08\u3002\u3000"), 6u);        // Full-width forms, 。, space.
  EXPECT_EQ(display_columns("\u201c\u00e9\u2026\u201d"), 4u);  // Ambiguous ones are narrow.
  EXPECT_EQ(display_columns("e\u0301\u200b\u2060"), 1u);
  EXPECT_EQ(display_columns("\U00020000"), 2u);
  EXPECT_EQ(display_columns("\xff\xe4\xb8"), 3u);
}

RC_GTEST_PROP(DisplayColumns, IsNeverMoreThanTheBytes, (const std::string& bytes)) {
  RC_ASSERT(display_columns(bytes) <= bytes.size());
}

}  // namespace
}  // namespace lawful
