#include "crypto/recovery_share.h"

#include <algorithm>
#include <set>

#include "crypto/random.h"
#include "crypto/vectors_test.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

constexpr ShareSet kSet = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

std::string text_of_share(const RecoveryShare& share) {
  return std::string(reveal_share_text(share).reveal_text());
}

RecoveryShare copy(const RecoveryShare& share) { return parse_share(text_of_share(share)).value(); }

std::vector<RecoveryShare> chosen(const std::vector<RecoveryShare>& shares, unsigned mask) {
  std::vector<RecoveryShare> out;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if ((mask >> i & 1U) != 0) out.push_back(copy(shares[i]));
  }
  return out;
}

TEST(SplitKey, GivesTheKeyBackFromAnySharesThatAreEnoughAndFromNoFewer) {
  for (const auto& [threshold, count] :
       {std::pair<unsigned, unsigned>{2, 2}, {2, 3}, {3, 5}, {5, 5}}) {
    const auto key = key_of<WrappingKey>(counting(1, 32));
    const auto shares = split_key(key, static_cast<std::uint8_t>(threshold),
                                  static_cast<std::uint8_t>(count), kSet);
    ASSERT_TRUE(shares) << shares.error().message;
    ASSERT_EQ(shares->size(), count);
    for (unsigned mask = 0; mask < 1U << count; ++mask) {
      const auto joined = join_shares(chosen(*shares, mask));
      const bool enough = static_cast<unsigned>(__builtin_popcount(mask)) >= threshold;
      ASSERT_EQ(joined.has_value(), enough) << threshold << "/" << count << " " << mask;
      if (enough) {
        EXPECT_EQ(text_of(joined->reveal_key_bytes()), counting(1, 32));
      } else {
        EXPECT_EQ(joined.error().code, Code::kInvalid);
      }
    }
  }
}

// Fewer shares than the threshold, passed off as enough, give an unrelated key.
TEST(SplitKey, TellsNothingToFewerThanTheThreshold) {
  const auto key = key_of<WrappingKey>(counting(1, 32));
  auto shares = split_key(key, 3, 3, kSet).value();
  std::vector<RecoveryShare> two;
  for (int i = 0; i < 2; ++i) two.push_back(std::move(shares[static_cast<std::size_t>(i)]));
  for (RecoveryShare& share : two) share.threshold = 2;
  const auto joined = join_shares(two);
  ASSERT_TRUE(joined);
  EXPECT_NE(text_of(joined->reveal_key_bytes()), counting(1, 32));
}

TEST(SplitKey, RefusesNumbersThatMakeNoSharing) {
  const auto key = random_key<WrappingKey>();
  for (const auto& [threshold, count] :
       {std::pair<unsigned, unsigned>{0, 0}, {1, 1}, {1, 5}, {3, 2}, {2, 17}, {17, 17}}) {
    EXPECT_FALSE(check_share_numbers(threshold, count)) << threshold << "/" << count;
    EXPECT_FALSE(split_key(key, static_cast<std::uint8_t>(threshold),
                           static_cast<std::uint8_t>(count), kSet));
  }
  EXPECT_TRUE(check_share_numbers(2, 2));
  EXPECT_TRUE(check_share_numbers(16, 16));
}

TEST(JoinShares, NamesTheShareThatIsTwiceOrOfAnotherSet) {
  const auto key = random_key<WrappingKey>();
  const auto shares = split_key(key, 2, 3, kSet).value();
  ShareSet other_set = kSet;
  other_set[15] = 99;
  const auto others = split_key(key, 2, 3, other_set).value();
  std::vector<RecoveryShare> mixed;
  mixed.push_back(copy(shares[0]));
  mixed.push_back(copy(others[1]));
  EXPECT_NE(join_shares(mixed).error().message.find("share 1 and share 2 are of different sets"),
            std::string::npos);
  std::vector<RecoveryShare> twice;
  twice.push_back(copy(shares[2]));
  twice.push_back(copy(shares[2]));
  EXPECT_EQ(join_shares(twice).error().message, "share 3 was given twice");
}

RecoveryShare example() { return {kSet, 3, 5, 2, key_of<Secret<ForSharing>>(counting(32, 32))}; }

