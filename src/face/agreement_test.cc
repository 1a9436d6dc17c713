// What the interface answers is what the reference interpreter answers.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "compile/random_act_test.h"
#include "face/act_impl.h"
#include "face/built_in_test.h"
#include "gtest/gtest.h"
#include "rules/decision.h"
#include "rules/decision_json.h"
#include "rules/decision_text.h"

namespace lawful::v1 {
namespace {

using testing::built_in;

std::vector<RuleId> rules_with(const Evaluation& evaluation, lawful::Status status) {
  std::vector<RuleId> out;
  for (const RuleResult& each : evaluation.rules)
    if (each.status == status) out.push_back({each.rule});
  return out;
}

void expect_agreement(const Engine& engine, const Act& act) {
  const lawful::Law& law = built_in().impl()->law;
  const auto expected = evaluate(law, act.impl()->act, default_readings(law), engine.day());
  auto facts = engine.prepare(act);
  ASSERT_EQ(static_cast<bool>(facts), expected.has_value());
  if (!facts) return;
  Verdict verdict = engine.verdict(act.kind());
  engine.decide(facts.value(), engine.day(), verdict).value();
  EXPECT_EQ(to_string(verdict.outcome()), lawful::to_string(expected->outcome));
  EXPECT_EQ(verdict.reached(), expected->reached);
  const auto same = [&](std::span<const RuleId> list, lawful::Status status) {
    return std::ranges::is_permutation(list, rules_with(*expected, status));
  };
  EXPECT_TRUE(same(verdict.violated(), lawful::Status::kViolated));
  EXPECT_TRUE(same(verdict.open(), lawful::Status::kOpen));
  EXPECT_TRUE(same(verdict.assumed(), lawful::Status::kAssumed));
}

// Through `act()` and back: the facts say what was stated.
void expect_same_explanation(const Engine& engine, const Act& act) {
  const Facts facts = engine.prepare(act).value();
  const Explanation shown = engine.explain(facts.act(engine.day())).value();
  const lawful::Law& law = built_in().impl()->law;
  lawful::Act same = act.impl()->act;
  same.at = Period{engine.day(), engine.day()};
  const Query query{.at = std::nullopt, .today = engine.day(), .readings = default_readings(law)};
  const Decision decision = *lawful::decide(law, same, query);
  EXPECT_EQ(to_string(shown.outcome()), lawful::to_string(decision.outcome));
  const Explanation direct = engine.explain(act).value();
  same.at = act.impl()->act.at;
  const Decision whole = *lawful::decide(law, same, query);
  EXPECT_EQ(direct.id(), whole.id);
  EXPECT_EQ(direct.json(), to_json(whole));
  EXPECT_EQ(direct.text(Language::kChinese), to_text(whole, Lang::kZh, true));
  EXPECT_EQ(direct.text(Language::kEnglish, false), to_text(whole, Lang::kEn, false));
}

TEST(Agreement, HoldsOnThePublishedCases) {
  std::map<Date, Engine> engines;
  int acts_seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator("tests/cases")) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".toml" || name == "verdicts.toml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const auto acts = built_in().read_acts(text, name);
    ASSERT_TRUE(acts) << acts.error().message;
    for (const Act& act : acts.value()) {
      const auto& at = act.impl()->act.at;
      const Date day = at ? at->to : testing::kDay;
      const Engine& engine =
          engines.try_emplace(day, built_in().compile(day).value()).first->second;
      Act on_day = act.copy();
      on_day.set_day(day);
      expect_agreement(engine, on_day);
      if (&act == &acts.value().front()) expect_same_explanation(engine, on_day);
      ASSERT_FALSE(::testing::Test::HasFailure()) << name << " " << act.name();
      ++acts_seen;
    }
  }
  EXPECT_GT(acts_seen, 50);
}

TEST(Agreement, HoldsOnRandomActs) {
  const std::uint64_t seed = lawful::testing::property_seed();
  lawful::testing::RandomLaw random(seed);
  for (int k = 0; k < 40; ++k) {
    const auto kind = static_cast<ActKind>(k % kActKindCount);
    const double known = k < 20 ? 0.05 : 0.5;
    lawful::Act act =
        lawful::testing::random_act(built_in().impl()->law, kind, testing::kDay, random, known);
    expect_agreement(testing::engine(), face_act(built_in().impl(), std::move(act)));
    ASSERT_FALSE(::testing::Test::HasFailure()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace lawful::v1
