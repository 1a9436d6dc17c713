#include "rules/act.h"

#include <algorithm>
#include <array>

#include "rules/act_facts.h"
#include "rules/act_says.h"
#include "rules/act_values.h"
#include "rules/nearest.h"

namespace lawful {
namespace {

// A file of a whole company's activities; more is a table for the batch, not a file that a person
// wrote.
constexpr std::size_t kActsMax = 10'000;
// A name is a line in the answer.
constexpr std::size_t kNameMax = 200;
// The fact that says what a list of several actors says too.
constexpr const char* kJointFact = "handlers.joint";

const std::vector<std::string> kReserved = {"name", "kind", "actor", "at", "otherwise", "says"};
const std::vector<std::string> kSections = {"act", "common"};

template <class T>
struct Stated {
  T value{};
  Position at;
};

// One table of facts and reserved keys as written: `[common]`, an `[[act]]` or a root that is one
// act.
struct Section {
  std::optional<Stated<std::string>> name;
  std::optional<Stated<ActKind>> kind;
  std::optional<Stated<std::vector<std::string>>> actors;
  std::optional<Stated<Period>> at;
  std::optional<Stated<bool>> in_order;
  std::vector<WrittenStatement> says;
  StatedFacts facts;
};

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

// C0 and C1 controls and DEL: they would let a file draw on the reader's terminal.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)
      return true;
  }
  return false;
}

// A name or a label: one line of text. `what` is `name` or `actor`.
Result<std::string> read_label(const std::string& what, const Node& node) {
  const auto* text = std::get_if<std::string>(&node.value);
  if (text == nullptr) return fail_at(node.at, "`" + what + "` is text in quotes");
  if (text->empty()) return fail_at(node.at, "`" + what + "` is empty; leave it out or name it");
  if (code_points(*text) > kNameMax) {
    return fail_at(node.at,
                   "`" + what + "` is longer than " + std::to_string(kNameMax) + " characters");
  }
  if (has_control(*text))
    return fail_at(node.at, "`" + what + "` holds a line break or another control character");
  return *text;
}

Result<ActKind> read_kind(const Node& node) {
  std::vector<std::string> kinds;
  for (int i = 0; i < kActKindCount; ++i) kinds.emplace_back(to_string(static_cast<ActKind>(i)));
  const auto* word = std::get_if<std::string>(&node.value);
  if (word == nullptr) return fail_at(node.at, "`kind` is a word in quotes: " + listed(kinds));
  const auto kind = std::ranges::find(kinds, *word);
  if (kind != kinds.end()) return static_cast<ActKind>(kind - kinds.begin());
  const std::string near = nearest(*word, kinds);
  return fail_at(node.at, "there is no such kind of act" +
                              (near.empty() ? "" : "; did you mean `" + near + "`?") +
                              (near.empty() ? "; the kinds are " : " the kinds are ") +
                              listed(kinds));
}

Result<std::vector<std::string>> read_actors(const Node& node) {
  std::vector<std::string> actors;
  const List* list = std::get_if<List>(&node.value);
  if (list == nullptr) {
    if (!std::holds_alternative<std::string>(node.value)) {
      return fail_at(node.at, "`actor` is a label in quotes or a list of labels");
    }
    TRY(std::string actor, read_label("actor", node));
    actors.push_back(std::move(actor));
    return actors;
  }
  if (list->items.empty())
    return fail_at(node.at, "`actor` lists nobody; leave it out or name who acts");
  for (const Node& item : list->items) {
    TRY(std::string actor, read_label("actor", item));
    if (std::ranges::find(actors, actor) != actors.end())
      return fail_at(item.at, "`actor` lists the same label twice");
    actors.push_back(std::move(actor));
  }
  return actors;
}

Result<bool> read_otherwise(const Node& node) {
  const auto* word = std::get_if<std::string>(&node.value);
  if (word != nullptr && *word == "in-order") return true;
  return fail_at(node.at, "`otherwise` is `\"in-order\"` or is left out");
}

Result<void> read_actor_key(const Entry& entry, Section& section) {
  if (section.actors)
    return fail_at(entry.at, "`actor` is stated twice, first at " + to_string(section.actors->at));
  TRY(std::vector<std::string> actors, read_actors(*entry.value));
  section.actors = {std::move(actors), entry.at};
  return {};
}