// Worked out apart from the code (docs/formats/key-file.md).
constexpr std::string_view kExample =
    "lawful recovery share 2 of 5\n"
    "any 3 of them open the key file; keep each with another person\n"
    "set 000102030405060708090a0b0c0d0e0f\n"
    "1 0400-20G3-0G2G-CVVB\n"
    "2 0W40-J2GB-1G6G-W2N0\n"
    "3 1W1G-A0H0-44H2-6X35\n"
    "4 4GJJ-C9S8-54N2-PA6S\n"
    "5 5GPJ-WBSG-64S3-6MXF\n"
    "6 6GTK-CDSR-74X3-Q6JX\n"
    "7 7GYK-WFRY-ESW3-KFWH\n";

TEST(ShareText, IsWhatTheFormatSays) { EXPECT_EQ(text_of_share(example()), kExample); }

TEST(ShareText, IsReadBackAsItWasAndAsPeopleType) {
  std::string typed(kExample);
  std::ranges::transform(typed, typed.begin(), [](char c) {
    return c == '-' ? ' ' : c == '0' ? 'o' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  typed.replace(typed.find("1g6g"), 1, "l");
  typed.replace(typed.find("w1g"), 3, "wIg");
  for (const std::string& text : {std::string(kExample), typed, "  " + typed + "\r\nend\r\n"}) {
    const auto share = parse_share(text);
    ASSERT_TRUE(share) << share.error().message;
    EXPECT_EQ(share->set, kSet);
    EXPECT_EQ(share->threshold, 3);
    EXPECT_EQ(share->count, 5);
    EXPECT_EQ(share->number, 2);
    EXPECT_EQ(text_of(share->piece.reveal_key_bytes()), counting(32, 32));
  }
}

std::size_t line_start(const std::string& text, int number) {
  return text.find("\n" + std::to_string(number) + " ") + 1;
}

// Each letter of each line, typed as each of the others: the line is named.
TEST(ShareText, TellsInWhichLineALetterIsWrong) {
  const std::string text(kExample);
  int tried = 0;
  for (int line = 1; line <= 7; ++line) {
    const std::size_t start = line_start(text, line) + 2;
    for (std::size_t at = start; text[at] != '\n'; ++at) {
      if (text[at] == '-') continue;
      for (char c : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
        if (c == text[at]) continue;
        std::string wrong = text;
        wrong[at] = c;
        const auto share = parse_share(wrong);
        ASSERT_FALSE(share) << line << " " << c;
        // Two bytes of check: one mistake in 65536 gets past a line, and then the whole tells.
        const bool named =
            share.error().message.starts_with("line " + std::to_string(line) + " of");
        EXPECT_TRUE(named || share.error().message.find("lines of two shares") != std::string::npos)
            << share.error().message;
        ++tried;
      }
    }
  }
  EXPECT_EQ(tried, 7 * 16 * 31);
}

TEST(ShareText, TellsWhichLineIsMissingTwiceThereTooShortOrUnknown) {
  const std::string text(kExample);
  const std::size_t start = line_start(text, 4);
  const std::size_t size = text.find('\n', start) + 1 - start;
  std::string missing = text;
  missing.erase(start, size);
  EXPECT_EQ(parse_share(missing).error().message, "line 4 of a recovery share is missing");
  EXPECT_EQ(parse_share("").error().message, "line 1 of a recovery share is missing");
  EXPECT_EQ(parse_share(text + text.substr(start, size)).error().message,
            "line 4 of a recovery share is there twice");
  std::string cut = text;
  cut.erase(start + 5, 1);
  EXPECT_EQ(parse_share(cut).error().message,
            "line 4 of a recovery share has 16 letters and digits, without U");
  std::string unknown = text;
  unknown[start + 3] = 'U';
  EXPECT_FALSE(parse_share(unknown));
  EXPECT_FALSE(parse_share(text + "8 0000-0000-0000-0000\n"));
}

TEST(ShareText, TellsLinesOfTwoShares) {
  const auto shares = split_key(random_key<WrappingKey>(), 2, 2, kSet).value();
  const std::string one = text_of_share(shares[0]);
  std::string mixed = text_of_share(shares[1]);
  mixed.replace(line_start(mixed, 5), 22, one.substr(line_start(one, 5), 22));
  EXPECT_EQ(parse_share(mixed).error().message, "a recovery share has lines of two shares");
}

TEST(SplitKey, NeverMakesTheSameSharesTwice) {
  const auto key = key_of<WrappingKey>(counting(1, 32));
  std::set<std::string> texts;
  for (int i = 0; i < 50; ++i) {
    const auto shares = split_key(key, 2, 2, kSet).value();
    for (const RecoveryShare& share : shares) {
      texts.insert(text_of_share(share));
    }
  }
  EXPECT_EQ(texts.size(), 100U);
}

}  // namespace
}  // namespace lawful
