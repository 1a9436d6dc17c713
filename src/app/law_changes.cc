#include "app/law_changes.h"

#include <algorithm>
#include <map>

namespace lawful {
namespace {

class Changes {
 public:
  explicit Changes(const Law& law) : law_(law) {}

  std::vector<ChangeDay> collect() {
    for (std::uint32_t i = 0; i < law_.packs.size(); ++i) add_pack(i);
    for (std::uint32_t i = 0; i < law_.params.size(); ++i) add_values(i);
    for (const RuleGroup& group : law_.groups) add_versions(group);
    for (std::uint32_t i = 0; i < law_.implications.size(); ++i) add_implication(i);
    std::vector<ChangeDay> out;
    for (auto& [day, changes] : days_) {
      std::ranges::stable_sort(changes, {}, &LawChange::kind);
      out.push_back({day, std::move(changes)});
    }
    return out;
  }

 private:
  void add(Date day, ChangeKind kind, std::uint32_t index) {
    days_[day].push_back({kind, index, {}, {}});
  }

  void add_pack(std::uint32_t index) {
    const DayInterval& days = law_.packs[index].in_force;
    add(days.from, ChangeKind::kPackBegins, index);
    if (days.until) add(*days.until, ChangeKind::kPackEnds, index);
  }

  bool a_pack_begins(const std::string& law, Date day) const {
    return std::ranges::any_of(
        law_.packs, [&](const Pack& pack) { return pack.law == law && pack.in_force.from == day; });
  }

  bool a_pack_ends(const std::string& law, Date day) const {
    return std::ranges::any_of(law_.packs, [&](const Pack& pack) {
      return pack.law == law && pack.in_force.until == day;
    });
  }

  void add_values(std::uint32_t index) {
    const Param& param = law_.params[index];
    const std::string& law = law_.packs[param.pack].law;
    std::optional<std::int64_t> before;
    for (std::size_t i = 0; i < param.values.size(); ++i) {
      const ParamValue& value = param.values[i];
      const bool own = before ? *before != value.value : !a_pack_begins(law, value.in_force.from);
      const ChangeKind kind = before ? ChangeKind::kValueChanges : ChangeKind::kValueBegins;
      if (own) days_[value.in_force.from].push_back({kind, index, before, value.value});
      before = value.value;
    }
    if (param.values.empty() || !param.values.back().in_force.until) return;
    const Date end = *param.values.back().in_force.until;
    if (!a_pack_ends(law, end))
      days_[end].push_back({ChangeKind::kValueEnds, index, before, std::nullopt});
  }

  // The versions of a name leave no gap between them, so that each but the last is followed.
  void add_versions(const RuleGroup& group) {
    for (std::size_t i = 0; i < group.versions.size(); ++i) {
      const std::uint32_t version = group.versions[i];
      const Rule& rule = law_.rules[version];
      const std::string& law = law_.packs[rule.pack].law;
      if (!a_pack_begins(law, rule.in_force.from))
        add(rule.in_force.from, i == 0 ? ChangeKind::kRuleBegins : ChangeKind::kRuleChanges,
            version);
      const bool last = i + 1 == group.versions.size();
      if (last && rule.in_force.until && !a_pack_ends(law, *rule.in_force.until))
        add(*rule.in_force.until, ChangeKind::kRuleEnds, version);
    }
  }

  // Those that cite a law; the others are the meaning of words and have no days of their own.
  void add_implication(std::uint32_t index) {
    const Implication& each = law_.implications[index];
    if (each.cites.empty()) return;
    const std::string& law = each.cites.front().law;
    if (!a_pack_begins(law, each.in_force.from))
      add(each.in_force.from, ChangeKind::kImplicationBegins, index);
    if (each.in_force.until && !a_pack_ends(law, *each.in_force.until))
      add(*each.in_force.until, ChangeKind::kImplicationEnds, index);
  }

  const Law& law_;
  std::map<Date, std::vector<LawChange>> days_;
};

}  // namespace

const char* to_string(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kPackBegins:
      return "pack-begins";
    case ChangeKind::kPackEnds:
      return "pack-ends";
    case ChangeKind::kValueBegins:
      return "value-begins";
    case ChangeKind::kValueChanges:
      return "value-changes";
    case ChangeKind::kValueEnds:
      return "value-ends";
    case ChangeKind::kRuleBegins:
      return "rule-begins";
    case ChangeKind::kRuleChanges:
      return "rule-changes";
    case ChangeKind::kRuleEnds:
      return "rule-ends";
    case ChangeKind::kImplicationBegins:
      return "implication-begins";
    case ChangeKind::kImplicationEnds:
      return "implication-ends";
  }
  return "";
}

std::vector<ChangeDay> changes_of(const Law& law) { return Changes(law).collect(); }

}  // namespace lawful