Result<void> read_reserved(const Law& law, const Entry& entry, Section& section) {
  const Node& node = *entry.value;
  if (entry.key == "name") {
    TRY(std::string name, read_label("name", node));
    section.name = {std::move(name), entry.at};
  } else if (entry.key == "kind") {
    TRY(ActKind kind, read_kind(node));
    section.kind = {kind, entry.at};
  } else if (entry.key == "actor") {
    return read_actor_key(entry, section);
  } else if (entry.key == "at") {
    TRY(Period at, read_period(node));
    section.at = {at, entry.at};
  } else if (entry.key == "says") {
    TRY(section.says, read_says(law, entry));
  } else {
    TRY(bool in_order, read_otherwise(node));
    section.in_order = {in_order, entry.at};
  }
  return {};
}

// `actor` as a table: a TOML file that states a fact such as `actor.kind` has no place left for
// `actor = "…"`, so the label stands beside the facts, as `actor.label`.
Result<void> read_actor_table(const Law& law, const Table& table, Section& section) {
  for (const Entry& entry : table.entries) {
    if (entry.key == "label") {
      TRY_VOID(read_actor_key(entry, section));
    } else {
      TRY_VOID(read_facts(law, "actor." + entry.key, entry, section.facts));
    }
  }
  return {};
}

// A key without a dot is no fact, so a reserved key was meant, or a fact without its first part.
Result<void> read_entry(const Law& law, const Entry& entry, Section& section) {
  if (entry.key == "actor.label") return read_actor_key(entry, section);
  const auto* table = std::get_if<Table>(&entry.value->value);
  if (entry.key == "actor" && table != nullptr) return read_actor_table(law, *table, section);
  if (std::ranges::find(kReserved, entry.key) != kReserved.end())
    return read_reserved(law, entry, section);
  auto read = read_facts(law, entry.key, entry, section.facts);
  if (read || table != nullptr || entry.key.find('.') != std::string::npos) return read;
  const std::string near = nearest(entry.key, kReserved);
  if (near.empty()) return read;
  return fail_at(entry.at,
                 "an act has no key " + shown_key(entry.key) + "; did you mean `" + near + "`?");
}

Result<Section> read_section(const Law& law, const Table& table) {
  Section section;
  for (const Entry& entry : table.entries) TRY_VOID(read_entry(law, entry, section));
  return section;
}

// `own`, or else `common`; an error where both are set, to different values.
template <class T>
Result<void> merge(const std::string& key, const std::optional<Stated<T>>& common,
                   std::optional<Stated<T>>& own) {
  if (!common) return {};
  if (own && !(own->value == common->value)) {
    return fail_at(own->at, "`" + key + "` is set otherwise in `[common]`, at " +
                                to_string(common->at) + "; keep one of the two");
  }
  if (!own) own = common;
  return {};
}

// Several actors act jointly: the list states that fact too.
Result<void> state_joint(const Law& law, const Stated<std::vector<std::string>>& actors,
                         StatedFacts& facts) {
  const auto joint = law.vocabulary.find(kJointFact);
  if (!joint || actors.value.size() < 2) return {};
  const ValueSet yes = ValueSet::of_mask(ValueSet::kYesBit);
  const auto [place, added] = facts.emplace(*joint, StatedFact{*joint, yes, actors.at});
  if (added || place->second.value == yes) return {};
  if (place->second.value.disjoint(yes)) {
    return fail_at(place->second.at, std::string("`") + kJointFact +
                                         "` is stated as no, but `actor` lists several, at " +
                                         to_string(actors.at));
  }
  place->second = {*joint, yes, actors.at};
  return {};
}

Result<Act> make_act(const Law& law, const Section& common, Section own, std::size_t number,
                     const Position& position) {
  TRY_VOID(merge("kind", common.kind, own.kind));
  TRY_VOID(merge("actor", common.actors, own.actors));
  TRY_VOID(merge("at", common.at, own.at));
  TRY_VOID(merge("otherwise", common.in_order, own.in_order));
  TRY(StatedFacts facts, merge_facts(law, common.facts, std::move(own.facts)));
  if (own.actors) TRY_VOID(state_joint(law, *own.actors, facts));
  const std::vector<std::string> nobody;
  Act act;
  TRY(act.disputed, merge_says(law, own.actors ? own.actors->value : nobody, own.says, facts));

  act.position = position;
  act.name = own.name ? std::move(own.name->value) : "act " + std::to_string(number);
  if (own.kind) act.kind = own.kind->value;
  if (own.actors) act.actors = std::move(own.actors->value);
  if (own.at) act.at = own.at->value;
  act.in_order = own.in_order.has_value();
  for (auto& [id, stated] : facts) {
    // Stated as unknown is as good as left out.
    if (stated.value == law.vocabulary[id].all()) continue;
    act.facts.push_back(std::move(stated));
  }
  for (WrittenStatement& statement : own.says) {
    Statement said{std::move(statement.actor), {}};
    for (auto& [id, stated] : statement.facts) said.facts.push_back(std::move(stated));
    act.says.push_back(std::move(said));
  }
  std::ranges::sort(act.says, {}, &Statement::actor);
  if (act.at) TRY_VOID(check_years(law, act, *act.at, "write one act for each year"));
  return act;
}

