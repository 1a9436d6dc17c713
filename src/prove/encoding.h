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
// Left out on purpose: derived rules, which read the outcome and never change it; presumptions,
// which fill only what is unknown, and in a completion nothing is; `otherwise = "in-order"`, which
// closes only what is open, and in a completion nothing is.
//
// Invariant: exactly one outcome literal is true in every model. It is kUndetermined where no rule
// that decides speaks to the act (docs/law-language.md, Semantics 3).

#include <array>
#include <cstdint>
#include <optional>
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
  Encoding(const Law& law, const Readings& readings, ActKind kind, Date day, Solver& solver);

  const Atoms& atoms() const { return atoms_; }
  std::vector<Lit> stated(FactId fact, const ValueSet& set) const {
    return atoms_.stated(fact, set);
  }
  Lit outcome(Outcome outcome) const { return outcomes_[static_cast<std::size_t>(outcome)]; }
  // The groups of the first layer with a rule in force: entitlements, conditions, prohibitions and
  // obligations.
  const std::vector<GroupId>& groups() const { return groups_; }
  // The rule of this group is violated; false for a group that is not among groups().
  Lit violated(GroupId group) const { return violated_[group]; }

 private:
  // encode_expr.cc
  Lit expr(ExprId id);
  Lit leaf(const Expr& expr);
  Lit body(GroupId group);      // of a define or a ground
  Lit released(GroupId group);  // by one of its exceptions

  // encoding.cc
  void implications();
  void instruments();
  void scopes();
  void first_layer();
  Lit requirement(const Rule& rule);

  const Law& law_;
  Readings readings_;
  ActKind kind_;
  Date day_;
  Solver& solver_;
  Atoms atoms_;
  std::vector<Lit> in_scope_;  // by pack
  std::vector<GroupId> groups_;
  std::vector<Lit> violated_;  // by group
  std::array<Lit, 4> outcomes_{};
  // What has been encoded already; 0 is not yet.
  std::vector<Lit> exprs_;
  std::vector<Lit> bodies_;
  std::vector<Lit> released_;
};

}  // namespace lawful
