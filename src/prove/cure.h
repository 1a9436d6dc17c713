#pragma once
// The smallest cures of an act: what would have to be otherwise for it to be lawful.
//
// The words
//   change   a fact of the act gets another value, or one where nothing was said. A count or a date
//            gets a region, and any fact may get several values where each of them will do.
//   cure     changes under which the reference interpreter finds the act lawful with all that is
//            still open taken to be in order (docs/law-language.md, Semantics 7), and a lawful
//            completion is left in which what the law presumes is so, unless the act says
//            otherwise: following the cure ends nowhere else
//   effort   what a change costs (Vocabulary::effort_of); that of a cure is the sum
//   smallest of least effort; all of these are listed, up to kCuresMax, in a settled order
//
// What nobody changes, and what the law itself leaves open, is taken as it stands. An act must be
// in scope as it is stated, for certain: no cure brings it there. Where no cure exists, the
// obstacle says why: rules that would have to hold, with what would have to be known, and facts
// that nobody changes, which cannot all be had; leaving out any one of them would end it.
//
// Invariants
//   1. No cure is shown that the reference interpreter did not find lawful.
//   2. An answer depends on law, readings, kind, day and act alone, not on what was asked before.

#include <memory>
#include <vector>

#include "rules/evaluation.h"
#include "rules/law.h"

namespace lawful {

constexpr std::size_t kCuresMax = 8;
constexpr std::size_t kChangesMax = 16;  // of one cure

struct Change {
  FactId fact = 0;
  ValueSet from;  // what the act says; every value where it says nothing
  ValueSet to;
};

struct Cure {
  std::vector<Change> changes;         // by step, then by fact
  int effort = 0;                      // 0: no change is needed
  std::vector<std::uint32_t> assumed;  // rules that decide and are still open, in the law's order
};

struct Obstacle {
  bool scope = false;                // the law would have to apply, for certain
  bool reached = false;              // and a rule that decides to speak to the act
  std::vector<std::uint32_t> rules;  // that decide, in the order of the law
  std::vector<FactId> facts;         // by id: as they are stated, or not known and not supposed
};

struct CureAnswer {
  std::vector<Cure> cures;
  bool more = false;       // of the same effort, not listed
  bool too_large = false;  // a cure may exist, but takes more than kChangesMax changes
  Obstacle obstacle;       // where there is no cure and too_large is false
};

class Cures {
 public:
  // `law` must outlive it.
  Cures(const Law& law, Readings readings, ActKind kind, Date day);
  ~Cures();
  Cures(Cures&&) noexcept;

  // `act` is of the kind given (CHECKed). Its facts may not contradict one another.
  tl::expected<CureAnswer, Contradiction> smallest(const Act& act);

 private:
  class Workspace;

  const Law* law_;
  Readings readings_;
  ActKind kind_;
  Date day_;
  std::unique_ptr<Workspace> workspace_;
  std::size_t asked_ = 0;
};

// The act with the changes of a cure.
Act cured(const Act& act, const Cure& cure);

}  // namespace lawful
