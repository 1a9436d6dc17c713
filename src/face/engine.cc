#include <utility>

#include "face/act_impl.h"
#include "face/engine_impl.h"
#include "face/explanation_impl.h"
#include "rules/decision.h"

namespace lawful::v1 {

Status check_period(const EngineImpl& engine, const lawful::Act& act) {
  if (!act.at) return Done{};
  for (const Date day : {act.at->from, act.at->to})
    if (!engine.holds_on(day))
      return expired("the engine", day, engine.compiled.day(), engine.compiled.valid_until());
  return Done{};
}

Result<Engine> make_engine(const std::shared_ptr<const LawImpl>& law, const Readings& readings,
                           Date day) {
  auto compiled = CompiledLaw::compile(law->law, readings, day);
  if (!compiled) return face_error(std::move(compiled).error());
  auto impl = std::make_shared<EngineImpl>(EngineImpl{law, *std::move(compiled), {}});
  for (std::size_t i = 0; i < impl->rules.size(); ++i)
    impl->rules[i] = slot_rules(impl->compiled.rules(static_cast<ActKind>(i)));
  return Engine(std::move(impl));
}

bool EngineImpl::holds_on(Date of) const {
  const auto until = compiled.valid_until();
  return of.ok() && of >= compiled.day() && (!until || of < *until);
}

Law Engine::law() const { return Law(impl()->law); }
Date Engine::day() const { return impl()->compiled.day(); }
std::optional<Date> Engine::valid_until() const { return impl()->compiled.valid_until(); }

Facts Engine::prepare(Kind kind) const { return new_facts({impl(), nullptr, act_kind(kind)}); }

Result<Facts> Engine::prepare(const Act& act) const {
  const lawful::Act& stated = act.impl()->act;
  if (act.impl()->law != impl()->law) return misuse("the act is of another law");
  if (auto checked = check_period(*impl(), stated); !checked) return checked.error();
  Facts facts = new_facts({impl(), nullptr, stated.kind});
  for (const StatedFact& each : stated.facts) {
    auto done = facts.impl()->prepared.state(each.fact, each.value);
    if (!done) return face_error(std::move(done).error());
    facts.impl()->stated.push_back(each);
  }
  facts.set_in_order(stated.in_order);
  if (auto done = facts.narrow(); !done) return done.error();
  return facts;
}

Verdict Engine::verdict(Kind kind) const { return new_verdict({impl(), nullptr, act_kind(kind)}); }

Status Engine::decide(Facts& facts, Date day, Verdict& verdict) const {
  const EngineImpl& of = *impl();
  if (!of.holds_on(day))
    return expired("the engine", day, of.compiled.day(), of.compiled.valid_until());
  return decide_facts(of.compiled.plan(facts.impl()->source.kind), facts, verdict);
}

Result<Residue> Engine::specialise(const Act& act, std::span<const FactId> varying) const {
  const lawful::Act& declared = act.impl()->act;
  if (act.impl()->law != impl()->law) return misuse("the activity is of another law");
  if (auto checked = check_period(*impl(), declared); !checked) return checked.error();
  Activity activity{declared.kind, declared.facts, declared.in_order, {}};
  for (const FactId fact : varying) {
    auto known = checked_values(impl()->law->law, fact, {});
    if (!known) return face_error(std::move(known).error());
    activity.varying.push_back(fact.number);
  }
  auto residue = lawful::Residue::specialise(impl()->compiled, activity);
  if (!residue) return face_error(std::move(residue).error());
  std::vector<RuleId> rules = slot_rules(residue->rules());
  return Residue(std::make_shared<ResidueImpl>(
      ResidueImpl{impl(), *std::move(residue), std::move(rules), declared}));
}

bool ResidueImpl::holds_on(Date day) const {
  const auto until = residue.valid_until();
  return day.ok() && day >= residue.from() && (!until || day < *until);
}

std::optional<Date> Residue::valid_until() const { return impl()->residue.valid_until(); }
Facts Residue::prepare() const {
  return new_facts({impl()->engine, impl(), impl()->activity.kind});
}
Verdict Residue::verdict() const {
  return new_verdict({impl()->engine, impl(), impl()->activity.kind});
}

Status Residue::decide(Facts& facts, Date day, Verdict& verdict) const {
  const lawful::Residue& of = impl()->residue;
  if (!impl()->holds_on(day)) return expired("the residue", day, of.from(), of.valid_until());
  return decide_facts(of.plan(), facts, verdict);
}

Result<Explanation> Engine::explain(const Act& act) const {
  if (act.impl()->law != impl()->law) return misuse("the act is of another law");
  const lawful::Act& asked = act.impl()->act;
  if (asked.at && !(asked.at->from.ok() && asked.at->to.ok()))
    return Error{Code::kInvalid, "the day of the act does not exist", {}};
  const Query query{
      .at = std::nullopt, .today = impl()->compiled.day(), .readings = impl()->compiled.readings()};
  auto decision = lawful::decide(impl()->law->law, asked, query);
  if (!decision) return face_error(std::move(decision).error());
  return Explanation(
      std::make_shared<ExplanationImpl>(ExplanationImpl{impl()->law, *std::move(decision)}));
}

}  // namespace lawful::v1
