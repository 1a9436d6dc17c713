#pragma once
// Which questions can still change the answer about an act: exactly, where the missing facts of a
// decision are only an upper bound, since the interpreter does no case-splitting.
//
// The words
//   completion  a value for every fact that obeys every implication and lies within what is stated
//               (encoding.h); its answer is its outcome, or with Answer::kBreaches its outcome and
//               which rules it breaches
//   withheld    a fact whose value nobody can say (`?` in the interview). It is never asked again,
//               and two completions are compared only where they agree on it
//   to settle   facts S settle the answer when any two completions that agree on S and on all
//               withheld facts have the same answer: whoever knows S knows all there is to know
//   agenda      an irredundant list of facts that settles: without any one of them it would not
//
// A question matters when it stands on the agenda. That is: there are two completions that give
// every other question of the agenda the same reply, reply differently to this one, and have
// different answers. Facts that are tied to one another by implications are on the agenda once,
// by the one that comes first in the order asked for; that is why it is not enough to vary one fact
// and hold all others still.
//
// Why an interview that asks nothing but its agenda ends rightly
//   1. All facts together settle: on a completion the answer is a function of the facts.
//   2. If S settles now, S without f settles once f is answered: the completions that are left
//   agree
//      on f. (A reply that leaves several values of f possible keeps f in S.) If f is withheld
//      instead, S without f settles too: completions are then compared only where they agree on f.
//      What else is stated only removes completions. So the agenda only ever shrinks, and its
//      length bounds the questions left.
//   3. When the agenda is empty, all completions that agree on the withheld facts have one answer:
//      it is decided, or only a withheld fact could decide it.
//   4. Dropping facts one by one, the last first, ends in an irredundant list: a set that holds one
//      that settles, settles; so a fact that could not be dropped from a larger list cannot be
//      dropped from a smaller one.
//
// Presumptions take no part: whoever knows better is asked. A withheld fact that a presumption
// fills is to be stated with the presumed value by the caller, as `decide` will read it.

#include <cstdint>
#include <utility>
#include <vector>

#include "prove/encoding.h"
#include "prove/solver.h"
#include "rules/evaluation.h"
#include "rules/law.h"

namespace lawful {

enum class Answer { kOutcome, kBreaches };

struct Knowledge {
  std::vector<std::pair<FactId, ValueSet>> stated;
  std::vector<FactId> withheld;
};

class Matters {
 public:
  // `law` must outlive it.
  Matters(const Law& law, const Readings& readings, ActKind kind, Date day, Answer answer);

  // The stated facts that cannot all be so, a subset of them; empty when they can. Sorted.
  std::vector<FactId> conflict(const Knowledge& known);

  // The outcomes of all completions, in the order of Outcome. None only where `known` conflicts.
  std::vector<Outcome> reachable(const Knowledge& known);

  // Do `facts` settle the answer?
  bool settles(const Knowledge& known, const std::vector<FactId>& facts);

  // An agenda among `questions`, which settle (CHECKed; all facts do, and so does an earlier agenda
  // without what has been answered since). Keeps their order, and of facts that can stand for one
  // another those that come first.
  std::vector<FactId> agenda(const Knowledge& known, std::vector<FactId> questions);

 private:
  void tie_facts();
  void separate_answers(Answer answer);
  std::vector<Lit> given(const Knowledge& known) const;
  bool narrow(const std::vector<Lit>& given, std::vector<FactId>& questions);

  const Law& law_;
  Solver solver_;
  Encoding one_;  // two copies of the law: any two completions at once
  Encoding other_;
  std::vector<Lit> same_;  // by fact: the two agree on it
  Lit differ_ = 0;         // the two have different answers
};

}  // namespace lawful
