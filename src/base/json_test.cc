#include "base/json.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"

namespace lawful {
namespace {

std::string canonical(std::string_view text) { return write_json(parse_json(text).value()); }

std::string message(std::string_view text, const JsonLimits& limits = {}) {
  auto value = parse_json(text, limits);
  return value ? "accepted" : value.error().message;
}

TEST(WriteJson, SortsKeysAndLeavesNoSpaces) {
  EXPECT_EQ(canonical(R"( { "b" : [ 1 , true , null ] , "a" : { "d" : 1 , "c" : "x" } } )"),
            R"({"a":{"c":"x","d":1},"b":[1,true,null]})");
}

TEST(WriteJson, EscapesOnlyWhatJsonDemands) {
  EXPECT_EQ(canonical(R"("\u0001\b\n\r\t\"\\\/\u4e2a")"), "\"\\u0001\\u0008\\n\\r\\t\\\"\\\\/个\"");
}

TEST(WriteJson, KeepsIntegersAndDoublesApart) {
  EXPECT_EQ(canonical("[1, 1.0, -0.5, 1e300, 18446744073709551615, -9223372036854775808]"),
            "[1,1.0,-0.5,1e+300,18446744073709551615,-9223372036854775808]");
}

TEST(PrettyJson, KeepsTheOrderOfKeys) {
  EXPECT_EQ(pretty_json(parse_json(R"({"b":[1,{}],"a":[]})").value()),
            "{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": []\n}");
}

TEST(ParseJson, SaysWhereButNotWhat) {
  EXPECT_EQ(message("{\"name\":\n  \"secret\" \"x\"}"), "not valid JSON at line 2, column 12");
  EXPECT_EQ(message("{} {}"), "not valid JSON at line 1, column 4");
  EXPECT_EQ(message(""), "not valid JSON at line 1, column 1");
  EXPECT_EQ(message("[1,"), "not valid JSON at line 1, column 4");
  EXPECT_EQ(message("\"\xff\""), "not valid JSON at line 1, column 2");
}

TEST(ParseJson, TakesEveryKindOfRoot) {
  for (const char* text : {"1", "-1.5", "true", "null", " \"a\" ", "[]", "18446744073709551615"}) {
    EXPECT_EQ(message(text), "accepted") << text;
  }
}

TEST(ParseJson, RefusesANumberThatIsNotFinite) {
  EXPECT_EQ(message("[1e999]").substr(0, 14), "not valid JSON");
  EXPECT_EQ(canonical("[1e-999]"), "[0.0]");
}

TEST(ParseJson, ReadsDoublesToTheLastBit) {
  EXPECT_EQ(canonical("[1.0213392056756343,0.1,5e-324,1.7976931348623157e308]"),
            "[1.0213392056756343,0.1,5e-324,1.7976931348623157e+308]");
}

TEST(ParseJson, KeepsItsLimits) {
  EXPECT_EQ(message("[[[]]]", {.bytes_max = 100, .depth_max = 3}), "accepted");
  EXPECT_EQ(message("[[[[]]]]", {.bytes_max = 100, .depth_max = 3}),
            "JSON is nested deeper than 3");
  EXPECT_EQ(message("[1]", {.bytes_max = 2, .depth_max = 3}), "JSON is longer than 2 bytes");
  EXPECT_EQ(message(std::string(10'000'000, '[')), "JSON is nested deeper than 64");
}

RC_GTEST_PROP(WriteJson, ReadsBackAsTheSameValue, ()) {
  JsonObject object;
  for (const auto& [key, number] : *rc::gen::arbitrary<std::map<std::int64_t, double>>()) {
    if (std::isfinite(number)) object[std::to_string(key)] = JsonArray{key, number, number > 0};
  }
  const std::string text = write_json(object);
  RC_ASSERT(canonical(text) == text);
  RC_ASSERT(canonical(pretty_json(object)) == text);
}

}  // namespace
}  // namespace lawful
