#pragma once
// The smallest cures of decided acts, one after another: acts of one kind under the same law share
// what is dear.
//
// Invariant: a cure that is given makes the act lawful on every side of each change of law in its
// period, what is open being in order; it is smallest for one of them, the last that has such.

#include <map>
#include <optional>
#include <tuple>

#include "prove/cure.h"
#include "rules/decision.h"

namespace lawful {

struct ActCure {
  bool needed = false;           // of a lawful act, or one out of scope, there is nothing to cure
  CureAnswer answer;             // where it is needed
  std::optional<Date> fails_on;  // no cure is left: on this side none of another side serves
};

// What the act itself says of a fact; every value where it says nothing.
ValueSet stated_value(const Decision& decision, FactId fact);

class ActCures {
 public:
  ActCure of(const Decision& decision);

 private:
  // Days between two changes of law share their cures, unless a rule reads the day itself.
  using Key = std::tuple<const Law*, Readings, ActKind, std::optional<Date>, std::optional<Date>>;

  Cures& cures_for(const Decision& decision, Date day);
  CureAnswer smallest(const Decision& decision, Date day);

  std::map<Key, Cures> cures_;
};

}  // namespace lawful
