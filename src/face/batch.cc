#include <algorithm>

#include "face/batch_impl.h"

namespace lawful::v1 {

template <>
void Free<BatchImpl>::operator()(BatchImpl* impl) const {
  delete impl;
}

Batch new_batch(Source source, std::size_t cases, bool in_order) {
  const Plan& plan = source.plan();
  std::vector<std::uint32_t> slots(source.law().rules.size(), BatchImpl::kNoSlot);
  const std::span<const RuleId> rules = source.rules();
  for (std::size_t i = 0; i < rules.size(); ++i)
    slots[rules[i].number] = static_cast<std::uint32_t>(i);
  return Batch(std::unique_ptr<BatchImpl, Free<BatchImpl>>(new BatchImpl{
      std::move(source), lawful::Batch(plan, cases, in_order), std::move(slots), false, {}}));
}

Batch Engine::batch(Kind kind, std::size_t cases, bool in_order) const {
  return new_batch({impl(), nullptr, act_kind(kind)}, cases, in_order);
}

Batch Residue::batch(std::size_t cases) const {
  return new_batch({impl()->engine, impl(), impl()->activity.kind}, cases,
                   impl()->residue.in_order());
}

namespace {

Status may_set(const BatchImpl& batch, FactId fact) {
  if (batch.narrowed) return misuse("the batch is narrowed already; make another one");
  auto known = checked_values(batch.source.law(), fact, {});
  if (!known) return face_error(std::move(known).error());
  return Done{};
}

Status status_of(lawful::Result<void> done) {
  if (!done) return face_error(std::move(done).error());
  return Done{};
}

}  // namespace

std::size_t Batch::size() const { return impl()->batch.size(); }
std::string_view Batch::kernel() { return lawful::to_string(best_kernel()); }

Status Batch::set_bits(FactId fact, Column known, Column yes) {
  if (auto may = may_set(*impl(), fact); !may) return may;
  return status_of(impl()->batch.state_bits(fact.number, known, yes));
}

Status Batch::set_numbers(FactId fact, std::span<const std::int64_t> numbers) {
  std::vector<Values> values;
  values.reserve(numbers.size());
  for (const std::int64_t number : numbers) values.push_back(Values::number(number));
  return set_values(fact, values);
}

Status Batch::set_values(FactId fact, std::span<const Values> values) {
  if (auto may = may_set(*impl(), fact); !may) return may;
  std::vector<ValueSet> sets;
  sets.reserve(values.size());
  for (const Values& each : values) {
    auto set = checked_values(impl()->source.law(), fact, each);
    if (!set) return face_error(std::move(set).error());
    sets.push_back(*set);
  }
  return status_of(impl()->batch.state_values(fact.number, sets));
}

void Batch::narrow() {
  if (impl()->narrowed) return;
  impl()->batch.narrow();
  impl()->narrowed = true;
}

Status Batch::decide(Date day, bool with_rules) {
  BatchImpl& of = *impl();
  const Source& source = of.source;
  if (source.residue && !source.residue->holds_on(day))
    return expired("the residue", day, source.residue->residue.from(),
                   source.residue->residue.valid_until());
  if (!source.engine->holds_on(day))
    return expired("the engine", day, source.engine->compiled.day(),
                   source.engine->compiled.valid_until());
  if (!of.narrowed) return misuse("the batch is not narrowed");
  of.batch.decide(of.answer,
                  with_rules ? lawful::Batch::Want::kRules : lawful::Batch::Want::kOutcomes);
  return Done{};
}

Column Batch::lawful_cases() const { return impl()->answer.lawful; }
Column Batch::unlawful_cases() const { return impl()->answer.unlawful; }
Column Batch::out_of_scope_cases() const { return impl()->answer.out_of_scope; }
Column Batch::contradictory_cases() const { return impl()->batch.contradictory(); }

namespace {

Column column(const BatchImpl& batch, const std::vector<lawful::Column>& columns, RuleId rule) {
  const std::uint32_t slot =
      rule.number < batch.slots.size() ? batch.slots[rule.number] : BatchImpl::kNoSlot;
  if (slot >= columns.size()) return {};
  return columns[slot];
}

}  // namespace

Column Batch::violated(RuleId rule) const { return column(*impl(), impl()->answer.violated, rule); }
Column Batch::open(RuleId rule) const { return column(*impl(), impl()->answer.open, rule); }
Column Batch::assumed(RuleId rule) const { return column(*impl(), impl()->answer.assumed, rule); }

}  // namespace lawful::v1
