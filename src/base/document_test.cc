#include "base/document.h"

#include <chrono>
#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace lawful {
namespace {

using namespace std::chrono_literals;

Node read(std::string_view bytes, Format format) {
  auto root = read_document(bytes, "f", format);
  EXPECT_TRUE(root) << root.error().message;
  return root ? *std::move(root) : Node{{}, Table{}};
}

std::string message(std::string_view bytes, Format format) {
  auto root = read_document(bytes, "f", format);
  return root ? "accepted" : root.error().message;
}

const Table& table(const Node& node) { return std::get<Table>(node.value); }
const List& list(const Node& node) { return std::get<List>(node.value); }

std::string key_places(const Table& table) {
  std::string text;
  for (const Entry& entry : table.entries) {
    text += entry.key + "@" + to_string(entry.at) + "=" + to_string(entry.value->at) + " ";
  }
  return text;
}

TEST(ReadToml, KnowsEachKeyAndValueByItsPlace) {
  const Node root = read(
      "# Orders\n"
      "zeta = true\n"
      "\"名\" = \"\"\"\n文\"\"\"\n"
      "\"个人\" = 2\n"
      "[activity.retention]\n"
      "  days = [30, 60]\n"
      "[[order]]\n"
      "on = 2025-01-31\n"
      "[[order]]\n"
      "rate = 1.5\n"
      "[activity]\n"
      "a.b = { c = 1 }\n",
      Format::kToml);
  EXPECT_EQ(key_places(table(root)),
            "zeta@f:2:1=f:2:8 名@f:3:1=f:3:7 个人@f:5:1=f:5:8 activity@f:6:2=f:6:2 "
            "order@f:8:3=f:8:1 ");
  const Table& activity = table(*table(root).find("activity"));
  EXPECT_EQ(key_places(activity), "retention@f:6:11=f:6:11 a@f:13:1=f:13:1 ");
  const List& days = list(*table(*activity.find("retention")).find("days"));
  EXPECT_EQ(to_string(days.items.at(1).at), "f:7:15");
  EXPECT_EQ(std::get<std::int64_t>(days.items.at(1).value), 60);
  const List& orders = list(*table(root).find("order"));
  ASSERT_EQ(orders.items.size(), 2u);
  EXPECT_EQ(std::get<LocalDate>(table(orders.items[0]).find("on")->value).date,
            Date(2025y / std::chrono::January / 31));
  EXPECT_EQ(std::get<double>(table(orders.items[1]).find("rate")->value), 1.5);
  EXPECT_EQ(key_places(table(*activity.find("a"))), "b@f:13:3=f:13:7 ");
}

TEST(ReadJson, KnowsEachKeyAndValueByItsPlace) {
  const Node root = read(
      "{\r\n"
      "  \"名\": [1, -2.5e3,\"文\\u4e2a\",\n    {}],\n"
      "  \"a\" : {\"b\":true, \"c\": null }, \"z\":9223372036854775807\n"
      "}\n",
      Format::kJson);
  EXPECT_EQ(key_places(table(root)), "名@f:2:3=f:2:8 a@f:4:3=f:4:9 z@f:4:33=f:4:37 ");
  const List& items = list(*table(root).find("名"));
  ASSERT_EQ(items.items.size(), 4u);
  EXPECT_EQ(to_string(items.items[0].at), "f:2:9");
  EXPECT_EQ(std::get<double>(items.items[1].value), -2500);
  EXPECT_EQ(to_string(items.items[1].at), "f:2:12");
  EXPECT_EQ(std::get<std::string>(items.items[2].value), "文个");
  EXPECT_EQ(to_string(items.items[2].at), "f:2:19");
  EXPECT_EQ(to_string(items.items[3].at), "f:3:5");
  EXPECT_EQ(key_places(table(*table(root).find("a"))), "b@f:4:10=f:4:14 c@f:4:20=f:4:25 ");
  EXPECT_EQ(table(root).find("none"), nullptr);
}

struct Refusal {
  Format format;
  std::string_view bytes;
  std::string_view message;

  friend void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.bytes; }
};
constexpr Format kToml = Format::kToml;
constexpr Format kJson = Format::kJson;

