#include "prove/encoding.h"

#include <map>

#include "base/check.h"
#include "rules/facts.h"

namespace lawful {

Encoding::Encoding(Solver& solver, const Law& law, const Readings* readings, ActKind kind, Date day)
    : law_(law),
      kind_(kind),
      day_(day),
      solver_(solver),
      atoms_(law, kind, day, cut_points(law, day), solver),
      implied_(readings == nullptr ? solver.fresh() : solver.yes()),
      served_(readings == nullptr ? solver.fresh() : solver.yes()),
      obeyed_(law.implications.size(), solver.yes()),
      heard_(law.rules.size(), solver.yes()),
      violated_(law.groups.size(), solver.constant(false)),
      exprs_(law.exprs.size()),
      bodies_(law.groups.size()),
      released_(law.groups.size()) {
  choices(readings);
  implications();
  instruments();
  scopes();
  first_layer();
}

// What makes one clause hold: always where all of its kind must, else where this literal is true.
Lit Encoding::guard(Lit all) {
  if (all == solver_.yes()) return all;
  const Lit one = solver_.fresh();
  solver_.add({-all, one});
  return one;
}

// Exactly one choice of each reading.
void Encoding::choices(const Readings* readings) {
  for (std::size_t r = 0; r < law_.readings.size(); ++r) {
    std::vector<Lit>& lits = choices_.emplace_back();
    const std::size_t count = law_.readings[r].choices.size();
    for (std::size_t i = 0; i < count; ++i)
      lits.push_back(readings == nullptr ? solver_.fresh() : solver_.constant((*readings)[r] == i));
    if (readings != nullptr) continue;
    solver_.add(lits);
    for (std::size_t i = 0; i < count; ++i)
      for (std::size_t k = i + 1; k < count; ++k) solver_.add({-lits[i], -lits[k]});
  }
}

Lit Encoding::literal(const Literal& literal) {
  const ComparedSet test = literal_test(law_, literal, day_);
  const Lit within = atoms_.within(literal.fact, test.set);
  return test.negated ? -within : within;
}

void Encoding::implications() {
  for (std::size_t i = 0; i < law_.implications.size(); ++i) {
    const Implication& rule = law_.implications[i];
    if (!rule.in_force.contains(day_)) continue;
    obeyed_[i] = guard(implied_);
    std::vector<Lit> clause{-obeyed_[i], literal(rule.consequent)};
    for (const Literal& antecedent : rule.antecedents) clause.push_back(-literal(antecedent));
    solver_.add(clause);
  }
}

// A serving rule makes its term yes; a settling one, where no rule serves the term, makes it no.
void Encoding::instruments() {
  std::map<FactId, std::vector<Lit>> served;  // by term: what serves it
  const auto term = [&](const Rule& rule) {
    return atoms_.within(rule.presumed_fact, ValueSet::of_mask(ValueSet::kYesBit));
  };
  const auto in_force = [&](std::size_t i, Sort sort) {
    const Rule& rule = law_.rules[i];
    if (rule.sort != sort || !rule.in_force.contains(day_)) return false;
    heard_[i] = guard(served_);
    return true;
  };
  for (std::size_t i = 0; i < law_.rules.size(); ++i) {
    if (!in_force(i, Sort::kServe)) continue;
    const Rule& rule = law_.rules[i];
    served[rule.presumed_fact].push_back(expr(rule.when));
    solver_.add({-heard_[i], -expr(rule.when), term(rule)});
  }
  for (std::size_t i = 0; i < law_.rules.size(); ++i) {
    if (!in_force(i, Sort::kSettle)) continue;
    const Rule& rule = law_.rules[i];
    std::vector<Lit> clause = served[rule.presumed_fact];
    clause.insert(clause.end(), {-heard_[i], -expr(rule.when), -term(rule)});
    solver_.add(clause);
  }
}

void Encoding::scopes() {
  for (std::uint32_t p = 0; p < law_.packs.size(); ++p) {
    if (!law_.packs[p].in_force.contains(day_)) {
      in_scope_.push_back(solver_.constant(false));
      continue;
    }
    std::vector<Lit> all;
    for (const Rule& rule : law_.rules) {
      if (rule.pack != p || rule.sort != Sort::kScope || !rule.in_force.contains(day_)) continue;
      all.push_back(expr(rule.when));
      all.push_back(-released(rule.group));
    }
    in_scope_.push_back(solver_.all_of(all));
  }
  // A pack that implements a law shares its scope.
  for (std::size_t p = 0; p < law_.packs.size(); ++p) {
    if (law_.packs[p].under.empty()) continue;
    std::vector<Lit> of_law;
    for (std::size_t other = 0; other < law_.packs.size(); ++other)
      if (law_.packs[other].law == law_.packs[p].under) of_law.push_back(in_scope_[other]);
    in_scope_[p] = solver_.all_of({in_scope_[p], solver_.any_of(of_law)});
  }
}

Lit Encoding::requirement(const Rule& rule) {
  if (rule.sort != Sort::kEntitlement) return expr(rule.then);
  std::vector<Lit> any;
  for (const GroupId ground : law_.groups[rule.group].grounds) any.push_back(body(ground));
  return solver_.any_of(any);
}

void Encoding::first_layer() {
  std::vector<Lit> reached;
  std::vector<Lit> breaches;
  for (const Rule& rule : law_.rules) {
    if (!is_first_layer(rule.sort) || !rule.in_force.contains(day_)) continue;
    const Lit speaks = solver_.all_of({in_scope_[rule.pack], expr(rule.when)});
    const Lit violated = solver_.all_of({speaks, -requirement(rule), -released(rule.group)});
    groups_.push_back(rule.group);
    violated_[rule.group] = violated;
    if (!is_counting(rule.sort, kind_)) continue;
    breaches.push_back(violated);
    if (!needs_power(kind_) || rule.sort == Sort::kEntitlement) reached.push_back(speaks);
  }
  std::vector<Lit> independent;  // packs that stand by themselves
  for (std::size_t p = 0; p < law_.packs.size(); ++p)
    if (law_.packs[p].under.empty()) independent.push_back(in_scope_[p]);
  const Lit in_scope = solver_.any_of(independent);
  const Lit breached = solver_.any_of(breaches);
  const Lit spoken_to = solver_.any_of(reached);
  const auto set = [&](Outcome outcome, const std::vector<Lit>& parts) {
    outcomes_[static_cast<std::size_t>(outcome)] = solver_.all_of(parts);
  };
  set(Outcome::kOutOfScope, {-in_scope});
  set(Outcome::kUnlawful, {in_scope, breached});
  set(Outcome::kLawful, {in_scope, -breached, spoken_to});
  set(Outcome::kUndetermined, {in_scope, -breached, -spoken_to});
}

}  // namespace lawful
