#include "prove/flaw_goals.h"

#include <algorithm>
#include <map>
#include <utility>

namespace lawful {

namespace {

// Rules of one sort, of one pack, that cite the same first provision: one may repeat another.
using Likeness = std::pair<std::pair<std::uint32_t, Sort>, Provision>;

std::map<Likeness, std::vector<std::uint32_t>> alike(const Law& law) {
  std::map<Likeness, std::vector<std::uint32_t>> out;
  for (const RuleGroup& group : law.groups) {
    const std::uint32_t index = group.versions.front();
    const Rule& rule = law.rules[index];
    if (is_first_layer(rule.sort))
      out[{{rule.pack, rule.sort}, rule.cites.front()}].push_back(index);
  }
  return out;
}

// Within the scope of its pack, where it has one, and its `when` yes.
Lit triggered(const Rule& rule, Encoding& encoding, Solver& solver) {
  if (!is_read_in_scope(rule.sort)) return encoding.when(rule);
  return solver.all_of({encoding.in_scope(rule.pack), encoding.when(rule)});
}

Lit of_exception(const Law& law, const Goal& goal, Date day, Encoding& encoding, Solver& solver) {
  const Rule& exception = law.rules[goal.rule];
  const Rule* target = law.at(goal.other, day);
  if (target == nullptr) return solver.constant(false);
  const Lit speaks = triggered(*target, encoding, solver);
  switch (goal.sort) {
    case GoalSort::kReleases:
      return solver.all_of({speaks, encoding.when(exception)});
    case GoalSort::kReleasesUnmet:
      return solver.all_of({speaks, encoding.unmet(*target), encoding.releases(exception)});
    default:
      return solver.all_of({speaks, encoding.unmet(*target), -encoding.releases(exception)});
  }
}

}  // namespace

std::vector<GroupId> said_to_overlap(const Law& law, GroupId group) {
  std::vector<GroupId> out;
  for (const std::uint32_t version : law.groups[group].versions)
    for (const Overlap& overlap : law.rules[version].overlaps)
      if (std::ranges::find(out, overlap.rule) == out.end()) out.push_back(overlap.rule);
  return out;
}

bool is_read_in_scope(Sort sort) {
  switch (sort) {
    case Sort::kScope:
    case Sort::kException:
    case Sort::kDefine:
    case Sort::kPresume:
    case Sort::kServe:
    case Sort::kSettle:
      return false;
    default:
      return true;
  }
}

std::vector<Goal> goals_of(const Law& law) {
  const auto groups_alike = alike(law);
  std::vector<Goal> out;
  for (std::uint32_t i = 0; i < law.rules.size(); ++i) {
    const Rule& rule = law.rules[i];
    if (rule.sort == Sort::kDefine) continue;
    if (rule.sort == Sort::kException) {
      out.push_back({GoalSort::kTriggered, i, 0});
      for (const GroupId target : rule.targets)
        for (const GoalSort sort :
             {GoalSort::kReleases, GoalSort::kReleasesUnmet, GoalSort::kBites})
          out.push_back({sort, i, target});
      continue;
    }
    out.push_back({rule.sort == Sort::kScope ? GoalSort::kInScope : GoalSort::kTriggered, i, 0});
    if (!is_first_layer(rule.sort) || law.groups[rule.group].versions.front() != i) continue;
    const auto& others = groups_alike.at({{rule.pack, rule.sort}, rule.cites.front()});
    if (others.size() > 1) out.push_back({GoalSort::kBreached, i, 0});
    for (const std::uint32_t other : others)
      if (other != i) out.push_back({GoalSort::kBreachedAlone, i, law.rules[other].group});
    for (const GroupId other : said_to_overlap(law, rule.group))
      if (std::ranges::find(others, law.groups[other].versions.front()) == others.end())
        out.push_back({GoalSort::kBreachedAlone, i, other});
  }
  return out;
}

Lit goal_literal(const Law& law, const Goal& goal, Date day, Encoding& encoding, Solver& solver) {
  const Rule& rule = law.rules[goal.rule];
  if (goal.sort == GoalSort::kBreached) return encoding.violated(rule.group);
  if (goal.sort == GoalSort::kBreachedAlone)
    return solver.all_of({encoding.violated(rule.group), -encoding.violated(goal.other)});
  if (!rule.in_force.contains(day)) return solver.constant(false);
  if (goal.sort == GoalSort::kInScope) return encoding.in_scope(rule.pack);
  if (goal.sort == GoalSort::kTriggered) return triggered(rule, encoding, solver);
  return of_exception(law, goal, day, encoding, solver);
}

}  // namespace lawful
