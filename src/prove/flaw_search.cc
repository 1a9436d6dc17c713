#include "prove/flaw_search.h"

#include <algorithm>

#include "prove/flaw_claims.h"
#include "prove/unkept.h"
#include "rules/facts.h"

namespace lawful {

namespace {

// A term, what an instrument says of it, and an implication that may say otherwise.
struct Dispute {
  std::uint32_t rule = 0;
  std::size_t implication = 0;
  bool shown = false;
};

class Walk {
 public:
  Walk(const Law& law, const Progress& progress) : law_(law), claims_(law), progress_(progress) {
    out_.goals = goals_of(law);
    out_.reached.resize(out_.goals.size());
    for (std::uint32_t r = 0; r < law.rules.size(); ++r) {
      if (law.rules[r].sort != Sort::kServe && law.rules[r].sort != Sort::kSettle) continue;
      for (std::size_t i = 0; i < law.implications.size(); ++i)
        if (law.implications[i].consequent.fact == law.rules[r].presumed_fact)
          disputes_.push_back({r, i, false});
    }
  }

  Searched run(const std::vector<Date>& days) {
    std::size_t done = 0;
    for (const Date day : days)
      for (int kind = 0; kind < kActKindCount; ++kind) {
        visit(day, static_cast<ActKind>(kind));
        progress_(++done, days.size() * kActKindCount);
      }
    return std::move(out_);
  }

 private:
  void visit(Date day, ActKind kind);
  void reach(const std::vector<Lit>& obeyed, const std::vector<Lit>& goals, Solver& solver);
  void impossible(Date day, ActKind kind, const Encoding& encoding, Solver& solver);
  Lit disputed(const Dispute& dispute, Date day, Encoding& encoding, Solver& solver) const;
  void gainsaid(const std::vector<Lit>& lits, Date day, ActKind kind, const Encoding& encoding,
                Solver& solver);
  void unsatisfiable(Date day, ActKind kind, Encoding& encoding, Solver& solver);

