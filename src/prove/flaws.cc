#include "prove/flaws.h"

#include <algorithm>
#include <set>

#include "base/check.h"
#include "prove/flaw_claims.h"
#include "prove/flaw_search.h"

namespace lawful {

namespace {

// Makes flaws of the goals that no act reaches.
class Maker {
 public:
  Maker(const Law& law, const Claims& claims, const std::vector<Date>& days,
        const Searched& searched)
      : law_(law), claims_(claims), days_(days), searched_(searched) {}

  std::vector<Flaw> run() {
    scopes();
    for (const Goal& goal : failed(GoalSort::kTriggered)) never_triggered(goal);
    for (const Goal& goal : failed(GoalSort::kReleases)) never_releases(goal);
    for (const Goal& goal : failed(GoalSort::kBites)) always_releases(goal);
    for (const Goal& goal : failed(GoalSort::kBreachedAlone)) redundant(goal);
    overlaps();
    return std::move(out_);
  }

 private:
  std::vector<Goal> failed(GoalSort sort) const {
    std::vector<Goal> out;
    for (std::size_t i = 0; i < searched_.goals.size(); ++i)
      if (searched_.goals[i].sort == sort && !searched_.reached[i])
        out.push_back(searched_.goals[i]);
    return out;
  }
  bool reached(GoalSort sort, std::uint32_t rule, GroupId other) const {
    for (std::size_t i = 0; i < searched_.goals.size(); ++i) {
      const Goal& goal = searched_.goals[i];
      if (goal.sort == sort && goal.rule == rule && goal.other == other)
        return searched_.reached[i];
    }
    return true;
  }
  // Some version of the group is triggered by some act.
  bool lives(GroupId group) const {
    return std::ranges::any_of(law_.groups[group].versions, [&](std::uint32_t version) {
      return !out_of_reach_.contains(version);
    });
  }
  Flaw* known(FlawSort sort, std::uint32_t rule) {
    for (Flaw& flaw : out_)
      if (flaw.sort == sort && flaw.rules == std::vector<std::uint32_t>{rule}) return &flaw;
    return nullptr;
  }

  void scopes();
  void never_triggered(const Goal& goal);
  void never_releases(const Goal& goal);
  void always_releases(const Goal& goal);
  void redundant(const Goal& goal);
  void overlaps();
  void add(FlawSort sort, const Goal& goal, std::vector<GroupId> groups,
           std::optional<Witness> witness);
  std::optional<Witness> dead(const Goal& goal) const;
  std::vector<Lit> nearest(const Goal& goal, Date day, Encoding& encoding, Solver& solver) const;
  std::optional<Witness> shown(const Goal& goal, const Claim& claim) const;

