#include "prove/unkept.h"

#include <algorithm>

#include "base/check.h"

namespace lawful {

namespace {

std::vector<Lit> joined(std::vector<Lit> one, const std::vector<Lit>& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

// `some` of which at least one more are true than of `before`: from literals "at least n among the
// first i" to "at least n + 1 among the first i".
std::vector<Lit> one_more(const std::vector<Lit>& some, const std::vector<Lit>& before,
                          Solver& solver) {
  std::vector<Lit> out;
  Lit so_far = solver.constant(false);
  for (std::size_t i = 0; i < some.size(); ++i) {
    const Lit with_this = i == 0 ? solver.constant(false) : solver.all_of({before[i - 1], some[i]});
    so_far = solver.any_of({so_far, with_this});
    out.push_back(so_far);
  }
  return out;
}

// The groups that decide about an act of this kind, in the order of the law.
std::vector<GroupId> deciding(const Law& law, ActKind kind, Date day, const Encoding& encoding) {
  std::vector<GroupId> out;
  for (const GroupId group : encoding.groups())
    if (is_counting(law.at(group, day)->sort, kind)) out.push_back(group);
  return out;
}

class Unkept {
 public:
  Unkept(const Law& law, Date day, ActKind kind, std::vector<GroupId> deciding, Encoding& encoding,
         Solver& solver)
      : law_(law),
        day_(day),
        kind_(kind),
        groups_(std::move(deciding)),
        encoding_(encoding),
        solver_(solver) {
    for (const GroupId group : groups_) violated_.push_back(encoding.violated(group));
  }

  Flaw flaw(std::uint32_t pack, const Claims& claims) {
    Flaw out;
    out.sort = FlawSort::kUnsatisfiable;
    out.pack = pack;
    out.kinds = {kind_};
    const std::vector<Lit> given{encoding_.implied(), encoding_.served(), encoding_.in_scope(pack)};
    std::vector<Lit> kept;
    for (const Lit violated : violated_) kept.push_back(-violated);
    const std::vector<Lit> core = unkept(kept, given, solver_);
    for (std::size_t i = 0; i < groups_.size(); ++i)
      if (std::ranges::find(core, kept[i]) != core.end()) out.groups.push_back(groups_[i]);
    Witness found = fewest(given);
    for (std::size_t i = 0; i < groups_.size(); ++i)
      if (solver_.value(violated_[i])) out.breached.push_back(groups_[i]);
    out.witness = smallest(law_, std::move(found), [&](const Witness& witness) {
      return claims.violates_only(out.breached, witness);
    });
    return out;
  }

 private:
  // The act that breaches as few rules as can be.
  Witness fewest(const std::vector<Lit>& given) {
    std::vector<Lit> at_least;  // one among the first i
    Lit any = solver_.constant(false);
    for (const Lit violated : violated_) at_least.push_back(any = solver_.any_of({any, violated}));
    while (true) {
      at_least = one_more(violated_, at_least, solver_);
      std::vector<Lit> lits = joined(given, {-at_least.back()});
      if (auto found = witness_of(law_, encoding_, kind_, day_, solver_, std::move(lits)))
        return *std::move(found);
    }
  }

  const Law& law_;
  Date day_;
  ActKind kind_;
  std::vector<GroupId> groups_;
  std::vector<Lit> violated_;
  Encoding& encoding_;
  Solver& solver_;
};

}  // namespace

std::vector<Lit> unkept(std::vector<Lit> all, const std::vector<Lit>& given, Solver& solver) {
  const auto narrow = [&](std::vector<Lit>& lits) {
    if (solver.solve(joined(lits, given))) return false;
    std::erase_if(lits, [&](Lit lit) { return !solver.failed(lit); });
    return true;
  };
  CHECK(narrow(all));
  std::size_t open = all.size();  // from here on each is known to be needed
  while (open > 0) {
    std::vector<Lit> rest = all;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(open - 1));
    const std::size_t needed = all.size() - open;
    if (narrow(rest)) {
      all = std::move(rest);
      open = all.size() - needed;
    } else {
      --open;
    }
  }
  return all;
}

std::vector<Flaw> unsatisfiable_packs(const Law& law, const Claims& claims, ActKind kind, Date day,
                                      Encoding& encoding, Solver& solver,
                                      const std::vector<Flaw>& told) {
  const auto is_told = [&](std::uint32_t pack) {
    return std::ranges::any_of(told, [&](const Flaw& flaw) {
      return flaw.sort == FlawSort::kUnsatisfiable && flaw.pack == pack &&
             std::ranges::find(flaw.kinds, kind) != flaw.kinds.end();
    });
  };
  const std::vector<GroupId> groups = deciding(law, kind, day, encoding);
  std::vector<Lit> kept{encoding.implied(), encoding.served()};
  for (const GroupId group : groups) kept.push_back(-encoding.violated(group));
  std::vector<bool> done(law.packs.size());
  std::vector<std::uint32_t> failing;
  for (std::uint32_t p = 0; p < law.packs.size(); ++p) {
    const Lit in_scope = encoding.in_scope(p);
    if (done[p] || in_scope == solver.constant(false)) continue;
    if (!solver.solve(joined(kept, {in_scope}))) {
      if (solver.solve({encoding.implied(), encoding.served(), in_scope})) failing.push_back(p);
      continue;
    }
    for (std::size_t other = p; other < law.packs.size(); ++other)
      if (solver.value(encoding.in_scope(other))) done[other] = true;
  }
  const auto fails = [&](const std::string& name) {
    return std::ranges::any_of(failing, [&](std::uint32_t p) { return law.packs[p].law == name; });
  };
  std::vector<Flaw> out;
  for (const std::uint32_t p : failing)
    if (!is_told(p) && (law.packs[p].under.empty() || !fails(law.packs[p].under)))
      out.push_back(Unkept(law, day, kind, groups, encoding, solver).flaw(p, claims));
  return out;
}

}  // namespace lawful
