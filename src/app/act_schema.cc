#include "app/act_schema.h"

#include <map>

#include "base/json.h"

namespace lawful {
namespace {

// As read_acts has them.
constexpr int kNameMax = 200;
constexpr int kActsMax = 10'000;
// A date, a month or a year.
const char* const kDatePattern = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";
const char* const kPeriodPattern =
    "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?(\\.\\.[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$";

std::string both(const Text& text) { return text.zh + "\n" + text.en; }

JsonObject reference(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }

// A table with `properties` and nothing else.
JsonObject closed(JsonObject properties) {
  return {
      {"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

JsonObject any_of(JsonArray choices) { return {{"anyOf", std::move(choices)}}; }

// Each value with its label, so that an editor shows it beside the completion.
JsonObject value_choice(const std::vector<FactValue>& values) {
  JsonArray choices;
  for (const FactValue& value : values) {
    choices.push_back(JsonObject{{"const", value.name}, {"description", both(value.label)}});
  }
  return any_of(std::move(choices));
}

JsonObject list_of(JsonObject items, int at_least) {
  return {{"type", "array"},
          {"items", std::move(items)},
          {"minItems", at_least},
          {"uniqueItems", true}};
}

JsonObject one_of_schema(const Fact& fact) {
  const JsonObject value = value_choice(fact.values);
  return any_of({value, JsonObject{{"const", "unknown"}}, closed({{"any", list_of(value, 1)}}),
                 closed({{"not", list_of(value, 1)}})});
}

JsonObject family_schema(const Family& family) {
  JsonObject members;
  for (const FactValue& value : family.values) {
    members[value.name] =
        JsonObject{{"$ref", "#/$defs/yes-no"}, {"description", both(value.label)}};
  }
  return any_of({list_of(value_choice(family.values), 0), closed(std::move(members))});
}

JsonObject described(JsonObject schema, const Text& means, const std::string& unit) {
  schema["description"] = both(means) + (unit.empty() ? "" : "\n(" + unit + ")");
  return schema;
}

// What one fact may be stated as.
JsonObject fact_schema(const Fact& fact) {
  switch (fact.type) {
    case FactType::kYesNo:
      return described(reference("yes-no"), fact.means, "");
    case FactType::kOneOf:
      return described(one_of_schema(fact), fact.means, "");
    case FactType::kCount:
      return described(reference("count"), fact.means, fact.unit);
    case FactType::kDate:
      return described(reference("date"), fact.means, "");
  }
  return {};
}

JsonObject count_schema() {
  const JsonObject number = {{"type", "integer"}, {"minimum", 0}};
  JsonObject bounds = closed(
      {{"at_least", number}, {"more_than", number}, {"at_most", number}, {"less_than", number}});
  bounds["minProperties"] = 1;
  bounds["maxProperties"] = 2;
  return any_of({number, std::move(bounds)});
}

JsonObject date_schema() {
  const JsonObject date = {{"type", "string"}, {"pattern", kDatePattern}};
  JsonObject bounds = closed({{"at_least", date}, {"at_most", date}});
  bounds["minProperties"] = 1;
  return any_of({date, std::move(bounds)});
}

// Names by their dots: `consent.given` stands below `consent`.
struct NameTree {
  std::map<std::string, NameTree> below;
  std::string definition;  // Of the fact or family of this name; else empty.
};

NameTree name_tree(const Vocabulary& vocabulary) {
  NameTree root;
  const auto add = [&root](const std::string& id) {
    NameTree* node = &root;
    for (std::size_t start = 0; start < id.size();) {
      const std::size_t dot = std::min(id.find('.', start), id.size());
      node = &node->below[id.substr(start, dot - start)];
      start = dot + 1;
    }
    node->definition = id;
  };
  for (FactId id = 0; id < vocabulary.facts.size(); ++id) {
    if (id != kActKind && id != kActDate && vocabulary[id].family.empty()) add(vocabulary[id].id);
  }
  for (const Family& family : vocabulary.families) add(family.stem);
  return root;
}

JsonObject properties_of(const NameTree& tree) {
  JsonObject properties;
  for (const auto& [name, node] : tree.below) {
    JsonArray forms;
    if (!node.definition.empty()) forms.push_back(reference(node.definition));
    if (!node.below.empty()) forms.push_back(closed(properties_of(node)));
    properties[name] = forms.size() == 1 ? forms.front().as_object() : any_of(std::move(forms));
  }
  return properties;
}

JsonObject actor_schema(const JsonObject* facts) {
  const JsonObject label = {{"type", "string"}, {"minLength", 1}, {"maxLength", kNameMax}};
  JsonObject labels = any_of({label, list_of(label, 1)});
  labels["description"] =
      "行为人的代称；两个以上即为共同处理者\na label for who acts; two or more are joint handlers";
  if (facts == nullptr) return labels;
  JsonObject table = *facts;
  table["properties"].as_object()["label"] = labels;
  return any_of({std::move(labels), std::move(table)});
}

// Every fact, by the parts of its name and, as JSON also allows, by its whole name as one key.
JsonObject facts_of(const Law& law, const NameTree& tree) {
  JsonObject properties = properties_of(tree);
  for (const Fact& fact : law.vocabulary.facts) {
    if (fact.id != "act.kind" && fact.id != "act.date")
      properties[fact.id] = reference(fact.family.empty() ? fact.id : "yes-no");
  }
  for (const Family& family : law.vocabulary.families)
    properties[family.stem] = reference(family.stem);
  return properties;
}

// A table of facts and reserved keys: an act, or `[common]` without a name.
JsonObject section_schema(const Law& law, bool named) {
  const NameTree tree = name_tree(law.vocabulary);
  JsonObject properties = facts_of(law, tree);

  const auto actor = properties.find("actor");
  const bool actor_facts =
      actor != properties.end() && actor->value().as_object().contains("properties");
  JsonObject actor_form = actor_schema(actor_facts ? &actor->value().as_object() : nullptr);
  properties["actor"] = std::move(actor_form);
  properties["kind"] =
      described(value_choice(law.vocabulary[kActKind].values), law.vocabulary[kActKind].means, "");
  properties["at"] = JsonObject{{"type", "string"},
                                {"pattern", kPeriodPattern},
                                {"description",
                                 "行为发生的日期或期间\nthe day of the act, or a period: "
                                 "2025-03-07, 2025-03, 2025, 2021-06..2022-03"}};
  properties["otherwise"] = JsonObject{{"const", "in-order"},
                                       {"description",
                                        "未写明的规则视为已遵守，并在答案中列明\nopen rules count "
                                        "as met and are listed as assumed"}};
  if (named) {
    properties["says"] = JsonObject{
        {"type", "object"},
        {"additionalProperties", closed(facts_of(law, tree))},
        {"description",
         "共同行为人各自的说法\nwhat each of several joint actors says for itself, by its label"}};
    properties["name"] = JsonObject{
        {"type", "string"},
        {"minLength", 1},
        {"maxLength", kNameMax},
        {"description",
         "行为的名称，不得含个人信息\nshown in the answer; no personal information belongs in it"}};
  }
  return closed(std::move(properties));
}

JsonObject definitions(const Law& law) {
  JsonObject defs;
  defs["act"] = section_schema(law, true);
  defs["common"] = section_schema(law, false);
  defs["yes-no"] = JsonObject{{"enum", JsonArray{true, false, "yes", "no", "unknown"}}};
  defs["count"] = count_schema();
  defs["date"] = date_schema();
  for (FactId id = 0; id < law.vocabulary.facts.size(); ++id) {
    const Fact& fact = law.vocabulary[id];
    if (id != kActKind && id != kActDate && fact.family.empty()) defs[fact.id] = fact_schema(fact);
  }
  for (const Family& family : law.vocabulary.families) {
    defs[family.stem] = described(family_schema(family), family.means, "");
  }
  return defs;
}

}  // namespace

std::string act_schema(const Law& law) {
  JsonObject acts = {
      {"type", "array"}, {"items", reference("act")}, {"minItems", 1}, {"maxItems", kActsMax}};
  JsonObject file = closed({{"common", reference("common")}, {"act", std::move(acts)}});
  file["required"] = JsonArray{"act"};
  const JsonObject schema = {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"title", "lawful: acts to be judged"},
      {"$comment", "vocabulary " + law.vocabulary_digest},
      {"type", "object"},
      {"minProperties", 1},
      {"if", JsonObject{{"anyOf", JsonArray{JsonObject{{"required", JsonArray{"act"}}},
                                            JsonObject{{"required", JsonArray{"common"}}}}}}},
      {"then", std::move(file)},
      {"else", reference("act")},
      {"$defs", definitions(law)}};
  return pretty_json(schema) + "\n";
}

}  // namespace lawful
