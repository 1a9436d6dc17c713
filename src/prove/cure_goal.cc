#include "prove/cure_goal.h"

namespace lawful {
namespace {

class Goals {
 public:
  Goals(const Law& law, ActKind kind, Date day, const Encoding& encoding, Known& known,
        Solver& solver)
      : law_(law), kind_(kind), day_(day), encoding_(encoding), known_(known), solver_(solver) {}

  std::vector<CureGoal> run() {
    std::vector<Lit> scopes;
    std::vector<Lit> speaks;
    std::vector<CureGoal> rules;
    for (std::uint32_t p = 0; p < law_.packs.size(); ++p)
      if (law_.packs[p].under.empty()) scopes.push_back(in_scope(p));
    for (std::uint32_t i = 0; i < law_.rules.size(); ++i) {
      const Rule& rule = law_.rules[i];
      if (!is_first_layer(rule.sort) || !rule.in_force.contains(day_)) continue;
      if (!is_counting(rule.sort, kind_)) continue;
      const bool entitles = rule.sort == Sort::kEntitlement;
      if (!needs_power(kind_) || entitles) speaks.push_back(known_.holds(rule.when, true));
      CureGoal goal{CureGoal::Kind::kRule, i, {-encoding_.violated(rule.group)}};
      if (entitles) goal.lits.push_back(held(rule));
      rules.push_back(std::move(goal));
    }
    std::vector<CureGoal> out{{CureGoal::Kind::kScope, 0, {solver_.any_of(scopes)}},
                              {CureGoal::Kind::kReached, 0, {solver_.any_of(speaks)}}};
    out.insert(out.end(), rules.begin(), rules.end());
    return out;
  }

 private:
  Lit in_scope(std::uint32_t pack) {
    if (!law_.packs[pack].in_force.contains(day_)) return -solver_.yes();
    std::vector<Lit> all;
    for (const Rule& rule : law_.rules) {
      if (rule.pack != pack || rule.sort != Sort::kScope || !rule.in_force.contains(day_)) continue;
      all.push_back(known_.holds(rule.when, true));
      all.push_back(known_.released(rule.group, false));
    }
    return solver_.all_of(all);
  }

  Lit out_of_scope(std::uint32_t pack) {
    if (!law_.packs[pack].in_force.contains(day_)) return solver_.yes();
    std::vector<Lit> any;
    for (const Rule& rule : law_.rules) {
      if (rule.pack != pack || rule.sort != Sort::kScope || !rule.in_force.contains(day_)) continue;
      any.push_back(known_.holds(rule.when, false));
      any.push_back(known_.released(rule.group, true));
    }
    if (law_.packs[pack].under.empty()) return solver_.any_of(any);
    std::vector<Lit> law_out;
    for (std::uint32_t other = 0; other < law_.packs.size(); ++other)
      if (law_.packs[other].law == law_.packs[pack].under) law_out.push_back(out_of_scope(other));
    any.push_back(solver_.all_of(law_out));
    return solver_.any_of(any);
  }

  // An entitlement is never taken to be in order: it is held, released, or surely not needed.
  Lit held(const Rule& rule) {
    std::vector<Lit> any{out_of_scope(rule.pack), known_.holds(rule.when, false),
                         known_.released(rule.group, true)};
    for (const GroupId ground : law_.groups[rule.group].grounds)
      any.push_back(known_.body(ground, true));
    return solver_.any_of(any);
  }

  const Law& law_;
  ActKind kind_;
  Date day_;
  const Encoding& encoding_;
  Known& known_;
  Solver& solver_;
};

}  // namespace

std::vector<CureGoal> goals_of(const Law& law, ActKind kind, Date day, const Encoding& encoding,
                               Known& known, Solver& solver) {
  return Goals(law, kind, day, encoding, known, solver).run();
}

}  // namespace lawful
