#include "rules/act_says.h"

#include <algorithm>

#include "rules/act_values.h"

namespace lawful {
namespace {

// The least set that holds both: the union of discrete values, the hull of two intervals.
ValueSet either(const ValueSet& one, const ValueSet& other) {
  if (!one.is_interval()) return ValueSet::of_mask(one.mask() | other.mask());
  return ValueSet::of_interval(std::min(one.low(), other.low()),
                               std::max(one.high(), other.high()));
}

Result<void> check_speakers(const std::vector<std::string>& actors,
                            const std::vector<WrittenStatement>& says) {
  for (const WrittenStatement& statement : says) {
    if (actors.size() < 2) {
      return fail_at(statement.at,
                     "`says` is for joint actors; list two or more under `actor.label`, or state "
                     "the facts without `says`");
    }
    if (std::ranges::find(actors, statement.actor) == actors.end())
      return fail_at(statement.at, "`says` names somebody whom `actor.label` does not list");
  }
  return {};
}

}  // namespace

Result<std::vector<WrittenStatement>> read_says(const Law& law, const Entry& entry) {
  const auto* table = std::get_if<Table>(&entry.value->value);
  if (table == nullptr) {
    return fail_at(entry.at, "`says` is a table of facts for each actor; write `[act.says.LABEL]`");
  }
  std::vector<WrittenStatement> says;
  for (const Entry& speaker : table->entries) {
    const auto* facts = std::get_if<Table>(&speaker.value->value);
    if (facts == nullptr) return fail_at(speaker.at, "what an actor says is a table of facts");
    WrittenStatement statement{speaker.key, speaker.at, {}};
    for (const Entry& fact : facts->entries)
      TRY_VOID(read_facts(law, fact.key, fact, statement.facts));
    says.push_back(std::move(statement));
  }
  return says;
}

Result<std::vector<FactId>> merge_says(const Law& law, const std::vector<std::string>& actors,
                                       const std::vector<WrittenStatement>& says,
                                       StatedFacts& facts) {
  TRY_VOID(check_speakers(actors, says));
  StatedFacts common;    // what all who speak of it can agree on; empty where they cannot
  StatedFacts possible;  // what one of them says
  for (const WrittenStatement& statement : says) {
    for (const auto& [id, said] : statement.facts) {
      if (const auto stated = facts.find(id); stated != facts.end()) {
        return fail_at(said.at, "`" + law.vocabulary[id].id + "` is stated for all actors at " +
                                    to_string(stated->second.at) + "; keep one of the two");
      }
      const auto [place, first] = common.emplace(id, said);
      if (!first) place->second.value = place->second.value.intersect(said.value);
      const auto [hull, alone] = possible.emplace(id, said);
      if (!alone) hull->second.value = either(hull->second.value, said.value);
    }
  }
  std::vector<FactId> disputed;
  for (auto& [id, agreed] : common) {
    if (agreed.value.empty()) {
      disputed.push_back(id);
      agreed.value = possible.at(id).value;
    }
    facts.emplace(id, agreed);
  }
  return disputed;
}

}  // namespace lawful
