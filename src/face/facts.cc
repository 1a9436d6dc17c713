#include <algorithm>

#include "face/act_impl.h"
#include "face/engine_impl.h"

namespace lawful::v1 {

template <>
void Free<FactsImpl>::operator()(FactsImpl* impl) const {
  delete impl;
}
template <>
void Free<VerdictImpl>::operator()(VerdictImpl* impl) const {
  delete impl;
}

const Plan& Source::plan() const {
  return residue ? residue->residue.plan() : engine->compiled.plan(kind);
}

std::span<const RuleId> Source::rules() const {
  return residue ? residue->rules : engine->rules[static_cast<std::size_t>(kind)];
}

std::vector<RuleId> slot_rules(std::span<const RuleSlot> slots) {
  std::vector<RuleId> out;
  out.reserve(slots.size());
  for (const RuleSlot& slot : slots) out.push_back({slot.rule});
  return out;
}

Facts new_facts(Source source) {
  constexpr std::size_t kUsual = 64;  // more than most acts state
  const Plan& plan = source.plan();
  PreparedFacts prepared = source.residue ? source.residue->residue.prepare()
                                          : source.engine->compiled.prepare(source.kind);
  std::unique_ptr<FactsImpl, Free<FactsImpl>> impl(
      new FactsImpl{std::move(source), &plan, std::move(prepared), {}, false, std::nullopt});
  impl->stated.reserve(kUsual);
  return Facts(std::move(impl));
}

Verdict new_verdict(Source source) {
  const Plan& plan = source.plan();
  std::unique_ptr<VerdictImpl, Free<VerdictImpl>> impl(
      new VerdictImpl{std::move(source), &plan, plan.verdict(), {}});
  for (auto& list : impl->lists) list.reserve(plan.circuit.rules.size());
  return Verdict(std::move(impl));
}

Status Facts::set(FactId fact, const Values& values) {
  FactsImpl& facts = *impl();
  auto set = checked_values(facts.source.law(), fact, values);
  if (!set) return face_error(std::move(set).error());
  if (facts.contradiction) return *facts.contradiction;
  // Unknown is as good as not stated, but not for a fact that may not be.
  if (*set == facts.source.law().vocabulary[fact.number].all() &&
      facts.plan->may_state[fact.number])
    return Done{};
  auto stated = facts.prepared.state(fact.number, *set);
  if (!stated) return face_error(std::move(stated).error());
  facts.narrowed = false;
  facts.stated.push_back({fact.number, *set, {}});
  return Done{};
}

void Facts::set_in_order(bool in_order) { impl()->prepared.set_in_order(in_order); }

Status Facts::narrow() {
  FactsImpl& facts = *impl();
  if (facts.contradiction) return *facts.contradiction;
  auto done = facts.prepared.narrow();
  if (!done) {
    facts.contradiction = face_error(std::move(done).error());
    return *facts.contradiction;
  }
  facts.narrowed = true;
  return Done{};
}

void Facts::reset() {
  FactsImpl& facts = *impl();
  facts.prepared.reset();
  facts.stated.clear();
  facts.narrowed = false;
  facts.contradiction.reset();
}

Act Facts::act(Date day) const {
  const FactsImpl& facts = *impl();
  const Source& source = facts.source;
  Act out(Law(source.engine->law), static_cast<Kind>(source.kind));
  lawful::Act& act = out.impl()->act;
  act.at = Period{day, day};
  act.in_order = facts.prepared.in_order();
  if (source.residue) act.facts = source.residue->activity.facts;
  for (const StatedFact& each : facts.stated)
    act.facts.push_back({each.fact, each.value, act.position});
  std::ranges::sort(act.facts, {}, &StatedFact::fact);
  return out;
}

Outcome Verdict::outcome() const { return face_outcome(impl()->verdict.outcome); }
bool Verdict::reached() const { return impl()->verdict.reached; }

namespace {

std::span<const RuleId> listed(const RuleSet& set, std::span<const RuleId> rules,
                               std::vector<RuleId>& list) {
  list.clear();
  const std::vector<std::uint64_t>& words = set.words();
  for (std::size_t w = 0; w < words.size(); ++w)
    for (std::uint64_t word = words[w]; word != 0; word &= word - 1)
      list.push_back(rules[64 * w + static_cast<std::size_t>(std::countr_zero(word))]);
  return list;
}

}  // namespace

std::span<const RuleId> Verdict::violated() const {
  return listed(impl()->verdict.violated, impl()->source.rules(), impl()->lists[0]);
}
std::span<const RuleId> Verdict::open() const {
  return listed(impl()->verdict.open, impl()->source.rules(), impl()->lists[1]);
}
std::span<const RuleId> Verdict::assumed() const {
  return listed(impl()->verdict.assumed, impl()->source.rules(), impl()->lists[2]);
}

Status decide_facts(const Plan& plan, Facts& facts, Verdict& verdict) {
  FactsImpl& of = *facts.impl();
  if (of.plan != &plan) return misuse("the facts were prepared by another engine or residue");
  if (verdict.impl()->plan != &plan)
    return misuse("the verdict is of another engine, kind or residue");
  if (!of.narrowed) return misuse("the facts are not narrowed");
  lawful::decide(of.prepared, verdict.impl()->verdict);
  return Done{};
}

}  // namespace lawful::v1
