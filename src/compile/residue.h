#pragma once
// A law specialised to a declared activity: the handful of gates that are left when everything the
// activity fixes has been decided, over the few facts that differ from individual to individual and
// from moment to moment.
//
//   Activity activity{ActKind::kHandling, facts, /*in_order=*/false, /*varying=*/{consent, child}};
//   auto residue = Residue::specialise(law, activity);     some ms
//   auto facts = residue->prepare();
//   facts.state(consent, yes); facts.narrow();
//   Verdict verdict = residue->verdict();
//   residue->decide(facts, today, verdict);                tens of nanoseconds
//
// Agrees with the whole law on every act that states the activity's facts, some of the varying
// ones, and nothing else: a fact that is neither declared nor varying stays unknown.
//
// Valid on the days [from, valid_until): of the law it comes from, and where the activity states a
// count of one year, to the end of that year. Past that day it refuses to decide. Constant once
// made, and may be shared by threads. The compiled law must outlive it.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "compile/compiled_law.h"

namespace lawful {

struct Activity {
  ActKind kind = ActKind::kHandling;
  std::vector<StatedFact> facts;
  bool in_order = false;
  std::vector<FactId> varying;
};

class Residue {
 public:
  // Errors: kInvalid for facts that contradict one another, are stated twice or are fixed; for a
  // varying fact that is named twice, that the activity states, or that is fixed.
  static Result<Residue> specialise(const CompiledLaw& law, const Activity& activity);

  // What the activity says, to be completed with varying facts. Nothing else may be stated.
  PreparedFacts prepare() const;
  Verdict verdict() const { return plan_->verdict(); }
  // Errors: kInvalid for a day that the residue is not valid on.
  Result<void> decide(PreparedFacts& facts, Date day, Verdict& verdict) const;

  std::span<const RuleSlot> rules() const { return plan_->circuit.rules; }
  Date from() const { return from_; }
  std::optional<Date> valid_until() const { return valid_until_; }
  Result<void> check_day(Date day) const;
  const Plan& plan() const { return *plan_; }
  bool in_order() const { return in_order_; }

 private:
  Residue() = default;

  std::unique_ptr<Plan> plan_;
  Date from_{};
  std::optional<Date> valid_until_;
  bool in_order_ = false;
};

}  // namespace lawful
