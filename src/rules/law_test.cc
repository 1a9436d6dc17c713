#include "rules/law.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

using std::chrono::April;
using std::chrono::January;
using std::chrono::November;
using namespace std::chrono_literals;

constexpr Date kStart = 2021y / November / 1;
constexpr Date kAmended = 2025y / January / 1;

void add_paragraph(Pack& pack, int article, int number, int items) {
  Paragraph paragraph;
  paragraph.provision = {"pipl", article, number, 0};
  paragraph.items = items;
  pack.paragraphs.push_back(std::move(paragraph));
}

void add_version(Law& law, DayInterval in_force) {
  law.groups[0].versions.push_back(static_cast<std::uint32_t>(law.rules.size()));
  Rule rule;
  rule.id = law.groups[0].id;
  rule.in_force = in_force;
  law.rules.push_back(std::move(rule));
}

// Generated: articles 1 (one paragraph), 2 (one paragraph with three items) and 3 (two paragraphs).
Law small_law() {
  Law law;
  Pack& pack = law.packs.emplace_back();
  pack.law = "pipl";
  pack.in_force = {kStart, std::nullopt};
  add_paragraph(pack, 1, 1, 0);
  add_paragraph(pack, 2, 1, 3);
  add_paragraph(pack, 3, 1, 1);
  add_paragraph(pack, 3, 2, 0);
  law.groups.emplace_back().id = "pipl.notice";
  add_version(law, {kStart, kAmended});
  add_version(law, {kAmended, std::nullopt});
  law.params.emplace_back().id = "pipl.age";
  law.params[0].values.push_back({{kStart, kAmended}, 14, {}});
  law.readings.emplace_back().name = "scope";
  return law;
}

TEST(DayInterval, ContainsItsFirstDayAndNotItsLast) {
  const DayInterval year{2022y / January / 1, 2023y / January / 1};
  EXPECT_FALSE(year.contains(2021y / std::chrono::December / 31));
  EXPECT_TRUE(year.contains(2022y / January / 1));
  EXPECT_TRUE(year.contains(2022y / std::chrono::December / 31));
  EXPECT_FALSE(year.contains(2023y / January / 1));
  EXPECT_TRUE((DayInterval{kStart, std::nullopt}).contains(9999y / January / 1));
}

TEST(Law, FindsByName) {
  const Law law = small_law();
  EXPECT_EQ(law.find_group("pipl.notice"), GroupId{0});
  EXPECT_EQ(law.find_group("notice"), std::nullopt);
  EXPECT_EQ(law.find_param("pipl.age"), 0u);
  EXPECT_EQ(law.find_param("pipl.notice"), std::nullopt);
  EXPECT_EQ(law.find_reading("scope"), 0u);
  EXPECT_EQ(law.find_reading("age"), std::nullopt);
  EXPECT_EQ(law.find_pack("pipl"), &law.packs[0]);
  EXPECT_EQ(law.find_pack("civil-code"), nullptr);
}

TEST(Law, ChoosesTheVersionOfTheDay) {
  const Law law = small_law();
  EXPECT_EQ(law.at(0, 2021y / April / 1), nullptr);
  EXPECT_EQ(law.at(0, kStart), &law.rules[0]);
  EXPECT_EQ(law.at(0, kAmended), &law.rules[1]);
  EXPECT_EQ(law.param_at(0, kStart), 14);
  EXPECT_EQ(law.param_at(0, kAmended), std::nullopt);
}

TEST(Law, NextChangeIsTheFirstDayAfterOnWhichAnythingBeginsOrEnds) {
  Law law = small_law();
  EXPECT_EQ(law.next_change(2000y / January / 1), kStart);
  EXPECT_EQ(law.next_change(kStart), kAmended);
  EXPECT_EQ(law.next_change(kAmended), std::nullopt);
  law.implications.emplace_back().in_force = {2023y / January / 1, std::nullopt};
  EXPECT_EQ(law.next_change(kStart), 2023y / January / 1);
}

TEST(Law, KnowsWhichProvisionsExist) {
  const Law law = small_law();
  EXPECT_TRUE(law.exists({"pipl", 0, 0, 0}));
  EXPECT_TRUE(law.exists({"pipl", 3, 0, 0}));
  EXPECT_TRUE(law.exists({"pipl", 3, 2, 0}));
  EXPECT_TRUE(law.exists({"pipl", 2, 1, 3}));
  EXPECT_FALSE(law.exists({"pipl", 2, 1, 4}));
  EXPECT_FALSE(law.exists({"pipl", 3, 3, 0}));
  EXPECT_FALSE(law.exists({"pipl", 4, 0, 0}));
  EXPECT_FALSE(law.exists({"civil-code", 0, 0, 0}));
}

TEST(Law, ResolvesParagraphOrItem) {
  const Law law = small_law();
  EXPECT_EQ(law.resolve({"pipl", 3, 2, 0}).value(), (Provision{"pipl", 3, 2, 0}));
  EXPECT_EQ(law.resolve({"pipl", 2, 1, 0}).value(), (Provision{"pipl", 2, 1, 0}));
  EXPECT_EQ(law.resolve({"pipl", 2, 3, 0}).value(), (Provision{"pipl", 2, 1, 3}));
}

TEST(Law, SaysWhatItHasInsteadOfAProvisionThatDoesNotExist) {
  const Law law = small_law();
  const auto why = [&](int article, int paragraph, int item) {
    return law.resolve({"pipl", article, paragraph, item}).error().message;
  };
  EXPECT_EQ(why(75, 0, 0), "`pipl` has no article 75: it has articles 1 to 3");
  EXPECT_EQ(why(3, 3, 0), "`pipl` has no paragraph 3(3): article 3 has 2 paragraphs");
  EXPECT_EQ(why(1, 2, 0), "`pipl` has no paragraph 1(2): article 1 has 1 paragraph");
  EXPECT_EQ(why(2, 1, 8), "`pipl` has no item 8 of 2(1): it has 3 items");
  EXPECT_EQ(law.resolve({"civil-code", 1, 0, 0}).error().message,
            "`civil-code` is not a loaded law");
  EXPECT_EQ(law.resolve({"pipl", 75, 0, 0}).error().code, Code::kNotFound);
}

}  // namespace
}  // namespace lawful
