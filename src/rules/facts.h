#pragma once
// What is known about one act on one day: for each fact the values still possible, after
// implications have narrowed them. See docs/law-language.md, Semantics 4 and 5.
//
// Invariant: narrowing only ever removes values, so propagation ends, and its result does not
// depend on the order.

#include <optional>
#include <vector>

#include "rules/law.h"

namespace lawful {

// Facts that cannot all be so, traced back to the ones that were stated.
struct Contradiction {
  std::vector<FactId> facts;  // sorted, at least one
  std::vector<Provision>
      cites;  // of the implication that found it; empty when it is the meaning of words
};

class Facts {
 public:
  // Everything unknown except the kind and the day.
  Facts(const Law& law, ActKind kind, Date day);

  const ValueSet& operator[](FactId id) const { return values_[id]; }
  // States that `id` lies within `set`. A contradiction when nothing is left.
  std::optional<Contradiction> state(FactId id, const ValueSet& set);
  // Narrows by every implication in force until nothing changes.
  std::optional<Contradiction> propagate();
  // Narrows `id` to `set` because of `causes`, under a rule that cites `cites`. A contradiction
  // when nothing is left; then nothing is changed.
  std::optional<Contradiction> derive(FactId id, const ValueSet& set,
                                      const std::vector<FactId>& causes,
                                      const std::vector<Provision>& cites);
  // Replaces a fact that is still unknown by a presumption; false when it is known already, or
  // known well enough to exclude what is presumed.
  bool presume(FactId id, const ValueSet& set);

  // The stated facts from which the value of `id` follows: itself when it was stated. Sorted.
  std::vector<FactId> sources(FactId id) const;

  bool known(FactId id) const { return values_[id].single(); }
  Date day() const { return day_; }
  ActKind kind() const { return kind_; }
  const Law& law() const { return *law_; }

 private:
  Tri value_of(const Literal& literal) const;
  bool narrow(const Literal& literal, bool to, const Implication& by, bool& changed);
  Contradiction contradiction(FactId id, const Implication& by) const;
  void trace(FactId id, std::vector<bool>& seen, std::vector<FactId>& stated) const;

  const Law* law_;
  ActKind kind_;
  Date day_;
  std::vector<ValueSet> values_;
  std::vector<bool> stated_;
  std::vector<std::vector<FactId>> causes_;  // which facts narrowed this one
};

// The values that `compare` with `value` allows, and whether they are meant as their complement
// (kNotEqual).
struct ComparedSet {
  ValueSet set;
  bool negated = false;
};
ComparedSet compared_set(Compare compare, std::int64_t value);
// A literal of an implication in force on `day` as a plain test: within `set`, or outside of it
// when `negated`.
ComparedSet literal_test(const Law& law, const Literal& literal, Date day);

}  // namespace lawful