// The tables of `[[act]]`.
Result<const List*> find_acts(const Node& acts) {
  const List* list = std::get_if<List>(&acts.value);
  if (list == nullptr) {
    return fail_at(
        acts.at,
        "`act` is not an array of tables; write `[[act]]`, in JSON `\"act\": [ { ... } ]`");
  }
  if (list->items.empty()) return fail_at(acts.at, "`act` lists no act");
  if (list->items.size() > kActsMax) {
    return fail_at(list->items[kActsMax].at, "the file has " + std::to_string(list->items.size()) +
                                                 " acts, and at most " + std::to_string(kActsMax) +
                                                 " are read; split it");
  }
  for (const Node& item : list->items) {
    if (!std::holds_alternative<Table>(item.value))
      return fail_at(item.at, "an act is a table of facts");
  }
  return list;
}

// A root that holds `[common]` or `[[act]]` holds nothing else.
Result<void> check_root(const Table& root) {
  for (const Entry& entry : root.entries) {
    if (std::ranges::find(kSections, entry.key) != kSections.end()) continue;
    const std::string near = nearest(entry.key, kSections);
    return fail_at(
        entry.at, shown_key(entry.key) + " stands outside the acts; " +
                      (near.empty() ? "move it under `[[act]]`, or under `[common]` for all of them"
                                    : "did you mean `" + near + "`?"));
  }
  return {};
}

Result<Section> read_common(const Law& law, const Node& node) {
  const auto* table = std::get_if<Table>(&node.value);
  if (table == nullptr) return fail_at(node.at, "`common` is a table of facts; write `[common]`");
  TRY(Section common, read_section(law, *table));
  if (common.name)
    return fail_at(common.name->at, "`name` belongs to one act; move it under `[[act]]`");
  if (!common.says.empty()) {
    return fail_at(common.says.front().at, "`says` belongs to one act; move it under `[[act]]`");
  }
  return common;
}

}  // namespace

Result<void> check_years(const Law& law, const Act& act, const Period& at,
                         std::string_view advice) {
  if (at.from.year() == at.to.year()) return {};
  for (const StatedFact& stated : act.facts)
    if (law.vocabulary[stated.fact].per_year)
      return fail_at(stated.at, "`" + law.vocabulary[stated.fact].id +
                                    "` is counted from 1 January, and the period of the act spans "
                                    "the end of a year; " +
                                    std::string(advice));
  return {};
}

Result<std::vector<Act>> read_acts(const Node& document, const Law& law) {
  const auto* root = std::get_if<Table>(&document.value);
  if (root == nullptr || root->entries.empty()) {
    return fail_at(
        document.at,
        "the file holds no act; state facts, or write `[[act]]` above those of each act");
  }
  const Node* acts = root->find("act");
  const Node* common_node = root->find("common");
  std::vector<Act> read;
  if (acts == nullptr && common_node == nullptr) {
    TRY(Section own, read_section(law, *root));
    TRY(Act act, make_act(law, {}, std::move(own), 1, document.at));
    read.push_back(std::move(act));
    return read;
  }

  TRY_VOID(check_root(*root));
  if (acts == nullptr)
    return fail_at(common_node->at, "`[common]` shares its facts, but the file has no `[[act]]`");
  Section common;
  if (common_node != nullptr) {
    TRY(common, read_common(law, *common_node));
  }
  TRY(const List* list, find_acts(*acts));
  for (const Node& item : list->items) {
    TRY(Section own, read_section(law, std::get<Table>(item.value)));
    TRY(Act act, make_act(law, common, std::move(own), read.size() + 1, item.at));
    read.push_back(std::move(act));
  }
  return read;
}

}  // namespace lawful
