#include "rules/routes.h"

#include <algorithm>
#include <set>

#include "rules/interpreter.h"
#include "rules/reasons.h"

namespace lawful {
namespace {

int rank(Tri open) { return open == Tri::kYes ? 0 : open == Tri::kUnknown ? 1 : 2; }

std::vector<std::uint32_t> rules_of(const Law& law, Sort sort, Date day) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < law.rules.size(); ++i)
    if (law.rules[i].sort == sort && law.rules[i].in_force.contains(day)) out.push_back(i);
  return out;
}

Tri is_open(const Law& law, const Evaluation& evaluation, const Readings& readings,
            std::uint32_t rule) {
  Interpreter interpreter(law, evaluation.facts, readings, evaluation.day);
  const Tri when = interpreter.step(law.rules[rule].when).value;
  for (const PackScope& scope : evaluation.scopes)
    if (scope.pack == law.rules[rule].pack) return tri_and(scope.in_scope, when);
  return Tri::kNo;
}

// The counts that an expression tests, by itself or through what it names.
void counts_of(const Law& law, ExprId id, Date day, std::set<FactId>& out) {
  const Expr& expr = law.exprs[id];
  const bool test = expr.op == Op::kTest || expr.op == Op::kTestParam;
  if (test && law.vocabulary[expr.fact].type == FactType::kCount) out.insert(expr.fact);
  for (const ExprId kid : expr.kids) counts_of(law, kid, day, out);
  if (expr.op != Op::kDefine && expr.op != Op::kHolds) return;
  if (const Rule* named = law.at(expr.index, day)) counts_of(law, named->when, day, out);
}

// The values at which some test of `count` turns, in order.
std::set<std::int64_t> cuts_of(const Law& law, FactId count, Date day) {
  std::set<std::int64_t> cuts;
  const auto cut = [&](const ValueSet& set) {
    if (set.low() > 0) cuts.insert(set.low());
    if (set.high() < ValueSet::kHighest && set.high() >= 0) cuts.insert(set.high() + 1);
  };
  for (const Expr& expr : law.exprs) {
    if (expr.fact != count) continue;
    if (expr.op == Op::kTest) cut(expr.set);
    if (expr.op != Op::kTestParam) continue;
    if (const auto value = law.param_at(expr.index, day))
      cut(compared_set(expr.compare, *value).set);
  }
  for (const Implication& implication : law.implications) {
    std::vector<Literal> literals = implication.antecedents;
    literals.push_back(implication.consequent);
    for (const Literal& literal : literals) {
      if (literal.fact != count) continue;
      const auto value = literal.param ? law.param_at(*literal.param, day) : std::nullopt;
      if (value) cut(compared_set(literal.compare, *value).set);
      if (!literal.param) cut(literal.set);
    }
  }
  return cuts;
}

Act with_count(const Act& act, FactId count, const ValueSet& set) {
  Act out = act;
  std::erase_if(out.facts, [&](const StatedFact& stated) { return stated.fact == count; });
  const auto place = std::ranges::lower_bound(out.facts, count, {}, &StatedFact::fact);
  out.facts.insert(place, StatedFact{count, set, act.position});
  return out;
}

class Surveyor {
 public:
  Surveyor(const Decision& decision, const std::vector<RouteItem>& items)
      : decision_(decision), law_(*decision.law), items_(items) {}

  std::vector<Turn> turns() const {
    std::set<FactId> counts;
    for (const RouteItem& item : items_)
      counts_of(law_, law_.rules[item.rule].when, decision_.evaluation.day, counts);
    std::vector<Turn> out;
    for (const FactId count : counts) {
      Turn turn{count, bands(count)};
      if (turn.bands.size() > 1) out.push_back(std::move(turn));
    }
    return out;
  }

 private:
  std::vector<Band> bands(FactId count) const {
    std::vector<Band> out;
    std::int64_t low = 0;  // an act file states no count below
    std::set<std::int64_t> cuts = cuts_of(law_, count, decision_.evaluation.day);
    cuts.erase(low);
    for (const std::int64_t cut : cuts) {
      add(count, low, cut - 1, out);
      low = cut;
    }
    add(count, low, law_.vocabulary[count].all().high(), out);
    return out;
  }

  // Bands in which the other facts cannot be as they are stated are left out.
  void add(FactId count, std::int64_t low, std::int64_t high, std::vector<Band>& out) const {
    const Act act = with_count(decision_.act, count, ValueSet::of_interval(low, high));
    const auto evaluation = evaluate(law_, act, decision_.readings, decision_.evaluation.day);
    if (!evaluation) return;
    Band band{low, high, {}};
    for (const RouteItem& item : items_)
      band.open.push_back(is_open(law_, *evaluation, decision_.readings, item.rule));
    if (!out.empty() && out.back().open == band.open && out.back().high == low - 1) {
      out.back().high = high;
    } else {
      out.push_back(std::move(band));
    }
  }

  const Decision& decision_;
  const Law& law_;
  const std::vector<RouteItem>& items_;
};

Result<RouteItem> route_item(const Decision& decision, const Calendar& calendar,
                             std::uint32_t index) {
  const Law& law = *decision.law;
  const Date day = decision.evaluation.day;
  const Facts& facts = decision.evaluation.facts;
  Interpreter interpreter(law, facts, decision.readings, day);
  RouteItem out;
  out.rule = index;
  out.open = is_open(law, decision.evaluation, decision.readings, index);
  const Reasons reasons = reasons_of(law, interpreter.step(law.rules[index].when));
  out.because.assign(reasons.known.begin(), reasons.known.end());
  const std::set<FactId> missing =
      through_instruments(law, facts, decision.readings, reasons.missing);
  out.missing.assign(missing.begin(), missing.end());
  TRY(out.valid, due_times(decision, calendar, *law.rules[index].schedule));
  for (const std::uint32_t due : rules_of(law, Sort::kDue, day)) {
    if (law.rules[due].schedule->route != law.rules[index].group) continue;
    TRY(DueItem item, due_item(decision, calendar, due));
    out.dues.push_back(std::move(item));
  }
  return out;
}

}  // namespace

Result<Routes> routes_of(const Decision& decision, const Calendar& calendar) {
  Routes out;
  for (const std::uint32_t rule : rules_of(*decision.law, Sort::kRoute, decision.evaluation.day)) {
    TRY(RouteItem item, route_item(decision, calendar, rule));
    out.items.push_back(std::move(item));
  }
  std::ranges::stable_sort(out.items, {}, [](const RouteItem& item) { return rank(item.open); });
  out.turns = Surveyor(decision, out.items).turns();
  return out;
}

}  // namespace lawful
