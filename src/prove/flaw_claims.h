#pragma once
// What the reference interpreter shows of a witness: the claims that flaws make, judged without a
// solver. A witness is shown to an author only where its claim is so here.

#include <optional>
#include <vector>

#include "prove/flaw_goals.h"
#include "prove/witness.h"
#include "rules/evaluation.h"

namespace lawful {

class Claims {
 public:
  explicit Claims(const Law& law);

  // The stated facts that cannot all be so; empty where they can.
  std::vector<FactId> refused(const Witness& witness) const;

  // Of a goal that no completion reaches. By its words alone, without implications, instruments and
  // presumptions, the facts reach it; and because of these they are refused.
  bool reached_in_words(const Goal& goal, const Witness& witness) const;
  // The act is within the scope, and what is wanted is not so though the rest is: the rule is not
  // triggered, or its target is and the exception is no. Of a scope: the act is out of it.
  bool near(const Goal& goal, const Witness& witness) const;

  // The exception of the goal releases its target, which is triggered and not met.
  bool releases_unmet(const Goal& goal, const Witness& witness) const;
  // Each is violated, and the act surely within its scope.
  bool violated(const std::vector<GroupId>& groups, const Witness& witness) const;
  // `one` is violated, and of `other` it is known that it is not.
  bool breached_alone(GroupId one, GroupId other, const Witness& witness) const;
  // The act is unlawful; of the rules that decide exactly `groups` are breached, and none is open.
  bool violates_only(const std::vector<GroupId>& groups, const Witness& witness) const;
  // Both presumptions apply to one unknown fact.
  bool both_presume(std::uint32_t one, std::uint32_t other, const Witness& witness) const;
  // `rule` applies and answers its term, which is known to be otherwise under `unheard`, the law
  // without what instruments say of the term: the facts are refused.
  Law unheard(FactId term) const;
  bool gainsaid(std::uint32_t rule, const Law& unheard, const Witness& witness) const;

 private:
  const Law& law_;
  Law words_;  // the same without implications, instruments and presumptions
};

}  // namespace lawful
