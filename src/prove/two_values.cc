// Two presumptions of one fact, of different values, that both apply to one act. A presumption
// applies where the fact is unknown, and no completion has an unknown fact; so two copies of the
// law stand for the values that are still possible: they agree on all that the two conditions read,
// and differ on the fact.

#include <set>

#include "prove/flaw_claims.h"
#include "prove/flaw_search.h"

namespace lawful {

namespace {

// Every fact that an expression reads, through all that it names, in whatever version.
class ReadFacts {
 public:
  explicit ReadFacts(const Law& law) : law_(law), seen_(law.groups.size()) {}

  void of(ExprId id) {
    const Expr& expr = law_.exprs[id];
    if (expr.op == Op::kTest || expr.op == Op::kTestParam) facts.insert(expr.fact);
    if (expr.op == Op::kDefine || expr.op == Op::kHolds) group(expr.index);
    for (const ExprId kid : expr.kids) of(kid);
  }

  std::set<FactId> facts;

 private:
  void group(GroupId id) {
    if (seen_[id]) return;
    seen_[id] = true;
    for (const std::uint32_t version : law_.groups[id].versions) of(law_.rules[version].when);
    for (const GroupId exception : law_.groups[id].exceptions) group(exception);
  }

  const Law& law_;
  std::vector<bool> seen_;
};

struct Pair {
  std::uint32_t one = 0;
  std::uint32_t other = 0;
};

std::vector<Pair> pairs_of(const Law& law) {
  std::vector<Pair> out;
  for (std::uint32_t i = 0; i < law.rules.size(); ++i)
    for (std::uint32_t k = i + 1; k < law.rules.size(); ++k) {
      const Rule& one = law.rules[i];
      const Rule& other = law.rules[k];
      if (one.sort == Sort::kPresume && other.sort == Sort::kPresume &&
          one.presumed_fact == other.presumed_fact &&
          one.presumed_value.disjoint(other.presumed_value))
        out.push_back({i, k});
    }
  return out;
}

std::optional<Witness> witness_of_pair(const Law& law, const Pair& pair, ActKind kind, Date day) {
  const Rule& one = law.rules[pair.one];
  const Rule& other = law.rules[pair.other];
  if (!one.in_force.contains(day) || !other.in_force.contains(day)) return std::nullopt;
  ReadFacts read(law);
  read.of(one.when);
  read.of(other.when);
  read.facts.erase(one.presumed_fact);

  Solver solver;
  Encoding copy(law, kind, day, solver);
  Encoding second(law, kind, day, solver);
  std::vector<Lit> wanted;
  for (Encoding* each : {&copy, &second})
    for (const Lit lit : {each->implied(), each->served(), each->when(one), each->when(other)})
      wanted.push_back(lit);
  for (const Lit lit : copy.stated(one.presumed_fact, one.presumed_value)) wanted.push_back(lit);
  for (const Lit lit : second.stated(one.presumed_fact, other.presumed_value))
    wanted.push_back(lit);
  const auto same = [&](Lit a, Lit b) {
    solver.add({-a, b});
    solver.add({a, -b});
  };
  for (const FactId fact : read.facts)
    for (std::size_t i = 0; i < copy.atoms().of(fact).size(); ++i)
      same(copy.atoms().of(fact)[i], second.atoms().of(fact)[i]);
  for (std::size_t r = 0; r < law.readings.size(); ++r)
    for (std::size_t i = 0; i < law.readings[r].choices.size(); ++i)
      same(copy.choice(r, i), second.choice(r, i));
  auto found = witness_of(law, copy, kind, day, solver, std::move(wanted));
  if (found)
    std::erase_if(found->act.facts,
                  [&](const StatedFact& fact) { return !read.facts.contains(fact.fact); });
  return found;
}

}  // namespace

std::vector<Flaw> two_values(const Law& law, const Claims& claims, const std::vector<Date>& days) {
  std::vector<Flaw> out;
  for (const Pair& pair : pairs_of(law)) {
    const auto claim = [&](const Witness& witness) {
      return claims.both_presume(pair.one, pair.other, witness);
    };
    const auto find = [&]() -> std::optional<Witness> {
      for (const Date day : days)
        for (int kind = 0; kind < kActKindCount; ++kind)
          if (auto found = witness_of_pair(law, pair, static_cast<ActKind>(kind), day))
            if (claim(*found)) return found;
      return std::nullopt;
    };
    auto found = find();
    if (!found) continue;
    Flaw flaw;
    flaw.sort = FlawSort::kTwoValues;
    flaw.rules = {pair.one, pair.other};
    flaw.witness = smallest(law, *std::move(found), claim);
    out.push_back(std::move(flaw));
  }
  return out;
}

}  // namespace lawful
