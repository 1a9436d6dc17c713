#include "prove/known.h"

#include <algorithm>

#include "base/check.h"

namespace lawful {

namespace {

ValueSet outside_of(const ValueSet& all, const ValueSet& set) {
  return ValueSet::of_mask(all.mask() & ~set.mask());
}

// The part of an interval's complement above or below it; empty where there is none.
ValueSet above(const ValueSet& set) {
  if (set.high() == ValueSet::kHighest) return ValueSet::of_interval(1, 0);
  return ValueSet::of_interval(set.high() + 1, ValueSet::kHighest);
}
ValueSet below(const ValueSet& set) {
  if (set.low() == ValueSet::kLowest) return ValueSet::of_interval(1, 0);
  return ValueSet::of_interval(ValueSet::kLowest, set.low() - 1);
}

}  // namespace

Known::Known(const Law& law, const Readings& readings, const Facts& day, Encoding& encoding,
             const std::vector<bool>& tellable, Solver& solver)
    : law_(law),
      readings_(readings),
      day_(day),
      encoding_(encoding),
      solver_(solver),
      told_(law.vocabulary.facts.size(), -solver.yes()),
      is_reason_(law.vocabulary.facts.size(), false) {
  for (auto& each : exprs_) each.resize(law.exprs.size());
  for (FactId fact = kActDate + 1; fact < law.vocabulary.facts.size(); ++fact) {
    const std::vector<Lit> atoms = this->atoms(fact);
    if (tellable[fact] && !atoms.empty()) told_[fact] = solver_.fresh();
    for (const Lit atom : atoms) {
      fact_of_[atom] = fact;
      says_[atom] = solver_.fresh();
      // What is said and not told anew is so.
      solver_.add({told_[fact], -says_[atom], atom});
    }
  }
  index_implications();
}

std::vector<Lit> Known::atoms(FactId fact) const {
  std::vector<Lit> out;
  const bool one_of = law_.vocabulary[fact].type == FactType::kOneOf;
  for (const Lit lit : encoding_.atoms().of(fact)) {
    if (!one_of) out.push_back(lit);
    out.push_back(-lit);  // of a one-of fact: the value is ruled out
  }
  return out;
}

void Known::index_implications() {
  for (const Implication& rule : law_.implications) {
    if (!rule.in_force.contains(day_.day())) continue;
    for (std::size_t i = 0; i <= rule.antecedents.size(); ++i) index_use(rule, i);
  }
}

// Which atoms follow when the consequent must be yes, or an antecedent no: as Facts::narrow has it.
void Known::index_use(const Implication& rule, std::size_t index) {
  const bool yes = index == rule.antecedents.size();
  const Literal& literal = yes ? rule.consequent : rule.antecedents[index];
  const FactId fact = literal.fact;
  if (fact == kActKind || fact == kActDate) return;
  const ComparedSet test = literal_test(law_, literal, day_.day());
  const auto use = [&](const ValueSet& set, const ValueSet& also) {
    if (set.empty()) return;
    const std::vector<Lit> beside =
        also.empty() ? std::vector<Lit>{} : encoding_.stated(fact, also);
    for (const Lit atom : encoding_.stated(fact, set))
      uses_[atom].push_back({&rule, index, beside});
  };
  const ValueSet all = law_.vocabulary[fact].all();
  if (test.negated != yes) return use(test.set, {});
  if (!all.is_interval()) return use(outside_of(all, test.set), {});
  // An interval loses what it holds of the set only at its ends.
  const bool open_below = test.set.low() == ValueSet::kLowest;
  const bool open_above = test.set.high() == ValueSet::kHighest;
  use(above(test.set),
      open_below ? ValueSet{} : ValueSet::of_interval(test.set.low(), ValueSet::kHighest));
  use(below(test.set),
      open_above ? ValueSet{} : ValueSet::of_interval(ValueSet::kLowest, test.set.high()));
}

Lit Known::all(std::vector<Lit> parts) {
  std::vector<Lit> kept;
  for (const Lit part : parts) {
    if (part == -solver_.yes()) return part;
    if (part != solver_.yes()) kept.push_back(part);
  }
  if (kept.empty()) return solver_.yes();
  if (kept.size() == 1) return kept.front();
  const Lit out = solver_.fresh();
  for (const Lit part : kept) solver_.add({-out, part});
  return out;
}

Lit Known::some(std::vector<Lit> parts) {
  std::vector<Lit> kept;
  for (const Lit part : parts) {
    if (part == solver_.yes()) return part;
    if (part != -solver_.yes()) kept.push_back(part);
  }
  if (kept.empty()) return -solver_.yes();
  if (kept.size() == 1) return kept.front();
  const Lit out = solver_.fresh();
  kept.push_back(-out);
  solver_.add(kept);
  return out;
}

Lit Known::known(Lit atom) {
  Lit& lit = known_[atom];
  if (lit == 0) {
    lit = solver_.fresh();
    solver_.add({-lit, atom});
    waiting_.push_back(atom);
  }
  return lit;
}

// That a fact surely lies within a set, or surely outside of it; `atoms` gets what that rests on.
Lit Known::within(FactId fact, const ValueSet& set, bool inside, std::vector<Lit>* atoms) {
  if (fact == kActKind || fact == kActDate) {
    const Tri value = day_[fact].within(set);
    return solver_.constant(value == tri(inside));
  }
  const ValueSet all = law_.vocabulary[fact].all();
  const auto surely = [&](const ValueSet& in, bool rests) {
    if (in.empty()) return -solver_.yes();
    std::vector<Lit> parts;
    for (const Lit atom : encoding_.stated(fact, in)) {
      if (rests && atoms != nullptr) atoms->push_back(atom);
      parts.push_back(known(atom));
    }
    return this->all(parts);
  };
  if (inside) return surely(all.intersect(set), true);
  if (!all.is_interval()) return surely(outside_of(all, set), true);
  const ValueSet low = below(set);
  const ValueSet high = above(set);
  if (low.empty() || high.empty()) return surely(low.empty() ? high : low, true);
  return some({surely(low, false), surely(high, false)});
}

Lit Known::literal(const Literal& literal, bool yes, std::vector<Lit>& atoms) {
  const ComparedSet test = literal_test(law_, literal, day_.day());
  return within(literal.fact, test.set, test.negated != yes, &atoms);
}

Known::Reason Known::reason(const Use& use) {
  Reason out;
  std::vector<Lit> parts;
  const std::size_t consequent = use.rule->antecedents.size();
  for (std::size_t i = 0; i < consequent; ++i)
    if (i != use.index) parts.push_back(literal(use.rule->antecedents[i], true, out.atoms));
  if (use.index != consequent) parts.push_back(literal(use.rule->consequent, false, out.atoms));
  for (const Lit atom : use.also) {
    parts.push_back(known(atom));
    out.atoms.push_back(atom);
  }
  out.lit = all(parts);
  return out;
}

// As serve.h has it. What an expression rests on is not followed further.
void Known::reasons_of_instruments(FactId term, bool yes, std::vector<Reason>& out) {
  std::vector<Lit> served;
  std::vector<Lit> not_served;
  std::vector<Lit> settled;
  for (const Rule& rule : law_.rules) {
    if (rule.presumed_fact != term || !rule.in_force.contains(day_.day())) continue;
    if (rule.sort == Sort::kServe && yes) served.push_back(holds(rule.when, true));
    if (rule.sort == Sort::kServe && !yes) not_served.push_back(holds(rule.when, false));
    if (rule.sort == Sort::kSettle && !yes) settled.push_back(holds(rule.when, true));
  }
  for (const Lit lit : served) out.push_back({lit, {}});
  not_served.push_back(some(settled));
  if (!yes) out.push_back({all(not_served), {}});
}

void Known::presumptions(FactId fact, Lit atom, std::vector<Reason>& out) {
  for (const Rule& rule : law_.rules) {
    if (rule.sort != Sort::kPresume || rule.presumed_fact != fact) continue;
    if (!rule.in_force.contains(day_.day())) continue;
    const std::vector<Lit> presumed = encoding_.stated(fact, rule.presumed_value);
    if (std::find(presumed.begin(), presumed.end(), atom) == presumed.end()) continue;
    out.push_back({holds(rule.when, true), {}});
  }
}

void Known::give_reasons(Lit atom) {
  const FactId fact = fact_of_.at(atom);
  is_reason_[fact] = true;
  std::vector<Reason> reasons{{told_[fact], {}}, {says_.at(atom), {}}};
  if (const auto found = uses_.find(atom); found != uses_.end())
    for (const Use& use : found->second) reasons.push_back(reason(use));
  if (law_.vocabulary[fact].type == FactType::kYesNo)
    reasons_of_instruments(fact, atom > 0, reasons);
  presumptions(fact, atom, reasons);
  std::vector<Lit> clause{-known_.at(atom)};
  for (const Reason& each : reasons) clause.push_back(each.lit);
  solver_.add(clause);
  reasons_[atom] = std::move(reasons);
}

void Known::obey_presumptions() {
  for (const Rule& rule : law_.rules) {
    if (rule.sort != Sort::kPresume || !rule.in_force.contains(day_.day())) continue;
    const Lit otherwise = within(rule.presumed_fact, rule.presumed_value, false);
    for (const Lit atom : encoding_.stated(rule.presumed_fact, rule.presumed_value))
      solver_.add({-encoding_.holds(rule.when), atom, otherwise});
  }
}

void Known::finish() {
  while (!waiting_.empty()) {
    const Lit atom = waiting_.back();
    waiting_.pop_back();
    give_reasons(atom);
  }
}

Lit Known::leaf(const Expr& expr, bool yes) {
  switch (expr.op) {
    case Op::kConst:
      return solver_.constant(expr.constant == tri(yes));
    case Op::kTest:
      return within(expr.fact, expr.set, yes);
    case Op::kTestParam: {
      const auto value = law_.param_at(expr.index, day_.day());
      CHECK(value.has_value());
      const ComparedSet test = compared_set(expr.compare, *value);
      return within(expr.fact, test.set, test.negated != yes);
    }
    case Op::kReading:
      return solver_.constant((readings_[expr.index] == expr.choice) == yes);
    default:
      CHECK(false && "the first layer reads no outcome");
      return -solver_.yes();
  }
}

Lit Known::holds(ExprId id, bool yes) {
  if (exprs_[yes][id] != 0) return exprs_[yes][id];
  const Expr& expr = law_.exprs[id];
  Lit lit = 0;
  std::vector<Lit> kids;
  switch (expr.op) {
    case Op::kAnd:
    case Op::kOr:
      for (const ExprId kid : expr.kids) kids.push_back(holds(kid, yes));
      lit = (expr.op == Op::kAnd) == yes ? all(kids) : some(kids);
      break;
    case Op::kNot:
      lit = holds(expr.kids.front(), !yes);
      break;
    case Op::kDefine:
    case Op::kHolds:
      lit = body(expr.index, yes);
      break;
    default:
      lit = leaf(expr, yes);
  }
  exprs_[yes][id] = lit;
  return lit;
}

Lit Known::body(GroupId group, bool yes) {
  const Rule* rule = law_.at(group, day_.day());
  if (rule == nullptr) return solver_.constant(!yes);  // no, where no version is in force
  const Lit when = holds(rule->when, yes);
  if (rule->sort != Sort::kGround) return when;
  const Lit free = released(group, !yes);
  return yes ? all({when, free}) : some({when, free});
}

Lit Known::released(GroupId group, bool yes) {
  std::vector<Lit> parts;
  for (const GroupId id : law_.groups[group].exceptions) {
    const Rule* version = law_.at(id, day_.day());
    if (version == nullptr) continue;
    const Lit when = holds(version->when, yes);
    const Lit free = released(id, !yes);
    parts.push_back(yes ? all({when, free}) : some({when, free}));
  }
  return yes ? some(parts) : all(parts);
}

std::vector<std::vector<Lit>> Known::unfounded(const Facts& facts) const {
  std::vector<Lit> atoms;
  for (const auto& [atom, lit] : known_) {
    if (!solver_.value(lit)) continue;
    const FactId fact = fact_of_.at(atom);
    const std::vector<Lit> found = encoding_.stated(fact, facts[fact]);
    if (std::find(found.begin(), found.end(), atom) == found.end()) atoms.push_back(atom);
  }
  return loops(atoms);
}

// Those of `atoms` that each rests on, through reasons that the model has, itself only if on a
// loop.
std::vector<bool> Known::rests_on(const std::vector<Lit>& atoms, std::size_t from) const {
  std::vector<bool> seen(atoms.size(), false);
  std::vector<std::size_t> open{from};
  while (!open.empty()) {
    const Lit atom = atoms[open.back()];
    open.pop_back();
    for (const Reason& reason : reasons_.at(atom)) {
      if (!solver_.value(reason.lit)) continue;
      for (const Lit next : reason.atoms) {
        const auto place = std::lower_bound(atoms.begin(), atoms.end(), next);
        if (place == atoms.end() || *place != next) continue;
        const auto index = static_cast<std::size_t>(place - atoms.begin());
        if (seen[index]) continue;
        seen[index] = true;
        open.push_back(index);
      }
    }
  }
  return seen;
}

// The sorted atoms that rest on one another.
std::vector<std::vector<Lit>> Known::loops(const std::vector<Lit>& atoms) const {
  std::vector<std::vector<bool>> rests;
  for (std::size_t i = 0; i < atoms.size(); ++i) rests.push_back(rests_on(atoms, i));
  std::vector<bool> placed(atoms.size(), false);
  std::vector<std::vector<Lit>> out;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (placed[i] || !rests[i][i]) continue;
    out.emplace_back();
    for (std::size_t k = i; k < atoms.size(); ++k) {
      if (!rests[i][k] || !rests[k][i]) continue;
      placed[k] = true;
      out.back().push_back(atoms[k]);
    }
  }
  return out;
}

void Known::require_reasons(const std::vector<Lit>& atoms) {
  const auto is_inside = [&](Lit atom) {
    return std::find(atoms.begin(), atoms.end(), atom) != atoms.end();
  };
  std::vector<Lit> outside;
  for (const Lit atom : atoms)
    for (const Reason& reason : reasons_.at(atom))
      if (std::none_of(reason.atoms.begin(), reason.atoms.end(), is_inside))
        outside.push_back(reason.lit);
  for (const Lit atom : atoms) {
    std::vector<Lit> clause = outside;
    clause.push_back(-known_.at(atom));
    solver_.add(clause);
  }
}

}  // namespace lawful
