#include "prove/cure.h"

#include <algorithm>

#include "base/check.h"
#include "prove/cure_search.h"
#include "rules/serve.h"

namespace lawful {

namespace {

// A workspace keeps what it learned about each act; after so many a new one is quicker.
constexpr std::size_t kActsOfWorkspace = 64;

std::optional<Contradiction> contradiction(const Law& law, const Act& act, const Readings& readings,
                                           Date day) {
  Facts facts(law, act.kind, day);
  for (const StatedFact& stated : act.facts)
    if (auto wrong = facts.state(stated.fact, stated.value)) return wrong;
  auto served = serve(law, std::move(facts), readings);
  if (served) return std::nullopt;
  return std::move(served).error();
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
  if (auto wrong = contradiction(*law_, act, readings_, day_))
    return tl::unexpected(std::move(*wrong));
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
