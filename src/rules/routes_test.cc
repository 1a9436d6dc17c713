#include "rules/routes.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "rules/interpreter.h"
#include "rules/random_law_test.h"

namespace lawful {
namespace {

using testing::property_seed;
using testing::RandomLaw;

constexpr int kLaws = 40;
constexpr int kActs = 3;
constexpr std::int64_t kCountMax = 300;

Calendar calendar() {
  Counting counting;
  counting.reaches_back_to = std::chrono::December / 29;
  counting.make_up_limits = {{1, 1}};
  auto made = Calendar::make({{2021, {}, {}}}, counting);
  EXPECT_TRUE(made.has_value());
  return *std::move(made);
}

// Whether each route is open when `count` is exactly `number`; nothing where the other facts forbid
// that number.
std::optional<std::vector<Tri>> open_at(const Decision& decision, const Routes& routes,
                                        FactId count, std::int64_t number) {
  const Law& law = *decision.law;
  Act act = decision.act;
  std::erase_if(act.facts, [&](const StatedFact& each) { return each.fact == count; });
  act.facts.push_back({count, ValueSet::of_interval(number, number), {}});
  const auto evaluation = evaluate(law, act, decision.readings, RandomLaw::kFrom);
  if (!evaluation) return std::nullopt;
  Interpreter interpreter(law, evaluation->facts, decision.readings, RandomLaw::kFrom);
  std::vector<Tri> out;
  for (const RouteItem& item : routes.items)
    out.push_back(tri_and(evaluation->scopes.front().in_scope,
                          interpreter.step(law.rules[item.rule].when).value));
  return out;
}

const Band* band_of(const Turn& turn, std::int64_t number) {
  const Band* found = nullptr;
  for (const Band& band : turn.bands)
    if (band.low <= number && number <= band.high) {
      EXPECT_EQ(found, nullptr) << "two bands of " << number;
      found = &band;
    }
  return found;
}

bool reads(const Law& law, ExprId id, FactId count) {
  const Expr& expr = law.exprs[id];
  if (expr.op == Op::kTest && expr.fact == count) return true;
  return std::ranges::any_of(expr.kids, [&](ExprId kid) { return reads(law, kid, count); });
}

bool any_route_reads(const Law& law, FactId count) {
  return std::ranges::any_of(law.rules, [&](const Rule& rule) {
    return rule.sort == Sort::kRoute && reads(law, rule.when, count);
  });
}

TEST(Routes, BandsAgreeWithAskingEveryCountByItself) {
  RandomLaw random(property_seed());
  int turned = 0;
  int constant = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law_with_routes(kCountMax);
    for (int j = 0; j < kActs; ++j) {
      const Act act = random.act(law, 0.5);
      const auto decision = decide(law, act, {std::nullopt, RandomLaw::kFrom, {0}});
      if (!decision) continue;  // the act contradicts itself
      const auto routes = routes_of(*decision, calendar());
      ASSERT_TRUE(routes.has_value());
      ASSERT_EQ(routes->items.size(), 3U);
      for (const FactId count : {RandomLaw::kFirstCount, RandomLaw::kFirstCount + 1}) {
        if (!any_route_reads(law, count)) continue;
        const auto turn = std::ranges::find(routes->turns, count, &Turn::count);
        std::optional<std::vector<Tri>> first;
        for (std::int64_t number = 0; number <= kCountMax; ++number) {
          const auto expected = open_at(*decision, *routes, count, number);
          if (turn == routes->turns.end()) {
            if (expected && !first) first = expected;
            if (expected) {
              ASSERT_EQ(*expected, *first) << law.vocabulary[count].id << " " << number;
            }
            continue;
          }
          const Band* band = band_of(*turn, number);
          ASSERT_EQ(band != nullptr, expected.has_value())
              << law.vocabulary[count].id << " " << number;
          if (band != nullptr) {
            ASSERT_EQ(band->open, *expected) << law.vocabulary[count].id << " " << number;
          }
        }
        ++(turn == routes->turns.end() ? constant : turned);
      }
    }
  }
  EXPECT_GT(turned, 40);
  EXPECT_GT(constant, 0);
}

// Bands stand in order, and two that touch differ.
TEST(Routes, BandsAreAsWideAsTheyCanBe) {
  RandomLaw random(property_seed());
  int bands = 0;
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law_with_routes(kCountMax);
    const auto decision = decide(law, random.act(law, 0.5), {std::nullopt, RandomLaw::kFrom, {0}});
    if (!decision) continue;
    const auto routes = routes_of(*decision, calendar());
    ASSERT_TRUE(routes.has_value());
    for (const Turn& turn : routes->turns) {
      ASSERT_GE(turn.bands.size(), 2U);
      for (std::size_t b = 1; b < turn.bands.size(); ++b, ++bands) {
        ASSERT_LT(turn.bands[b - 1].high, turn.bands[b].low);
        if (turn.bands[b - 1].high + 1 == turn.bands[b].low) {
          ASSERT_NE(turn.bands[b - 1].open, turn.bands[b].open);
        }
      }
    }
  }
  EXPECT_GT(bands, 20);
}

TEST(Routes, OpenOnesComeFirst) {
  RandomLaw random(property_seed());
  const auto rank = [](const RouteItem& item) {
    return item.open == Tri::kYes ? 0 : item.open == Tri::kUnknown ? 1 : 2;
  };
  for (int i = 0; i < kLaws; ++i) {
    const Law law = random.law_with_routes(kCountMax);
    const auto decision = decide(law, random.act(law, 0.5), {std::nullopt, RandomLaw::kFrom, {0}});
    if (!decision) continue;
    const auto routes = routes_of(*decision, calendar());
    ASSERT_TRUE(routes.has_value());
    ASSERT_TRUE(std::ranges::is_sorted(routes->items, {}, rank));
  }
}

}  // namespace
}  // namespace lawful
