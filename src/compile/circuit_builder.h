#pragma once
// Expressions, exceptions, presumptions and served terms of a law as nodes of a circuit. Used by
// law_circuit.cc, which puts the rules together; nothing else should need it.
//
// Facts are read at two stages (docs/law-language.md, Semantics 5, 9, 11):
//   kKnown      what the act states, with what follows from it
//   kPresumed   the same after presumptions and what they let instruments serve

#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "compile/law_circuit.h"

namespace lawful {

enum class Stage { kKnown, kPresumed };

struct LayerBreach {
  GroupId group = 0;
  Ref breach;
  bool assumable = false;
};

class CircuitBuilder {
 public:
  CircuitBuilder(const Law& law, const Readings& readings, ActKind kind, Date day,
                 const Layout& layout, const Given* given);

  // Is the law one that a circuit can say? See law_circuit().
  Result<void> check() const;

  Ref expr(ExprId id, Stage stage);
  Ref released(GroupId group, Stage stage);  // by one of its exceptions
  Ref requirement(const Rule& rule);         // after presumptions
  std::vector<TermSlot> terms();

  // What derived rules read, once the first layer is complete, and of whose law `breached` speaks.
  void set_first_layer(std::vector<LayerBreach> layer) { layer_ = std::move(layer); }
  void speak_for(std::string_view law) { speaker_ = law; }

  Circuit& circuit() { return circuit_; }
  std::vector<LeafTest> take_tests() { return std::move(tests_); }

 private:
  Ref leaf(const Expr& expr, Stage stage);
  Ref fact_test(FactId fact, const ValueSet& set, Stage stage);
  Ref ordered_test(FactId fact, const ValueSet& set);
  Ref at_least(FactId fact, std::int64_t cut);
  Ref discrete_test(FactId fact, const ValueSet& set);
  Ref open_test(FactId fact, const ValueSet& set);
  Ref presumed_test(Ref known, FactId fact, const ValueSet& set);
  Ref served_test(Ref leaf, FactId term);
  Ref answers(const std::vector<ExprId>& conditions, Stage stage);
  Ref body(GroupId group, Stage stage);
  Ref violated(GroupId group);
  Ref breached();
  bool live(FactId fact) const { return given_ == nullptr || given_->live[fact]; }

  const Law& law_;
  const Readings& readings_;
  ActKind kind_;
  Date day_;
  const Layout& layout_;
  const Given* given_;
  Circuit circuit_;
  std::vector<LeafTest> tests_;
  enum class TestKind { kWithin, kAtLeast, kOpen };
  std::map<std::tuple<FactId, TestKind, std::int64_t>, Ref> known_tests_;
  std::map<FactId, std::vector<std::uint32_t>> presumptions_;  // rules, by fact
  struct Term {
    std::vector<ExprId> serves;
    std::vector<ExprId> settles;
  };
  std::map<FactId, Term> term_rules_;
  std::vector<LayerBreach> layer_;
  std::string_view speaker_;
  // Built already, by stage.
  std::array<std::vector<std::optional<Ref>>, 2> exprs_;
  std::array<std::vector<std::optional<Ref>>, 2> released_;
};

}  // namespace lawful
