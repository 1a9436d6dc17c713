#pragma once
// What is surely known of an act, as literals: where a completion says how things may be, these say
// what follows from the statements of the act alone, as the reference interpreter works it out
// (docs/law-language.md, Semantics 4 and 5). A rule of which only that much is needed never hangs
// on luck.
//
// An act is here what it says about each fact, and which facts are told: a told fact has in the act
// the value that it has in the completion. Everything else that the act says still holds.
//
//   says(atom)    the act says that the atom is so           to be fixed by the caller
//   told(fact)    the fact is told; false where it cannot be
//   holds(e, v)   expression e is surely yes, or surely no
//
// Each literal of holds() is one-directional: it is true only if there is a reason, and the reason
// again has its reasons, down to what is said or told. Two facts can be each other's reason, so a
// model may hold known what is not. Nobody should rely on a model before the reference interpreter
// has; `unfounded` then finds what leans on itself alone, and `require_reasons` rules that out for
// good.

#include <array>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "prove/encoding.h"
#include "prove/solver.h"
#include "rules/facts.h"

namespace lawful {

class Known {
 public:
  // `tellable`: by fact. All of these must outlive it.
  Known(const Law& law, const Readings& readings, const Facts& day, Encoding& encoding,
        const std::vector<bool>& tellable, Solver& solver);

  Lit holds(ExprId expr, bool yes);
  Lit body(GroupId group, bool yes);      // of a define or a ground
  Lit released(GroupId group, bool yes);  // by one of its exceptions
  // A presumption of the law comes true, unless otherwise is known.
  void obey_presumptions();
  // To be called when nothing more will be asked of holds, body and released.
  void finish();

  Lit told(FactId fact) const { return told_[fact]; }
  Lit says(Lit atom) const { return says_.at(atom); }
  // Does what the act says about this fact by itself give a reason for anything?
  bool is_reason(FactId fact) const { return is_reason_[fact]; }
  // Every literal that tells the values of the fact apart, and their negations where those do.
  std::vector<Lit> atoms(FactId fact) const;

  // Where the model holds known what `facts` do not have: the atoms that are one another's reasons,
  // loop by loop.
  std::vector<std::vector<Lit>> unfounded(const Facts& facts) const;
  // If any of these atoms is known, one of them has a reason outside of them.
  void require_reasons(const std::vector<Lit>& atoms);

 private:
  // Why an atom may be known. It rests on all of `atoms`; nothing is said of what else it needs.
  struct Reason {
    Lit lit = 0;
    std::vector<Lit> atoms;
  };
  // One literal of an implication, the antecedent `index` or behind them the consequent.
  struct Use {
    const Implication* rule = nullptr;
    std::size_t index = 0;
    std::vector<Lit> also;  // atoms that must be known beside
  };

  std::vector<bool> rests_on(const std::vector<Lit>& atoms, std::size_t from) const;
  std::vector<std::vector<Lit>> loops(const std::vector<Lit>& atoms) const;
  void index_implications();
  void index_use(const Implication& rule, std::size_t index);
  Lit literal(const Literal& literal, bool yes, std::vector<Lit>& atoms);
  Lit within(FactId fact, const ValueSet& set, bool inside, std::vector<Lit>* atoms = nullptr);
  Lit known(Lit atom);
  void give_reasons(Lit atom);
  Reason reason(const Use& use);
  void reasons_of_instruments(FactId term, bool yes, std::vector<Reason>& out);
  void presumptions(FactId fact, Lit atom, std::vector<Reason>& out);
  Lit all(std::vector<Lit> parts);
  Lit some(std::vector<Lit> parts);
  Lit leaf(const Expr& expr, bool yes);

  const Law& law_;
  const Readings& readings_;
  const Facts& day_;  // nothing known but the kind and the day
  Encoding& encoding_;
  Solver& solver_;
  std::vector<Lit> told_;
  std::map<Lit, Lit> says_;
  std::map<Lit, FactId> fact_of_;
  std::map<Lit, std::vector<Use>> uses_;  // by atom: the literals that narrow to it
  std::map<Lit, Lit> known_;              // by atom
  std::map<Lit, std::vector<Reason>> reasons_;
  std::vector<Lit> waiting_;  // atoms that are known without a reason yet
  std::vector<bool> is_reason_;
  std::array<std::vector<Lit>, 2> exprs_;  // by yes; 0 is not yet
};

}  // namespace lawful
