// Versions of one name follow one another without gap or overlap, and nothing takes effect before
// what it serves.
#include <algorithm>

#include "base/clock.h"
#include "rules/link.h"

namespace lawful {
namespace {

std::string days_of(const DayInterval& days) {
  return "`" + format_date(days.from) + ".." + (days.until ? format_date(*days.until) : "") + "`";
}

struct Version {
  DayInterval days;
  Site at;
  Position position;
};

// `versions` are sorted by their first day.
void check_neighbours(Linking& linking, const std::string& name,
                      const std::vector<Version>& versions) {
  for (std::size_t i = 1; i < versions.size(); ++i) {
    const Version& before = versions[i - 1];
    const Version& after = versions[i];
    const std::string other = "the other is " + to_string(before.position);
    const std::string both = days_of(before.days) + " and " + days_of(after.days);
    if (before.days == after.days) {
      linking.messages.error(after.at, "`" + name + "` is declared twice for the same days", other);
    } else if (!before.days.until || *before.days.until > after.days.from) {
      linking.messages.error(after.at, "two versions of `" + name + "` overlap: " + both, other);
    } else if (*before.days.until < after.days.from) {
      linking.messages.error(after.at, "a gap between two versions of `" + name + "`: " + both,
                             other);
    }
  }
}

// A part takes effect with its parent or later.
void check_part(Linking& linking, const Rule& part, GroupId parent_group, const Site& at) {
  const RuleGroup& group = linking.law.groups[parent_group];
  const Rule& parent = linking.law.rules[group.versions.front()];
  if (part.in_force.from >= parent.in_force.from) return;
  linking.messages.error(at, "`" + part.id + "` takes effect on " +
                                 format_date(part.in_force.from) + ", before `" + parent.id +
                                 "`, which is in force from " + format_date(parent.in_force.from));
}

// A term is answered once the law that leaves it open is in force.
void check_term(Linking& linking, const Rule& rule, const Site& at) {
  std::optional<Date> first;
  for (const OpenTerm& term : linking.law.open_terms) {
    const Date from = linking.law.packs[term.pack].in_force.from;
    if (term.fact == rule.presumed_fact && (!first || from < *first)) first = from;
  }
  if (!first || rule.in_force.from >= *first) return;
  linking.messages.error(at, "`" + rule.id + "` takes effect on " +
                                 format_date(rule.in_force.from) + ", before `" +
                                 linking.law.vocabulary[rule.presumed_fact].id +
                                 "` is left open on " + format_date(*first));
}

}  // namespace

void check_versions(Linking& linking) {
  for (const RuleGroup& group : linking.law.groups) {
    std::vector<Version> versions;
    for (const std::uint32_t index : group.versions) {
      const Rule& rule = linking.law.rules[index];
      versions.push_back({rule.in_force, linking.rule_decls[index]->name.at, rule.at});
    }
    check_neighbours(linking, group.id, versions);
  }
  for (std::size_t i = 0; i < linking.law.params.size(); ++i) {
    std::vector<Version> versions;
    const std::vector<ParamValue>& values = linking.law.params[i].values;
    for (std::size_t k = 0; k < values.size(); ++k)
      versions.push_back(
          {values[k].in_force, linking.param_lines[i][k]->in_force.at, values[k].at});
    check_neighbours(linking, linking.law.params[i].id, versions);
  }
}

void check_parents(Linking& linking) {
  for (std::size_t i = 0; i < linking.law.rules.size(); ++i) {
    const Rule& rule = linking.law.rules[i];
    const Site& at = linking.rule_decls[i]->name.at;
    const std::vector<GroupId>& grounds = linking.law.groups[rule.entitlement].grounds;
    const bool linked = std::find(grounds.begin(), grounds.end(), rule.group) != grounds.end();
    if (rule.sort == Sort::kGround && linked) check_part(linking, rule, rule.entitlement, at);
    for (const GroupId target : rule.targets) check_part(linking, rule, target, at);
    if (rule.schedule && rule.schedule->route) check_part(linking, rule, *rule.schedule->route, at);
    if (rule.sort == Sort::kServe || rule.sort == Sort::kSettle) check_term(linking, rule, at);
  }
}

}  // namespace lawful
