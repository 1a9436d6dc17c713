#include "app/number_tests.h"

#include <gtest/gtest.h>

#include "rules/load.h"

namespace lawful {
namespace {

constexpr const char* kVocabulary = R"(
```facts
fact act.kind : one-of
  value handling       zh "处理" en "handling"
  value transfer       zh "提供" en "transfer"
  value disclosure     zh "公开" en "disclosure"
  value notice         zh "告知" en "notice"
  value request-answer zh "答复" en "answer to a request"
  value device         zh "设备" en "device"
  value duty           zh "义务" en "standing duty"
  value measure        zh "措施" en "measure"
  value fine           zh "罚款" en "fine"
  value claim          zh "起诉" en "suit"
  means zh "种类。" en "The kind."
  ask   zh "哪一种？" en "Which kind?"
  control nobody

fact act.date : date
  means zh "日。" en "The day."
  ask   zh "哪天？" en "Which day?"
  control nobody

fact reader.age : count years
  means zh "年龄。" en "The age."
  ask   zh "多大？" en "How old?"
  control nobody

fact reader.young : yes-no
  means zh "年幼。" en "Young."
  ask   zh "年幼吗？" en "Young?"
  control nobody

fact loan.books : count records
  means zh "册数。" en "The books."
  ask   zh "几册？" en "How many?"
  control nobody
```
)";

constexpr const char* kPack = R"(---
pack: demo@v1
title-zh: 示范法
title-en: Demonstration Law
status: enacted
in-force: 2021-11-01..
covers: none
mark: P
---

```law
text 1.1 sha256 0000000000000000000000000000000000000000000000000000000000000011

param young_age [1.1] : years
  2021-11-01..2023-01-01 = 14
  2023-01-01.. = 16

imply [1.1] reader.young <=> reader.age < young_age

define many [1.1] := loan.books > 5 records

condition few [1.1]
  zh "不得太多" en "not too many"
  when kind = handling
  then not many

condition grown [1.1]
  zh "不年幼" en "not young"
  when kind = handling
  then not reader.young
```

```examples
few met: loan.books = 5
few violated: loan.books = 6
few met: loan.books = 3
grown met: reader.age = 14
grown violated: reader.age = 13
grown violated: reader.age = 15; at = 2023-01-01
few open: reader.age = 16; at = 2023-01-01
```
)";

Law law() {
  Loaded loaded = load_law({{"law/vocabulary.md", kVocabulary}, {"law/demo/v1.md", kPack}}, {});
  for (const Diagnostic& each : loaded.diagnostics) EXPECT_EQ(to_string(each), "");
  return std::move(loaded.law);
}

std::vector<std::int64_t> values(const NumberTest& test) {
  std::vector<std::int64_t> out;
  for (const EdgeExample& each : test.examples) out.push_back(each.value);
  return out;
}

TEST(NumberTests, LiteralIsTheNumberThatThePackWrites) {
  const Law demo = law();
  const auto tests = number_tests(demo);
  ASSERT_EQ(tests.size(), 3U);
  const NumberTest& books = tests[2];
  EXPECT_EQ(books.number, 5);  // `> 5`, though 6 is the least that passes
  EXPECT_EQ(books.param, std::nullopt);
  ASSERT_EQ(books.groups.size(), 1U);
  EXPECT_EQ(demo.groups[books.groups[0]].id, "demo.many");
}

TEST(NumberTests, ExampleReachesATestThroughATerm) {
  EXPECT_EQ(values(number_tests(law())[2]), (std::vector<std::int64_t>{5, 6}));
}

TEST(NumberTests, ExampleReachesATestThroughAnImplicationAndOnItsDayAlone) {
  const auto tests = number_tests(law());
  EXPECT_EQ(tests[0].number, 14);
  EXPECT_EQ(values(tests[0]), (std::vector<std::int64_t>{14, 13}));
  EXPECT_EQ(tests[1].number, 16);
  EXPECT_EQ(values(tests[1]), std::vector<std::int64_t>{15});  // `few` has nothing to do with age
}

}  // namespace
}  // namespace lawful
