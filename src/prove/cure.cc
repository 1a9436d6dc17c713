#include "prove/cure.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "prove/cure_search.h"
#include "rules/reasons.h"

namespace lawful {

namespace {

// A workspace keeps what it learned about each act; after so many a new one is quicker.
constexpr std::size_t kActsOfWorkspace = 64;

// Why an act as it is stated may be out of scope; nothing where it is surely in scope.
std::optional<Obstacle> scope_obstacle(const Law& law, const Evaluation& evaluation) {
  Obstacle out;
  out.scope = true;
  std::set<FactId> facts;
  for (const PackScope& scope : evaluation.scopes) {
    if (!law.packs[scope.pack].under.empty()) continue;
    if (scope.in_scope == Tri::kYes) return std::nullopt;
    const Reasons reasons = reasons_of(law, scope);
    facts.insert(reasons.missing.begin(), reasons.missing.end());
    if (scope.in_scope == Tri::kNo) facts.insert(reasons.known.begin(), reasons.known.end());
  }
  out.facts.assign(facts.begin(), facts.end());
  return out;
}

}  // namespace

Cures::Cures(const Law& law, Readings readings, ActKind kind, Date day)
    : law_(&law), readings_(std::move(readings)), kind_(kind), day_(day) {
  workspace_ = std::make_unique<Workspace>(law, readings_, kind, day);
}

Cures::~Cures() = default;
Cures::Cures(Cures&&) noexcept = default;

tl::expected<CureAnswer, Contradiction> Cures::smallest(const Act& act) {
  CHECK(act.kind == kind_);
  const auto evaluation = evaluate(*law_, act, readings_, day_);
  if (!evaluation) return tl::unexpected(evaluation.error());
  if (auto obstacle = scope_obstacle(*law_, *evaluation))
    return CureAnswer{.cures = {}, .obstacle = std::move(*obstacle)};
  if (asked_++ == kActsOfWorkspace) {
    workspace_ = std::make_unique<Workspace>(*law_, readings_, kind_, day_);
    asked_ = 1;
  }
  CureAnswer out = workspace_->smallest(act);
  if (!out.cures.empty() || out.too_large) return out;
  Workspace alone(*law_, readings_, kind_, day_);
  alone.smallest(act);
  out.obstacle = alone.obstacle();
  return out;
}

Act cured(const Act& act, const Cure& cure) {
  Act out = act;
  out.in_order = true;
  for (const Change& change : cure.changes) {
    const auto place =
        std::lower_bound(out.facts.begin(), out.facts.end(), change.fact,
                         [](const StatedFact& each, FactId fact) { return each.fact < fact; });
    if (place != out.facts.end() && place->fact == change.fact)
      place->value = change.to;
    else
      out.facts.insert(place, {change.fact, change.to, act.position});
  }
  return out;
}

}  // namespace lawful
