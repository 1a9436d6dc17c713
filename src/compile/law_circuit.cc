#include "compile/law_circuit.h"

#include <map>
#include <utility>

#include "base/check.h"
#include "compile/circuit_builder.h"

namespace lawful {

namespace {

Ref breach_of(CircuitBuilder& builder, const Rule& rule) {
  const Ref trigger = builder.expr(rule.when, Stage::kPresumed);
  const Ref released = builder.released(rule.group, Stage::kPresumed);
  return builder.circuit().and_of({trigger, !builder.requirement(rule), !released});
}

// By pack, whether it speaks to the act; a pack that implements a law shares its scope.
std::vector<Ref> pack_scopes(const Law& law, CircuitBuilder& builder, Date day) {
  std::vector<Ref> scopes;
  for (std::uint32_t p = 0; p < law.packs.size(); ++p) {
    std::vector<Ref> all;
    if (!law.packs[p].in_force.contains(day)) all.push_back(kNoRef);
    for (const Rule& rule : law.rules) {
      if (rule.pack != p || rule.sort != Sort::kScope || !rule.in_force.contains(day)) continue;
      all.push_back(builder.expr(rule.when, Stage::kPresumed));
      all.push_back(!builder.released(rule.group, Stage::kPresumed));
    }
    scopes.push_back(builder.circuit().and_of(std::move(all)));
  }
  for (std::size_t p = 0; p < law.packs.size(); ++p) {
    if (law.packs[p].under.empty()) continue;
    std::vector<Ref> of_law;
    for (std::size_t other = 0; other < law.packs.size(); ++other)
      if (law.packs[other].law == law.packs[p].under) of_law.push_back(scopes[other]);
    scopes[p] = builder.circuit().and_of({scopes[p], builder.circuit().or_of(std::move(of_law))});
  }
  return scopes;
}

class Compiler {
 public:
  Compiler(const Law& law, ActKind kind, Date day, CircuitBuilder& builder)
      : law_(law), kind_(kind), day_(day), builder_(builder) {}

  LawCircuit run() {
    scopes_ = pack_scopes(law_, builder_, day_);
    std::vector<Ref> independent;
    for (std::size_t p = 0; p < law_.packs.size(); ++p)
      if (law_.packs[p].under.empty()) independent.push_back(scopes_[p]);
    out_.in_scope = builder_.circuit().or_of(std::move(independent));
    first_layer();
    builder_.set_first_layer(std::move(layer_));
    derived();
    out_.live = out_.rules.size();
    out_.rules.insert(out_.rules.end(), fixed_.begin(), fixed_.end());
    return std::move(out_);
  }

 private:
  bool is_left_out(const Rule& rule) const {
    return !rule.in_force.contains(day_) || scopes_[rule.pack] == kNoRef;
  }

  void add(std::uint32_t index, Ref breach, bool assumable) {
    if (breach == kNoRef) return;
    (is_constant(breach) ? fixed_ : out_.rules).push_back({index, breach, assumable});
  }

  void first_layer() {
    Circuit& circuit = builder_.circuit();
    std::vector<Ref> breached;
    std::vector<Ref> entitled;
    std::vector<Ref> reached;
    for (std::uint32_t i = 0; i < law_.rules.size(); ++i) {
      const Rule& rule = law_.rules[i];
      if (!is_first_layer(rule.sort) || is_left_out(rule)) continue;
      const Ref speaks = circuit.possible(scopes_[rule.pack]);
      const Ref breach = circuit.and_of({breach_of(builder_, rule), speaks});
      const bool assumable = rule.sort != Sort::kEntitlement;
      add(i, breach, assumable);
      layer_.push_back({rule.group, breach, assumable});
      if (!is_counting(rule.sort, kind_)) continue;
      (assumable ? breached : entitled).push_back(breach);
      if (!needs_power(kind_) || rule.sort == Sort::kEntitlement)
        reached.push_back(circuit.and_of({builder_.expr(rule.when, Stage::kPresumed), speaks}));
    }
    out_.first_layer = out_.rules.size();
    out_.breached = circuit.or_of(std::move(breached));
    out_.breached_entitled = circuit.or_of(std::move(entitled));
    out_.reached = circuit.or_of(std::move(reached));
  }

  void derived() {
    for (std::uint32_t i = 0; i < law_.rules.size(); ++i) {
      const Rule& rule = law_.rules[i];
      if (rule.sort != Sort::kDerived || is_left_out(rule)) continue;
      builder_.speak_for(law_.packs[rule.pack].law);
      Circuit& circuit = builder_.circuit();
      const Ref speaks = circuit.possible(scopes_[rule.pack]);
      add(i, circuit.and_of({breach_of(builder_, rule), speaks}), false);
    }
  }

  const Law& law_;
  ActKind kind_;
  Date day_;
  CircuitBuilder& builder_;
  std::vector<Ref> scopes_;
  std::vector<LayerBreach> layer_;
  std::vector<RuleSlot> fixed_;
  LawCircuit out_;
};

}  // namespace

Result<LawCircuit> law_circuit(const Law& law, const Readings& readings, ActKind kind, Date day,
                               const Layout& layout, const Given* given) {
  CircuitBuilder builder(law, readings, kind, day, layout, given);
  TRY_VOID(builder.check());
  std::vector<TermSlot> terms = builder.terms();
  LawCircuit out = Compiler(law, kind, day, builder).run();
  out.terms = std::move(terms);
  out.circuit = std::move(builder.circuit());
  out.tests = builder.take_tests();
  return out;
}

}  // namespace lawful