  const Law& law_;
  const Claims& claims_;
  const std::vector<Date>& days_;
  const Searched& searched_;
  std::set<std::uint32_t> out_of_reach_;
  std::vector<Flaw> out_;
};

// A witness of a goal that no act reaches: the facts that reach it in words, which are refused; or,
// where the words alone contradict one another, the act that is nearest to it.
std::optional<Witness> Maker::dead(const Goal& goal) const {
  const auto in_words = [&](Date day, Encoding& encoding, Solver& solver) {
    return std::vector<Lit>{goal_literal(law_, goal, day, encoding, solver)};
  };
  if (auto found = first_witness(law_, days_, in_words)) {
    const auto claim = [&](const Witness& witness) {
      return claims_.reached_in_words(goal, witness);
    };
    if (claim(*found)) return smallest(law_, *std::move(found), claim);
  }
  const auto wanted = [&](Date day, Encoding& encoding, Solver& solver) {
    return nearest(goal, day, encoding, solver);
  };
  auto found = first_witness(law_, days_, wanted);
  const auto claim = [&](const Witness& witness) { return claims_.near(goal, witness); };
  if (!found || !claim(*found)) return std::nullopt;
  return smallest(law_, *std::move(found), claim);
}

std::vector<Lit> Maker::nearest(const Goal& goal, Date day, Encoding& encoding,
                                Solver& solver) const {
  const Rule& rule = law_.rules[goal.rule];
  if (!rule.in_force.contains(day)) return {solver.constant(false)};
  std::vector<Lit> lits{encoding.implied(), encoding.served()};
  if (goal.sort == GoalSort::kInScope) {
    lits.push_back(-encoding.in_scope(rule.pack));
    return lits;
  }
  if (goal.sort == GoalSort::kReleases) {
    // What its target is to the law, a goal of its own says.
    const Rule* target = law_.at(goal.other, day);
    if (target == nullptr) return {solver.constant(false)};
    lits.push_back(encoding.when(*target));
    if (is_read_in_scope(target->sort)) lits.push_back(encoding.in_scope(target->pack));
  } else if (is_read_in_scope(rule.sort)) {
    lits.push_back(encoding.in_scope(rule.pack));
  }
  lits.push_back(-encoding.when(rule));
  return lits;
}

// Where the goal is reached. CHECKs nothing: what the interpreter does not confirm is not told.
std::optional<Witness> Maker::shown(const Goal& goal, const Claim& claim) const {
  auto found = first_witness(law_, days_, [&](Date day, Encoding& encoding, Solver& solver) {
    std::vector<Lit> lits{encoding.implied(), encoding.served()};
    lits.push_back(goal_literal(law_, goal, day, encoding, solver));
    if (goal.sort == GoalSort::kBreached) lits.push_back(encoding.violated(goal.other));
    return lits;
  });
  if (!found || !claim(*found)) return std::nullopt;
  return smallest(law_, *std::move(found), claim);
}

void Maker::add(FlawSort sort, const Goal& goal, std::vector<GroupId> groups,
                std::optional<Witness> witness) {
  if (!witness) return;
  Flaw flaw;
  flaw.sort = sort;
  if (sort != FlawSort::kRedundant && sort != FlawSort::kNoOverlap) flaw.rules = {goal.rule};
  flaw.groups = std::move(groups);
  flaw.witness = *std::move(witness);
  flaw.refused = claims_.refused(flaw.witness);
  out_.push_back(std::move(flaw));
}

// A pack that never speaks: told once, and nothing of its rules.
void Maker::scopes() {
  std::set<std::uint32_t> packs;
  for (const Goal& goal : failed(GoalSort::kInScope)) {
    const std::uint32_t pack = law_.rules[goal.rule].pack;
    const std::string& under = law_.packs[pack].under;
    out_of_reach_.insert(goal.rule);
    const bool by_law = std::ranges::any_of(
        packs, [&](std::uint32_t other) { return law_.packs[other].law == under; });
    if (!packs.insert(pack).second || by_law) continue;
    add(FlawSort::kNeverInScope, goal, {}, dead(goal));
  }
}

void Maker::never_triggered(const Goal& goal) {
  out_of_reach_.insert(goal.rule);
  const Rule& rule = law_.rules[goal.rule];
  if (rule.sort == Sort::kException) return;  // told of as one that never releases
  const bool told =
      is_read_in_scope(rule.sort) && std::ranges::any_of(out_, [&](const Flaw& flaw) {
        if (flaw.sort != FlawSort::kNeverInScope) return false;
        const std::uint32_t pack = law_.rules[flaw.rules.front()].pack;
        return pack == rule.pack || law_.packs[pack].law == law_.packs[rule.pack].under;
      });
  if (!told) add(FlawSort::kNeverTriggered, goal, {}, dead(goal));
}

void Maker::never_releases(const Goal& goal) {
  if (!lives(goal.other)) return;
  if (Flaw* flaw = known(FlawSort::kNeverReleases, goal.rule))
    flaw->groups.push_back(goal.other);
  else
    add(FlawSort::kNeverReleases, goal, {goal.other}, dead(goal));
}

void Maker::always_releases(const Goal& goal) {
  if (!reached(GoalSort::kReleasesUnmet, goal.rule, goal.other)) return;
  if (Flaw* flaw = known(FlawSort::kAlwaysReleases, goal.rule)) {
    flaw->groups.push_back(goal.other);
    return;
  }
  Goal other = goal;
  other.sort = GoalSort::kReleasesUnmet;
  add(FlawSort::kAlwaysReleases, goal, {goal.other},
      shown(other, [&](const Witness& witness) { return claims_.releases_unmet(other, witness); }));
}

// Of two that are equal only the later one is told; and each once.
void Maker::redundant(const Goal& goal) {
  const GroupId group = law_.rules[goal.rule].group;
  const std::uint32_t other = law_.groups[goal.other].versions.front();
  if (!reached(GoalSort::kBreached, goal.rule, 0)) return;
  if (!reached(GoalSort::kBreachedAlone, other, group) && goal.rule < other) return;
  const std::vector<GroupId> said = said_to_overlap(law_, group);
  if (std::ranges::find(said, goal.other) != said.end()) return;
  if (std::ranges::any_of(out_, [&](const Flaw& flaw) {
        return flaw.sort == FlawSort::kRedundant && flaw.groups.front() == group;
      }))
    return;
  const Goal breached{GoalSort::kBreached, goal.rule, goal.other};
  const std::vector<GroupId> both{group, goal.other};
  add(FlawSort::kRedundant, goal, both,
      shown(breached, [&](const Witness& witness) { return claims_.violated(both, witness); }));
}

// An excuse for being redundant must be so.
void Maker::overlaps() {
  for (std::size_t i = 0; i < searched_.goals.size(); ++i) {
    const Goal& goal = searched_.goals[i];
    if (goal.sort != GoalSort::kBreachedAlone || !searched_.reached[i]) continue;
    const GroupId group = law_.rules[goal.rule].group;
    const std::vector<GroupId> said = said_to_overlap(law_, group);
    if (std::ranges::find(said, goal.other) == said.end()) continue;
    add(FlawSort::kNoOverlap, goal, {group, goal.other}, shown(goal, [&](const Witness& witness) {
          return claims_.breached_alone(group, goal.other, witness);
        }));
  }
}

// The rule that a message stands at; flaws of packs come after those of rules.
std::uint32_t place(const Law& law, const Flaw& flaw) {
  if (flaw.sort == FlawSort::kImpossible) return 0;
  if (!flaw.rules.empty()) return flaw.rules.front();
  if (flaw.sort == FlawSort::kUnsatisfiable) return static_cast<std::uint32_t>(law.rules.size());
  return law.groups[flaw.groups.front()].versions.front();
}

}  // namespace

std::vector<Date> proof_days(const Law& law) {
  std::set<Date> days;
  std::optional<Date> day;
  for (const Pack& pack : law.packs)
    if (!day || pack.in_force.from < *day) day = pack.in_force.from;
  for (; day; day = law.next_change(*day)) {
    days.insert(*day);
    // Tests of the day of the act; a number may change where the law does.
    const CutPoints cuts = cut_points(law, *day);
    const auto found = cuts.find(kActDate);
    if (found == cuts.end()) continue;
    for (const std::int64_t cut : found->second) {
      const Date edge{std::chrono::sys_days{std::chrono::days{cut}}};
      if (edge > *days.begin()) days.insert(edge);
    }
  }
  return {days.begin(), days.end()};
}

std::vector<Flaw> find_flaws(const Law& law, const Progress& progress) {
  const std::vector<Date> days = proof_days(law);
  const Claims claims(law);
  Searched searched = search(law, days, progress);
  std::vector<Flaw> out = std::move(searched.flaws);
  // Where nothing can be, nothing else is worth telling.
  if (std::ranges::any_of(out, [](const Flaw& flaw) { return flaw.sort == FlawSort::kImpossible; }))
    return {out.begin(), out.begin() + 1};
  for (Flaw& flaw : Maker(law, claims, days, searched).run()) out.push_back(std::move(flaw));
  for (Flaw& flaw : two_values(law, claims, days)) out.push_back(std::move(flaw));
  // A rule that an implication gainsays wherever it applies is told once.
  std::erase_if(out, [&](const Flaw& flaw) {
    return flaw.sort == FlawSort::kGainsaid && std::ranges::any_of(out, [&](const Flaw& other) {
             return other.sort == FlawSort::kNeverTriggered && other.rules == flaw.rules;
           });
  });
  std::ranges::stable_sort(out, {}, [&](const Flaw& flaw) { return place(law, flaw); });
  return out;
}

}  // namespace lawful
