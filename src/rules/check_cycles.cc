// No definition leads back to itself, and no exception releases, through others, itself.
#include <algorithm>
#include <map>
#include <set>

#include "rules/link.h"

namespace lawful {
namespace {

// A walk in depth over a graph of groups. Written without recursion: a chain of rules may be as
// long as the law.
class CycleFinder {
 public:
  CycleFinder(Linking& linking, const std::vector<std::vector<GroupUse>>& edges,
              std::string_view what)
      : linking_(linking), edges_(edges), what_(what), state_(edges.size(), State::kNew) {}

  void run() {
    for (GroupId group = 0; group < edges_.size(); ++group)
      if (state_[group] == State::kNew) walk(group);
  }

 private:
  enum class State { kNew, kOpen, kDone };
  struct Step {
    GroupId group;
    std::size_t next;
  };

  void walk(GroupId start) {
    std::vector<Step> path{{start, 0}};
    state_[start] = State::kOpen;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == edges_[step.group].size()) {
        state_[step.group] = State::kDone;
        path.pop_back();
        continue;
      }
      const GroupUse& use = edges_[step.group][step.next++];
      if (state_[use.target] == State::kOpen) report(path, use);
      if (state_[use.target] != State::kNew) continue;
      state_[use.target] = State::kOpen;
      path.push_back({use.target, 0});
    }
  }

  void report(const std::vector<Step>& path, const GroupUse& back) {
    std::string cycle;
    auto step = std::find_if(path.begin(), path.end(),
                             [&](const Step& s) { return s.group == back.target; });
    for (; step != path.end(); ++step) cycle += "`" + linking_.law.groups[step->group].id + "` -> ";
    linking_.messages.error(back.at, "cyclic " + std::string(what_) + ": " + cycle + "`" +
                                         linking_.law.groups[back.target].id + "`");
  }

  Linking& linking_;
  const std::vector<std::vector<GroupUse>>& edges_;
  std::string_view what_;
  std::vector<State> state_;
};

// The open terms that an expression tests itself; what it names is followed by name.
void terms_of(const Law& law, ExprId id, std::set<FactId>& out) {
  const Expr& expr = law.exprs[id];
  if (expr.op == Op::kTest && law.vocabulary[expr.fact].open_term) out.insert(expr.fact);
  for (const ExprId kid : expr.kids) terms_of(law, kid, out);
}

// Who reads an open term uses the rules that serve it.
std::vector<std::vector<GroupUse>> uses_with_terms(const Linking& linking) {
  const Law& law = linking.law;
  std::multimap<FactId, GroupId> serving;
  for (const Rule& rule : law.rules)
    if (rule.sort == Sort::kServe || rule.sort == Sort::kSettle)
      serving.emplace(rule.presumed_fact, rule.group);
  std::vector<std::vector<GroupUse>> uses = linking.uses;
  if (serving.empty()) return uses;
  for (std::size_t i = 0; i < law.rules.size(); ++i) {
    std::set<FactId> terms;
    terms_of(law, law.rules[i].when, terms);
    for (const FactId term : terms) {
      const auto [first, last] = serving.equal_range(term);
      for (auto served = first; served != last; ++served)
        uses[law.rules[i].group].push_back({served->second, linking.rule_decls[i]->name.at});
    }
  }
  return uses;
}

}  // namespace

void check_cycles(Linking& linking) {
  CycleFinder(linking, uses_with_terms(linking), "definition").run();
  std::vector<std::vector<GroupUse>> releases(linking.law.groups.size());
  for (std::size_t i = 0; i < linking.law.rules.size(); ++i) {
    const Rule& rule = linking.law.rules[i];
    for (const GroupId target : rule.targets)
      releases[rule.group].push_back({target, linking.rule_decls[i]->name.at});
  }
  CycleFinder(linking, releases, "exceptions").run();
}

}  // namespace lawful
