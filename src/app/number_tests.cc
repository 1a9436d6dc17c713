#include "app/number_tests.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/condition_words.h"

namespace lawful {
namespace {

// What a test compares: a fact with a parameter, or with a literal.
struct TestKey {
  FactId fact = 0;
  std::optional<std::uint32_t> param;
  std::int64_t literal = 0;
  auto operator<=>(const TestKey&) const = default;
};

// The number that a pack wrote, from the values that pass.
std::int64_t written(const ValueSet& set, Compare compare) {
  switch (compare) {
    case Compare::kLess:
      return set.high() + 1;
    case Compare::kLessEqual:
      return set.high();
    case Compare::kGreater:
      return set.low() - 1;
    case Compare::kGreaterEqual:
    case Compare::kEqual:
    case Compare::kNotEqual:
      return set.low();
  }
  return 0;
}

class Survey {
 public:
  explicit Survey(const Law& law) : law_(law) {
    for (const Rule& rule : law.rules) {
      std::set<TestKey> found;
      walk(rule.when, found);
      if (has_requirement(rule)) walk(rule.then, found);
      if (rule.schedule && rule.schedule->done) walk(*rule.schedule->done, found);
      for (const TestKey& key : found) note(key, rule.group, rule.cites);
      tests_of_group_[rule.group].insert(found.begin(), found.end());
    }
    for (const Implication& each : law.implications) {
      for (const TestKey& key : tests_of(each)) note(key, std::nullopt, each.cites);
    }
  }

  std::vector<NumberTest> collect() {
    for (auto& [key, test] : tests_) {
      if (!key.param) {
        test.number = key.literal;
        out_.push_back(test);
        continue;
      }
      for (const ParamValue& value : law_.params[*key.param].values) {
        test.number = value.value;
        test.in_force = value.in_force;
        out_.push_back(test);
      }
    }
    for (std::uint32_t i = 0; i < law_.examples.size(); ++i) add_example(i);
    return std::move(out_);
  }

 private:
  bool is_count(FactId fact) const { return law_.vocabulary[fact].type == FactType::kCount; }

  void walk(ExprId id, std::set<TestKey>& found) const {
    const Expr& expr = law_.exprs[id];
    for (ExprId kid : expr.kids) walk(kid, found);
    if (expr.op == Op::kTestParam) found.insert({expr.fact, expr.index, 0});
    if (expr.op == Op::kTest && is_count(expr.fact))
      found.insert({expr.fact, std::nullopt, written(expr.set, expr.compare)});
  }

  std::set<TestKey> tests_of(const Implication& implication) const {
    std::set<TestKey> found;
    const auto add = [&](const Literal& literal) {
      if (literal.param) {
        found.insert({literal.fact, *literal.param, 0});
      } else if (is_count(literal.fact)) {
        found.insert({literal.fact, std::nullopt, written(literal.set, literal.compare)});
      }
    };
    for (const Literal& literal : implication.antecedents) add(literal);
    add(implication.consequent);
    return found;
  }

  void note(const TestKey& key, std::optional<GroupId> group, const std::vector<Provision>& cites) {
    NumberTest& test = tests_[key];
    test.fact = key.fact;
    test.param = key.param;
    if (group && std::ranges::find(test.groups, *group) == test.groups.end())
      test.groups.push_back(*group);
    for (const Provision& place : cites)
      if (std::ranges::find(test.cites, place) == test.cites.end()) test.cites.push_back(place);
  }

  // The groups and facts that a group rests on.
  struct Reach {
    std::set<GroupId> groups;
    std::set<FactId> facts;
    std::set<TestKey> tests;
  };

  const Reach& reach_of(GroupId start) {
    const auto known = reaches_.find(start);
    if (known != reaches_.end()) return known->second;
    Reach reach;
    std::vector<GroupId> waiting = {start};
    while (!waiting.empty()) {
      const GroupId group = waiting.back();
      waiting.pop_back();
      if (!reach.groups.insert(group).second) continue;
      const std::set<TestKey>& own = tests_of_group_[group];
      reach.tests.insert(own.begin(), own.end());
      const RuleGroup& linked = law_.groups[group];
      waiting.insert(waiting.end(), linked.exceptions.begin(), linked.exceptions.end());
      waiting.insert(waiting.end(), linked.grounds.begin(), linked.grounds.end());
      for (const std::uint32_t version : linked.versions) {
        const Reads reads = reads_of(law_, law_.rules[version]);
        waiting.insert(waiting.end(), reads.groups.begin(), reads.groups.end());
        for (FactId fact : reads.facts) add_fact(fact, reach, waiting);
      }
    }
    return reaches_.emplace(start, std::move(reach)).first->second;
  }

  // A fact, what implies it or follows from it, and the rules that serve it.
  void add_fact(FactId first, Reach& reach, std::vector<GroupId>& waiting) const {
    std::vector<FactId> facts = {first};
    while (!facts.empty()) {
      const FactId fact = facts.back();
      facts.pop_back();
      if (!reach.facts.insert(fact).second) continue;
      for (const Implication& each : law_.implications) {
        const bool touched =
            each.consequent.fact == fact ||
            std::ranges::find(each.antecedents, fact, &Literal::fact) != each.antecedents.end();
        if (!touched) continue;
        reach.tests.merge(tests_of(each));
        facts.push_back(each.consequent.fact);
        for (const Literal& literal : each.antecedents) facts.push_back(literal.fact);
      }
      for (const Rule& rule : law_.rules)
        if (rule.sort == Sort::kServe && rule.presumed_fact == fact) waiting.push_back(rule.group);
    }
  }

  void add_example(std::uint32_t index) {
    const Example& example = law_.examples[index];
    const Reach& reach = reach_of(example.group);
    for (NumberTest& test : out_) {
      const auto stated = std::ranges::find_if(
          example.facts, [&](const auto& each) { return each.first == test.fact; });
      if (stated == example.facts.end() || !stated->second.single()) continue;
      const std::int64_t value = stated->second.low();
      if (value < test.number - 1 || value > test.number + 1) continue;
      if (test.in_force && example.date && !test.in_force->contains(*example.date)) continue;
      if (!reach.tests.contains({test.fact, test.param, test.param ? 0 : test.number})) continue;
      test.examples.push_back({index, value});
    }
  }

  const Law& law_;
  std::map<TestKey, NumberTest> tests_;
  std::map<GroupId, std::set<TestKey>> tests_of_group_;
  std::map<GroupId, Reach> reaches_;
  std::vector<NumberTest> out_;
};

}  // namespace

std::vector<NumberTest> number_tests(const Law& law) { return Survey(law).collect(); }

}  // namespace lawful