  const Law& law_;
  Claims claims_;
  const Progress& progress_;
  std::vector<Dispute> disputes_;
  Searched out_;
};

void Walk::visit(Date day, ActKind kind) {
  Solver solver;
  Encoding encoding(law_, kind, day, solver);
  const std::vector<Lit> obeyed{encoding.implied(), encoding.served()};
  if (!solver.solve(obeyed)) return impossible(day, kind, encoding, solver);
  std::vector<Lit> goals;
  for (std::size_t i = 0; i < out_.goals.size(); ++i)
    goals.push_back(out_.reached[i] ? -solver.yes()
                                    : goal_literal(law_, out_.goals[i], day, encoding, solver));
  std::vector<Lit> disputes;
  for (const Dispute& dispute : disputes_)
    disputes.push_back(disputed(dispute, day, encoding, solver));
  reach(obeyed, goals, solver);
  gainsaid(disputes, day, kind, encoding, solver);
  unsatisfiable(day, kind, encoding, solver);
}

// One model reaches many goals; only those that none has reached yet are asked for.
void Walk::reach(const std::vector<Lit>& obeyed, const std::vector<Lit>& goals, Solver& solver) {
  for (std::size_t i = 0; i < goals.size(); ++i) {
    if (out_.reached[i] || goals[i] == -solver.yes()) continue;
    std::vector<Lit> assumed = obeyed;
    assumed.push_back(goals[i]);
    if (!solver.solve(assumed)) continue;
    for (std::size_t k = i; k < goals.size(); ++k)
      if (!out_.reached[k] && goals[k] != -solver.yes()) out_.reached[k] = solver.value(goals[k]);
  }
}

void Walk::impossible(Date day, ActKind kind, const Encoding& encoding, Solver& solver) {
  for (Flaw& flaw : out_.flaws) {
    if (flaw.sort != FlawSort::kImpossible) continue;
    if (std::ranges::find(flaw.kinds, kind) == flaw.kinds.end()) flaw.kinds.push_back(kind);
    return;
  }
  Flaw flaw;
  flaw.sort = FlawSort::kImpossible;
  flaw.kinds = {kind};
  std::vector<Lit> all;
  for (std::size_t i = 0; i < law_.implications.size(); ++i) all.push_back(encoding.obeyed(i));
  for (std::size_t i = 0; i < law_.rules.size(); ++i) all.push_back(encoding.heard(i));
  const std::vector<Lit> core = unkept(all, {}, solver);
  for (std::size_t i = 0; i < law_.implications.size(); ++i)
    if (encoding.obeyed(i) != solver.yes() && std::ranges::count(core, encoding.obeyed(i)) != 0)
      flaw.implications.push_back(i);
  for (std::uint32_t i = 0; i < law_.rules.size(); ++i)
    if (encoding.heard(i) != solver.yes() && std::ranges::count(core, encoding.heard(i)) != 0)
      flaw.rules.push_back(i);
  const auto found = witness_of(law_, encoding, kind, day, solver, {});
  flaw.witness = smallest(
      law_, *found, [&](const Witness& witness) { return !claims_.refused(witness).empty(); });
  flaw.refused = claims_.refused(flaw.witness);
  out_.flaws.push_back(std::move(flaw));
}

// The rule applies, and so does the implication, which says otherwise of the term. An implication
// that reads the term, and says something else, only tells what would follow.
Lit Walk::disputed(const Dispute& dispute, Date day, Encoding& encoding, Solver& solver) const {
  const Rule& rule = law_.rules[dispute.rule];
  const Implication& implication = law_.implications[dispute.implication];
  if (dispute.shown || !rule.in_force.contains(day) || !implication.in_force.contains(day))
    return solver.constant(false);
  const bool serves = rule.sort == Sort::kServe;
  std::vector<Lit> all{encoding.when(rule)};
  const Lit term =
      encoding.atoms().stated(rule.presumed_fact, ValueSet::of_mask(ValueSet::kYesBit)).front();
  const ValueSet said = ValueSet::of_mask(serves ? ValueSet::kYesBit : ValueSet::kNoBit);
  const ComparedSet implied = literal_test(law_, implication.consequent, day);
  if (implied.set.contains(said) != implied.negated) return solver.constant(false);
  all.push_back(serves ? -term : term);
  for (const Literal& antecedent : implication.antecedents)
    all.push_back(encoding.literal(antecedent));
  for (const Rule& other : law_.rules)
    if (!serves && other.sort == Sort::kServe && other.presumed_fact == rule.presumed_fact &&
        other.in_force.contains(day))
      all.push_back(-encoding.when(other));
  return solver.all_of(all);
}

void Walk::gainsaid(const std::vector<Lit>& lits, Date day, ActKind kind, const Encoding& encoding,
                    Solver& solver) {
  for (std::size_t i = 0; i < disputes_.size(); ++i) {
    if (lits[i] == -solver.yes()) continue;
    const Dispute& dispute = disputes_[i];
    const FactId term = law_.rules[dispute.rule].presumed_fact;
    std::vector<Lit> assumed{encoding.implied(), lits[i]};
    for (std::size_t r = 0; r < law_.rules.size(); ++r)
      if (encoding.heard(r) != solver.yes() && law_.rules[r].presumed_fact != term)
        assumed.push_back(encoding.heard(r));
    auto found = witness_of(law_, encoding, kind, day, solver, assumed);
    if (!found) continue;
    std::erase_if(found->act.facts, [&](const StatedFact& fact) { return fact.fact == term; });
    const Law unheard = claims_.unheard(term);
    const auto claim = [&](const Witness& witness) {
      return claims_.gainsaid(dispute.rule, unheard, witness);
    };
    if (!claim(*found)) continue;
    Flaw flaw;
    flaw.sort = FlawSort::kGainsaid;
    flaw.rules = {dispute.rule};
    flaw.implications = {dispute.implication};
    flaw.witness = smallest(law_, *std::move(found), claim);
    flaw.refused = claims_.refused(flaw.witness);
    out_.flaws.push_back(std::move(flaw));
    disputes_[i].shown = true;
  }
}

void Walk::unsatisfiable(Date day, ActKind kind, Encoding& encoding, Solver& solver) {
  for (Flaw& flaw : unsatisfiable_packs(law_, claims_, kind, day, encoding, solver, out_.flaws)) {
    const auto same = std::ranges::find_if(out_.flaws, [&](const Flaw& known) {
      return known.sort == flaw.sort && known.pack == flaw.pack && known.groups == flaw.groups;
    });
    if (same == out_.flaws.end())
      out_.flaws.push_back(std::move(flaw));
    else if (std::ranges::find(same->kinds, kind) == same->kinds.end())
      same->kinds.push_back(kind);
  }
}

}  // namespace

Searched search(const Law& law, const std::vector<Date>& days, const Progress& progress) {
  return Walk(law, progress).run(days);
}

std::optional<Witness> first_witness(const Law& law, const std::vector<Date>& days,
                                     const Wanted& wanted) {
  for (const Date day : days)
    for (int kind = 0; kind < kActKindCount; ++kind) {
      Solver solver;
      Encoding encoding(law, static_cast<ActKind>(kind), day, solver);
      auto found = witness_of(law, encoding, static_cast<ActKind>(kind), day, solver,
                              wanted(day, encoding, solver));
      if (found) return found;
    }
  return std::nullopt;
}

}  // namespace lawful
