#pragma once
// A law on one day, under fixed readings and for one kind of act, as clauses: what a solver can
// reason about all acts at once. The models of the clauses are the completions:
//
//   completion   a value for every fact, such that every implication in force is obeyed, and every
//                open term is as the instruments that serve it say (rules/serve.h)
//
// On a completion every expression is yes or no, so there is one outcome, and the literals say
// which; encoding_test.cc holds them against the reference interpreter, `evaluate`.
//
//   Solver solver;
//   Encoding encoding(law, readings, ActKind::kHandling, day, solver);
//   solver.solve({encoding.outcome(Outcome::kLawful)})         is there a lawful act at all?
//   auto given = encoding.stated(fact, set);                   assumptions that state a fact
//
// Without readings the encoding is free: every choice of readings is a model, and so is every value
// of every fact. Completions are then the models in which implied() and served() are true; without
// them the rules are taken by their words alone.
//
// Left out on purpose: presumptions, which fill only what is unknown, and in a completion nothing
// is; `otherwise = "in-order"`, which closes only what is open, and in a completion nothing is.
// Derived rules read the outcome and never change it, so they are encoded only where asked for.
//
// Invariant: exactly one outcome literal is true in every model. It is kUndetermined where no rule
// that decides speaks to the act (docs/law-language.md, Semantics 3).

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "prove/atoms.h"
#include "prove/solver.h"
#include "rules/evaluation.h"
#include "rules/law.h"

namespace lawful {

class Encoding {
 public:
  // Adds the clauses to `solver`, which must outlive the encoding, as must `law`. Several encodings
  // may share a solver: each has its own literals.
  Encoding(const Law& law, const Readings& readings, ActKind kind, Date day, Solver& solver)
      : Encoding(solver, law, &readings, kind, day) {}
  // The free encoding.
  Encoding(const Law& law, ActKind kind, Date day, Solver& solver)
      : Encoding(solver, law, nullptr, kind, day) {}

  const Atoms& atoms() const { return atoms_; }
  std::vector<Lit> stated(FactId fact, const ValueSet& set) const {
    return atoms_.stated(fact, set);
  }
  Lit outcome(Outcome outcome) const { return outcomes_[static_cast<std::size_t>(outcome)]; }
  // The expression is yes. Of those that read no outcome.
  Lit holds(ExprId id) { return expr(id); }
  // The groups of the first layer with a rule in force: entitlements, conditions, prohibitions and
  // obligations.
  const std::vector<GroupId>& groups() const { return groups_; }
  // The rule of this group is violated; false for a group that is not among groups().
  Lit violated(GroupId group) const { return violated_[group]; }
  // The pack speaks to the act; false on a day on which it is not in force.
  Lit in_scope(std::size_t pack) const { return in_scope_[pack]; }
  Lit choice(std::size_t reading, std::size_t choice) const { return choices_[reading][choice]; }

  // Every implication in force is obeyed; every term is as the instruments say. Always true but in
  // the free encoding.
  Lit implied() const { return implied_; }
  Lit served() const { return served_; }
  // One of them alone: an implication, or a serving or settling rule. Always true where it is not
  // in force.
  Lit obeyed(std::size_t implication) const { return obeyed_[implication]; }
  Lit heard(std::size_t rule) const { return heard_[rule]; }
  // A literal of an implication in force.
  Lit literal(const Literal& literal);

  // Of a rule in force on the day. These add clauses: ask for all of them before solve().
  Lit when(const Rule& rule);   // surely yes
  Lit unmet(const Rule& rule);  // what it requires is surely not so
  // One exception by itself, or any exception to `group`, releases.
  Lit releases(const Rule& exception);
  Lit released(GroupId group);

 private:
  Encoding(Solver& solver, const Law& law, const Readings* readings, ActKind kind, Date day);

  // encode_expr.cc
  Lit expr(ExprId id);
  Lit leaf(const Expr& expr);
  Lit body(GroupId group);  // of a define or a ground

  // encode_derived.cc
  Lit surely(ExprId id, bool value, std::string_view speaker);
  Lit breached(std::string_view law);

  // encoding.cc
  Lit guard(Lit all);
  void choices(const Readings* readings);
  void implications();
  void instruments();
  void scopes();
  void first_layer();
  Lit requirement(const Rule& rule);

  const Law& law_;
  ActKind kind_;
  Date day_;
  Solver& solver_;
  Atoms atoms_;
  Lit implied_ = 0;
  Lit served_ = 0;
  std::vector<Lit> obeyed_;                // by implication
  std::vector<Lit> heard_;                 // by rule
  std::vector<std::vector<Lit>> choices_;  // by reading
  std::vector<Lit> in_scope_;              // by pack
  std::vector<GroupId> groups_;
  std::vector<Lit> violated_;  // by group
  std::array<Lit, 4> outcomes_{};
  // What has been encoded already; 0 is not yet.
  std::vector<Lit> exprs_;
  std::vector<Lit> bodies_;
  std::vector<Lit> released_;
};

}  // namespace lawful
