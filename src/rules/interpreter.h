#pragma once
// Evaluates single expressions and rules over fixed facts, readings and day, and keeps the tree of
// why. Used by evaluation.cc, which puts the rules of a law together; nothing else should need it.
//
// Invariant: nothing is skipped. Every operand of every expression is evaluated, so trees are
// complete.

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/evaluation.h"

namespace lawful {

// What derived rules may read: the first layer, once it is fixed.
struct FirstLayer {
  Outcome outcome = Outcome::kUndetermined;
  bool reached = false;  // does any rule that decides surely speak to the act?
  std::vector<std::pair<GroupId, Tri>> breaches;  // group, breached?

  Tri violated(GroupId group) const {
    for (const auto& [id, value] : breaches)
      if (id == group) return value;
    return Tri::kNo;  // not in force, or not triggered
  }
};

class Interpreter {
 public:
  Interpreter(const Law& law, const Facts& facts, const Readings& readings, Date day)
      : law_(law), facts_(facts), readings_(readings), day_(day) {}

  Step step(ExprId id);
  RuleResult rule(std::uint32_t index);
  void set_first_layer(const FirstLayer* layer) { layer_ = layer; }
  // Whose rules `breached` speaks of: those of the law that the derived rule belongs to.
  void speak_for(std::string_view law) { speaker_ = law; }
  // What was read since the last call.
  Used take_used() { return std::exchange(used_, Used{}); }

 private:
  Tri leaf(const Expr& expr);
  Tri breached() const;
  std::optional<Step> body_of(GroupId group);
  ExceptionResult exception(std::uint32_t index);
  Tri exceptions(GroupId group, std::vector<ExceptionResult>& out);

  const Law& law_;
  const Facts& facts_;
  const Readings& readings_;
  Date day_;
  const FirstLayer* layer_ = nullptr;
  std::string_view speaker_;
  Used used_;
};

}  // namespace lawful
