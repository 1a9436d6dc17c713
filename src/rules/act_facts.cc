#include "rules/act_facts.h"

#include "rules/act_values.h"

namespace lawful {
namespace {

// Does a fact exist whose name begins with `name.`?
bool is_group(const Vocabulary& vocabulary, const std::string& name) {
  const std::string stem = name + ".";
  const auto next = vocabulary.by_id.lower_bound(stem);
  return next != vocabulary.by_id.end() && next->first.starts_with(stem);
}

Result<void> add(const Vocabulary& vocabulary, const StatedFact& stated, StatedFacts& facts) {
  const auto [place, added] = facts.emplace(stated.fact, stated);
  if (added) return {};
  return fail_at(stated.at, "`" + vocabulary[stated.fact].id + "` is stated twice, first at " +
                                to_string(place->second.at));
}

tl::unexpected<Error> unknown_fact(const Vocabulary& vocabulary, const Position& at,
                                   const std::string& name) {
  const std::string shown = shown_key(name);
  std::string near = vocabulary.nearest(name);
  if (near.find('.') == std::string::npos) near.clear();  // A value, which is no mend for a fact.
  std::string message = shown == "a key" ? "a key names no fact" : "unknown fact " + shown;
  message +=
      near.empty() ? "; `lawful law facts` lists them all" : "; did you mean `" + near + "`?";
  return fail_at(at, message);
}

Result<void> read_group(const Law& law, const std::string& name, const Table& table,
                        StatedFacts& facts) {
  for (const Entry& entry : table.entries) {
    TRY_VOID(read_facts(law, name + "." + entry.key, entry, facts));
  }
  return {};
}

}  // namespace

Result<void> read_facts(const Law& law, const std::string& name, const Entry& entry,
                        StatedFacts& facts) {
  const Vocabulary& vocabulary = law.vocabulary;
  const Node& node = *entry.value;
  const auto* table = std::get_if<Table>(&node.value);
  const bool group = is_group(vocabulary, name);

  const auto family = vocabulary.family_by_stem.find(name);
  if (family != vocabulary.family_by_stem.end()) {
    TRY(std::vector<StatedFact> members,
        read_members(vocabulary, vocabulary.families[family->second], node));
    for (const StatedFact& member : members) TRY_VOID(add(vocabulary, member, facts));
    return {};
  }
  if (const auto fact = vocabulary.find(name)) {
    if (*fact == kActKind)
      return fail_at(entry.at, "the kind of an act is stated by the key `kind`");
    if (*fact == kActDate) return fail_at(entry.at, "the date of an act is stated by the key `at`");
    // A yes-no fact takes no table, so one under its name is the group of the facts below it.
    if (table == nullptr || !group || vocabulary[*fact].type != FactType::kYesNo) {
      TRY(ValueSet value, read_value(vocabulary[*fact], node));
      return add(vocabulary, {*fact, value, entry.at}, facts);
    }
  }
  if (!group) return unknown_fact(vocabulary, entry.at, name);
  if (table != nullptr) return read_group(law, name, *table, facts);
  const std::string& below = vocabulary.by_id.lower_bound(name + ".")->first;
  return fail_at(
      entry.at, "`" + name + "` is no fact but the first part of several, such as `" + below + "`");
}

Result<StatedFacts> merge_facts(const Law& law, const StatedFacts& common, StatedFacts own) {
  for (const auto& [id, stated] : common) {
    const auto [place, added] = own.emplace(id, stated);
    if (added || place->second.value == stated.value) continue;
    return fail_at(place->second.at, "`" + law.vocabulary[id].id +
                                         "` is set otherwise in `[common]`, at " +
                                         to_string(stated.at) + "; keep one of the two");
  }
  return own;
}

}  // namespace lawful
