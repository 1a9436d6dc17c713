#include <algorithm>

#include "face/act_impl.h"
#include "face/engine_impl.h"
#include "prove/cure.h"

namespace lawful::v1 {

struct CuresImpl {
  std::shared_ptr<const EngineImpl> engine;
  ActKind kind;
  lawful::Cures cures;
};

template <>
void Free<CuresImpl>::operator()(CuresImpl* impl) const {
  delete impl;
}

namespace {

std::vector<RuleId> rule_ids(const std::vector<std::uint32_t>& rules) {
  std::vector<RuleId> out;
  for (const std::uint32_t rule : rules) out.push_back({rule});
  return out;
}

Cure face_cure(const lawful::Law& law, const lawful::Cure& cure) {
  Cure out{{}, cure.effort, rule_ids(cure.assumed)};
  for (const lawful::Change& change : cure.changes) {
    const Fact& fact = law.vocabulary[change.fact];
    out.changes.push_back(
        {{change.fact}, face_values(fact, change.from), face_values(fact, change.to)});
  }
  return out;
}

Error contradiction_error(const lawful::Law& law, const Contradiction& wrong) {
  std::string names;
  for (const lawful::FactId fact : wrong.facts)
    names += (names.empty() ? "`" : ", `") + law.vocabulary[fact].id + "`";
  return {Code::kInvalid, "the facts contradict one another about " + names, {}};
}

}  // namespace

Cures Engine::cures(Kind kind) const {
  const CompiledLaw& compiled = impl()->compiled;
  return Cures(std::unique_ptr<CuresImpl, Free<CuresImpl>>(new CuresImpl{
      impl(), act_kind(kind),
      lawful::Cures(compiled.law(), compiled.readings(), act_kind(kind), compiled.day())}));
}

Result<CureAnswer> Cures::smallest(const Act& act) {
  const lawful::Law& law = impl()->engine->law->law;
  if (act.impl()->law != impl()->engine->law) return misuse("the act is of another law");
  if (act.impl()->act.kind != impl()->kind) return misuse("the act is of another kind");
  if (auto checked = check_period(*impl()->engine, act.impl()->act); !checked)
    return checked.error();
  auto answer = impl()->cures.smallest(act.impl()->act);
  if (!answer) return contradiction_error(law, answer.error());
  CureAnswer out;
  for (const lawful::Cure& cure : answer->cures) out.cures.push_back(face_cure(law, cure));
  out.more = answer->more;
  out.too_large = answer->too_large;
  out.rules = rule_ids(answer->obstacle.rules);
  for (const lawful::FactId fact : answer->obstacle.facts) out.facts.push_back({fact});
  return out;
}

}  // namespace lawful::v1
