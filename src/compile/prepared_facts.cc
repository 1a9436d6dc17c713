#include "base/check.h"
#include "compile/compiled_law.h"

namespace lawful {

namespace {

const ValueSet kYesSet = ValueSet::of_mask(ValueSet::kYesBit);
const ValueSet kNoSet = ValueSet::of_mask(ValueSet::kNoBit);

tl::unexpected<Error> contradiction(const Law& law, FactId fact) {
  return fail(Code::kInvalid,
              "the facts contradict one another about `" + law.vocabulary[fact].id + "`");
}

}  // namespace

PreparedFacts::PreparedFacts(const Plan& plan)
    : plan_(&plan),
      bits_(plan.base),
      stated_(plan.law->vocabulary.facts.size(), false),
      slots_(plan.program.slots()),
      term_slots_(plan.terms.slots()) {}

void PreparedFacts::reset() {
  bits_ = plan_->base;
  changed_.clear();
  std::fill(stated_.begin(), stated_.end(), false);
  narrowed_ = false;
  contradictory_.reset();
}

Result<void> PreparedFacts::state(FactId fact, const ValueSet& set) {
  CHECK(fact < stated_.size());
  const Fact& about = plan_->law->vocabulary[fact];
  if (!plan_->may_state[fact])
    return fail(Code::kInvalid, "`" + about.id + "` is fixed and cannot be stated");
  if (set.is_interval() != about.all().is_interval())
    return fail(Code::kInvalid, "the value is not one that `" + about.id + "` can have");
  if (set.empty() || !about.all().contains(set))
    return fail(Code::kInvalid, "the value is not one that `" + about.id + "` can have");
  if (stated_[fact]) return fail(Code::kInvalid, "`" + about.id + "` is stated twice");
  stated_[fact] = true;
  narrowed_ = false;
  if (!plan_->layout->keep(bits_, fact, set)) return {};
  changed_.push_back(fact);
  return {};
}

// What instruments say now of each term; true when one of them says something new. Notes a term
// that they gainsay.
bool PreparedFacts::answer_terms() {
  const Plan& of = *plan_;
  if (of.circuit.terms.empty()) return false;
  fill_leaves(of.terms, of.circuit.tests, *plan_->layout, bits_, term_slots_.data());
  of.terms.run_early(term_slots_.data(), false);
  bool news = false;
  for (std::size_t i = 0; i < of.circuit.terms.size(); ++i) {
    const Byte serves = term_slots_[of.terms.early(2 * i)];
    const Byte settles = term_slots_[of.terms.early(2 * i + 1)];
    const bool yes = serves == kYesByte;
    if (!yes && !(serves == kNoByte && settles == kYesByte)) continue;
    const FactId fact = of.circuit.terms[i].fact;
    if (!plan_->layout->keep(bits_, fact, yes ? kYesSet : kNoSet)) continue;
    if (plan_->layout->contradicts(bits_, fact)) contradictory_ = fact;
    changed_.push_back(fact);
    news = true;
  }
  return news;
}

Result<void> PreparedFacts::narrow() {
  if (contradictory_) return contradiction(*plan_->law, *contradictory_);
  for (const FactId fact : changed_)
    if (plan_->layout->contradicts(bits_, fact)) contradictory_ = fact;
  for (bool news = !contradictory_; news && !contradictory_;) {
    contradictory_ = plan_->narrowing->run(bits_, changed_);
    news = !contradictory_ && answer_terms();
  }
  if (contradictory_) return contradiction(*plan_->law, *contradictory_);
  fill_leaves(plan_->program, plan_->circuit.tests, *plan_->layout, bits_, slots_.data());
  narrowed_ = true;
  return {};
}

}  // namespace lawful
