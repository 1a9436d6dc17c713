#include "app/law_changes.h"

#include <gtest/gtest.h>

namespace lawful {
namespace {

Date day(int year, unsigned month, unsigned number) {
  return Date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{number}};
}

const Date kStart = day(2021, 11, 1);
const Date kChange = day(2023, 1, 1);
const Date kEnd = day(2025, 1, 1);

// One pack with an end, a rule of two versions, a rule that ends early, and a parameter.
Law law() {
  Law law;
  Pack pack;
  pack.law = "demo";
  pack.in_force = {kStart, kEnd};
  law.packs.push_back(pack);
  const auto add_rule = [&](const char* id, GroupId group, DayInterval days) {
    Rule rule;
    rule.id = id;
    rule.group = group;
    rule.in_force = days;
    law.rules.push_back(rule);
  };
  add_rule("demo.two", 0, {kStart, kChange});
  add_rule("demo.two", 0, {kChange, kEnd});
  add_rule("demo.early", 1, {kStart, kChange});
  law.groups = {{"demo.two", {0, 1}, {}, {}}, {"demo.early", {2}, {}, {}}};
  Param param;
  param.id = "demo.age";
  param.values = {{{kStart, kChange}, 14, {}}, {{kChange, kEnd}, 16, {}}};
  law.params.push_back(param);
  return law;
}

std::vector<ChangeKind> kinds(const ChangeDay& day) {
  std::vector<ChangeKind> out;
  for (const LawChange& change : day.changes) out.push_back(change.kind);
  return out;
}

TEST(LawChanges, OnlyWhatChangesInsideAPackIsNamedBesideIt) {
  const auto days = changes_of(law());
  ASSERT_EQ(days.size(), 3U);
  EXPECT_EQ(days[0].day, kStart);
  EXPECT_EQ(kinds(days[0]), std::vector{ChangeKind::kPackBegins});
  EXPECT_EQ(days[1].day, kChange);
  EXPECT_EQ(kinds(days[1]), (std::vector{ChangeKind::kValueChanges, ChangeKind::kRuleChanges,
                                         ChangeKind::kRuleEnds}));
  EXPECT_EQ(days[2].day, kEnd);
  EXPECT_EQ(kinds(days[2]), std::vector{ChangeKind::kPackEnds});
}

TEST(LawChanges, ValueTellsOldAndNew) {
  const auto days = changes_of(law());
  EXPECT_EQ(days[1].changes[0].before, 14);
  EXPECT_EQ(days[1].changes[0].after, 16);
}

TEST(LawChanges, ValueRestatedIsNoChange) {
  Law demo = law();
  demo.params[0].values[1].value = 14;
  EXPECT_EQ(kinds(changes_of(demo)[1]),
            (std::vector{ChangeKind::kRuleChanges, ChangeKind::kRuleEnds}));
}

TEST(LawChanges, ValueThatEndsBeforeItsPackIsNamed) {
  Law demo = law();
  demo.params[0].values[1].in_force.until = day(2024, 1, 1);
  const auto days = changes_of(demo);
  ASSERT_EQ(days.size(), 4U);
  EXPECT_EQ(kinds(days[2]), std::vector{ChangeKind::kValueEnds});
  EXPECT_EQ(days[2].changes[0].before, 16);
  EXPECT_EQ(days[2].changes[0].after, std::nullopt);
}

}  // namespace
}  // namespace lawful
