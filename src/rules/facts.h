#pragma once
// What is known about one act on one day: for each fact the values still possible, after implications have narrowed
// them. See docs/law-language.md, Semantics 4 and 5.

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "rules/law.h"

namespace lawful {

class Facts {
 public:
  // Everything unknown except the kind and the day.
  Facts(const Law& law, ActKind kind, Date day);

  const ValueSet& operator[](FactId id) const { return values_[id]; }
  // Values of `id` are now within `set`. False when nothing is left: a contradiction.
  bool narrow(FactId id, const ValueSet& set);
  // Narrows by every implication in force until nothing changes. Errors: kInvalid, naming the facts that contradict one
  // another (never their values).
  Result<void> propagate();
  // Replaces an unknown fact by presumption; returns false when it is known already.
  bool presume(FactId id, const ValueSet& set);

  bool known(FactId id) const { return values_[id].single(); }
  Date day() const { return day_; }
  ActKind kind() const { return kind_; }
  const Law& law() const { return *law_; }

 private:
  ValueSet literal_set(const Literal& literal) const;

  const Law* law_;
  ActKind kind_;
  Date day_;
  std::vector<ValueSet> values_;
};

// The set that `compare` with `value` allows; for kNotEqual the complement cannot be an interval: nullopt.
std::optional<ValueSet> compare_set(Compare compare, std::int64_t value);

}  // namespace lawful
