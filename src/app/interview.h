#pragma once
// An interview about one act: which question comes next, what a reply leads to, and where it ends.
// No streams: dialogue.h talks, this thinks.
//
//   Interview::begin ──► question() ──► answer(value) | withhold() ──► question() ──► …
//                              ▲                back()                    │
//                              └────────────────────────────────── none: the answer stands
//
// Only questions that can still change the answer are asked (prove/matters.h says exactly which).
// Of these the facts that `decide` would list first come first: those of scope, then those nearest
// to what is stated. Terms that the law leaves to other instruments come last: neither the handler
// nor the individual can answer them from what they know.
//
// Invariants
//   1. The stated facts never contradict one another; a reply that would make them is refused and
//      changes nothing.
//   2. at_most never grows, and is smaller after each reply that leaves one value, but for back()
//   and for a reply that refutes what the law presumed of a withheld fact.
//   3. `otherwise = "in-order"` is set aside: who is asked need not assume. So is who of several
//   joint actors `says` what: what their statements leave possible is kept.
//   4. A count from 1 January is withheld where the act goes on beyond the end of the year.

#include <memory>
#include <optional>
#include <vector>

#include "prove/matters.h"
#include "rules/act.h"
#include "rules/decision.h"

namespace lawful {

struct Question {
  FactId fact = 0;
  ValueSet possible;                   // what the stated facts leave
  std::vector<std::uint32_t> settles;  // rules that hang on it, as far as `decide` names them
  std::size_t at_most = 0;             // questions that can still matter, this one among them
};

// Facts that cannot all be so, and by which provision; no provision: by the meaning of words.
struct Refusal {
  std::vector<FactId> facts;
  std::vector<Provision> cites;
};

class Interview {
 public:
  // `act.at` must be a period without a change of law in it (CHECKed). `law` must outlive the
  // interview. Errors: kInvalid where the facts of the act contradict one another.
  static Result<Interview> begin(const Law& law, Act act, const Readings& readings, Answer answer);

  // The next question; none when no reply can change the answer any more.
  const std::optional<Question>& question() const { return question_; }
  // The reply to question(): the fact lies within `value`, which is not empty.
  std::optional<Refusal> answer(const ValueSet& value);
  // Nobody can say; it is not asked again.
  void withhold();
  // Takes the last reply back. False where there is none.
  bool back();

  // What is stated by now.
  const Act& act() const { return state_.act; }
  const std::vector<FactId>& withheld() const { return state_.withheld; }
  // By what is known so far, with the readings that would change it.
  const Decision& decision();
  // What the outcome may still turn out to be, over all that is not known. Where it is only one,
  // that is the outcome, although `decide`, which tries no cases, may call it undetermined.
  std::vector<Outcome> reachable();
  // Once no question is left: the withheld facts that could decide it.
  std::vector<FactId> deciding();
  // One outcome where only one is left, else that of the decision.
  Outcome outcome();

 private:
  struct State {
    Act act;
    std::vector<FactId> withheld;
    std::vector<FactId> agenda;
  };

  Interview(const Law& law, Act act, const Readings& readings, Answer answer);
  Result<Decision> decide_now(const Act& act, bool try_readings) const;
  Knowledge stated() const;
  Knowledge knowledge() const;
  std::vector<FactId> askable() const;
  ValueSet possible_values(FactId fact) const;
  void advance();
  std::vector<FactId> in_order(const std::vector<FactId>& facts) const;

  const Law* law_;
  Readings readings_;
  std::unique_ptr<Matters> matters_;
  State state_;
  std::vector<State> history_;  // before each reply
  std::optional<Decision> decision_;
  bool tried_readings_ = false;  // of decision_
  std::optional<Question> question_;
};

}  // namespace lawful