class Refuses : public testing::TestWithParam<Refusal> {};
TEST_P(Refuses, WithPlaceAndAdvice) {
  EXPECT_EQ(message(GetParam().bytes, GetParam().format), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Bytes, Refuses,
    testing::Values(Refusal{kToml, "", "f: the file is empty"},
                    Refusal{kJson, "\xEF\xBB\xBF \r\n\t", "f: the file is empty"},
                    Refusal{kToml, "a = 1\n个 = \"\xff\"",
                            "f:2:6: not UTF-8 from here on; save the file as UTF-8"},
                    Refusal{kJson, "\xff\xfe{\0",
                            "f:1:1: not UTF-8 from here on; save the file as UTF-8"}));

INSTANTIATE_TEST_SUITE_P(
    Toml, Refuses,
    testing::Values(
        Refusal{kToml, "a = 1\nb = 2\n  a = 3\n", "f:3:3: `a` is given twice, first at 1:1"},
        Refusal{kToml, "a = 1\n[t]\nb = 1\na = 2\nb = 3\n",
                "f:5:1: `b` is given twice, first at 3:1"},
        Refusal{kToml, "[t.u]\na=1\n[x]\n[t.u]\n", "f:4:1: `t.u` is given twice, first at 1:1"},
        Refusal{kToml, "t = { a = 1, a = 2 }\n", "f:1:14: `a` is given twice"},
        Refusal{kToml, "\"Zhang San\" = 1\n\"Zhang San\" = 1\n",
                "f:2:1: a key is given twice, first at 1:1"},
        Refusal{kToml, "phone = 13800138000138001380\n", "f:1:29: integer does not fit in 64 bits"},
        Refusal{kToml, "a = 1e999\n", "f:1:10: number is too large"},
        Refusal{kToml, "a = [1.0, nan]\n", "f:1:11: a number must be finite, not inf or nan"},
        Refusal{kToml, "a = -inf\n", "f:1:5: a number must be finite, not inf or nan"},
        Refusal{kToml, "a = 2025-02-30\n",
                "f:1:15: expected day between 1 and 28 (inclusive) in a date"},
        Refusal{kToml, "a = 2025-01-31T09:00:00Z\n",
                "f:1:5: a time of day is not taken; a date like 2025-01-31 is enough"},
        Refusal{kToml, "a = 09:00:00\n",
                "f:1:5: a time of day is not taken; a date like 2025-01-31 is enough"},
        Refusal{kToml, "a = Zhang\n", "f:1:5: not a value of TOML; text stands in quotes"},
        Refusal{kToml, "t.a = 1\n[x]\n[t.a]\n", "f:3:1: `t.a` is given twice"},
        Refusal{kToml, "t = 1\nt.a = 2\n", "f:2:1: `t.a` is given twice"},
        Refusal{kToml, "a = \"x\n\"",
                "f:1:7: a line end or control character inside a string; write it as an escape"},
        Refusal{kToml, "a = '''x", "f:1:9: the file ends before the literal string does"},
        Refusal{kToml, "a = \"\\z\"", "f:1:7: unknown escape in a string"},
        Refusal{kToml, "a = 1 secret\n",
                "f:1:7: expected a comment or whitespace in a key-value pair"},
        Refusal{
            kToml, "名 = 1",
            "f:1:1: expected a key; one that is not of a-z, A-Z, 0-9, _ and - stands in quotes"},
        Refusal{kToml, "a\n", "f:1:2: expected '=' in a key-value pair"},
        Refusal{kToml, "[a\n", "f:1:3: expected ']' in a table header"},
        Refusal{kToml, "a = [1,\n", "f:1:9: the file ends before the array does"}));

INSTANTIATE_TEST_SUITE_P(
    Json, Refuses,
    testing::Values(
        Refusal{kJson, "{\"a\": 1,\n \"b\": 2,\n \"a\": 3}",
                "f:3:2: `a` is given twice, first at 1:2"},
        Refusal{kJson, "{\"x\": {\"13800138000@q\": 1, \"13800138000@q\": 1}}",
                "f:1:28: a key is given twice, first at 1:8"},
        Refusal{kJson, "[{}]", "f:1:1: the root must be an object; put this value under a key"},
        Refusal{kJson, " 12 ", "f:1:2: the root must be an object; put this value under a key"},
        Refusal{kJson, "{\"a\": 9223372036854775808}", "f:1:7: integer does not fit in 64 bits"},
        Refusal{kJson, "{\"a\": -9223372036854775809}", "f:1:7: integer does not fit in 64 bits"},
        Refusal{kJson, "{\"a\": 99999999999999999999 }", "f:1:7: integer does not fit in 64 bits"},
        Refusal{kJson, "{\"a\": 1e999}", "f:1:7: number is too large"},
        Refusal{kJson, "{\"a\": 1e99999999999}", "f:1:18: number is too large"},
        Refusal{kJson, "{\"a\": NaN}", "f:1:7: not valid JSON here"},
        Refusal{kJson, "{\"a\": 'b'}", "f:1:7: not valid JSON here: text stands in double quotes"},
        Refusal{kJson, "{} // end", "f:1:4: something follows the end of the root object"},
        Refusal{kJson, "{\n// a\n}", "f:2:1: not valid JSON here: JSON has no comments"},
        Refusal{kJson, "{\"a\": [1,]}",
                "f:1:10: not valid JSON here: a value is missing, or a comma is too many"},
        Refusal{kJson, "{\"a\": \"x\ny\"}",
                "f:1:9: a line end or control character inside a string; write it as an escape"},
        Refusal{kJson, "{\"a\": \"\\x\"}", "f:1:9: unknown or broken escape in a string"},
        Refusal{kJson, "{\"a\": \"\\ud800x\"}", "f:1:14: unknown or broken escape in a string"},
        Refusal{kJson, "{\"a\": tru}",
                "f:1:10: not valid JSON here: a value is missing, or a comma is too many"},
        Refusal{kJson, "{\"a\": 1", "f:1:8: the file ends before the value does"},
        Refusal{kJson, "{\"a\": \"x", "f:1:9: the file ends before the value does"}));

TEST(ReadDocument, TakesByteOrderMarkAndCrlf) {
  EXPECT_EQ(key_places(table(read("\xEF\xBB\xBF"
                                  "a = 1\r\nb = 2\r\n",
                                  kToml))),
            "a@f:1:1=f:1:5 b@f:2:1=f:2:5 ");
  EXPECT_EQ(key_places(table(read("\xEF\xBB\xBF{\"a\":\r\n1}", kJson))), "a@f:1:2=f:2:1 ");
}

std::string nested(std::string_view open, std::string_view close, int levels) {
  std::string text;
  for (int i = 0; i < levels; ++i) text += open;
  for (int i = 0; i < levels; ++i) text += close;
  return text;
}

TEST(ReadDocument, NestsAsDeepAsItSays) {
  // The root is the first level.
  EXPECT_EQ(message("{\"a\":" + nested("[", "]", kDepthMax - 1) + "}", kJson), "accepted");
  EXPECT_EQ(message("a = " + nested("[", "]", kDepthMax - 1), kToml), "accepted");
  EXPECT_EQ(message("{\"a\":" + nested("[", "]", kDepthMax) + "}", kJson),
            "f:1:69: nested deeper than 64 levels");
  EXPECT_EQ(message("a = " + nested("[", "]", kDepthMax), kToml),
            "f:1:68: nested deeper than 64 levels");
}

TEST(ReadDocument, RefusesDepthWithoutRecursingIntoIt) {
  const std::string brackets(10'000'000, '[');
  const std::string dots = "a" + nested(".a", "", 4'000'000);
  EXPECT_EQ(message(brackets, kJson), "f:1:65: nested deeper than 64 levels");
  EXPECT_NE(message(brackets, kToml), "accepted");
  EXPECT_EQ(message("a = " + brackets, kToml), "f:1:69: nested deeper than 64 levels");
  EXPECT_EQ(message(nested("{\"a\":", "", 3'000'000), kJson),
            "f:1:321: nested deeper than 64 levels");
  EXPECT_EQ(message(nested("a={", "", 3'000'000), kToml).substr(0, 6), "f:1:19");
  EXPECT_EQ(message(dots + " = 1", kToml), "f:1:128: nested deeper than 64 levels");
  EXPECT_EQ(message("[" + dots + "]", kToml), "f:1:129: nested deeper than 64 levels");
}

TEST(ReadDocument, RefusesSizeBeforeReading) {
  const std::string long_text(kDocumentMax + 1, 'a');
  EXPECT_EQ(message(long_text, kToml), "f: the file is larger than 16 MiB; split it");
  EXPECT_EQ(message(long_text, kJson), "f: the file is larger than 16 MiB; split it");
}

TEST(ReadDocument, RefusesMoreValuesThanFit) {
  const std::string items = "[1" + nested(",1", "", 1'000'000) + "]";
  EXPECT_NE(message("{\"a\":" + items + "}", kJson).find("more than 1000000 values"),
            std::string::npos);
  EXPECT_NE(message("a=" + items, kToml).find("more than 1000000 values"), std::string::npos);
}

TEST(ReadToml, RefusesAFloodOfDottedKeys) {
  std::string text;
  for (int i = 0; i < 100'001; ++i) text += "k" + std::to_string(i) + ".a=1\n";
  EXPECT_EQ(message(text, kToml), "f:100001:8: more than 100000 dots in keys; split the file");
}

TEST(ReadToml, CountsNoDotsInTextAndComments) {
  const std::string dots(200, '.');
  EXPECT_EQ(message("a = \"" + dots + "\\\"" + dots + "\" # '" + dots + "\nb = '''\n'" + dots +
                        "''''\nc = \"\"\"\"" + dots + "\"\"\"\"\"\n",
                    kToml),
            "accepted");
}

TEST(ShownKey, ShowsOnlyWhatLooksLikeAnIdentifier) {
  EXPECT_EQ(shown_key("retention_days.a-1"), "`retention_days.a-1`");
  EXPECT_EQ(shown_key("Zhang San"), "a key");
  EXPECT_EQ(shown_key("张三"), "a key");
  EXPECT_EQ(shown_key(""), "a key");
  EXPECT_EQ(shown_key(std::string(61, 'a')), "a key");
}

RC_GTEST_PROP(ReadDocument, NeverEchoesAValue, (const std::string& tail)) {
  const std::string secret = "Secret13800138000";
  for (const std::string& text :
       {"a = \"" + secret + "\"" + tail, "a = " + secret + tail,
        "{\"a\": \"" + secret + "\"" + tail, "{\"a\": " + secret + tail}) {
    RC_ASSERT(message(text, kToml).find("13800138000") == std::string::npos);
    RC_ASSERT(message(text, kJson).find("13800138000") == std::string::npos);
  }
}

}  // namespace
}  // namespace lawful
