#include "app/act_schema.h"

#include <set>

#include "base/json.h"
#include "gtest/gtest.h"
#include "packs/embedded_law.h"
#include "rules/load.h"

namespace lawful {
namespace {

const Law& built_in() {
  static const Law kLaw = [] {
    std::vector<SourceFile> files;
    for (const EmbeddedFile& file : embedded_law()) {
      files.push_back({std::string(file.path), std::string(file.text)});
    }
    return load_law(files, {}).law;
  }();
  return kLaw;
}

const std::string kPrefix = "#/$defs/";

// Every `$ref` below `value`.
void collect_references(const JsonValue& value, std::set<std::string>& references) {
  if (const auto* list = value.if_array()) {
    for (const JsonValue& item : *list) collect_references(item, references);
  } else if (const auto* object = value.if_object()) {
    for (const auto& entry : *object) {
      if (entry.key() == "$ref") references.insert(std::string(entry.value().as_string()));
      collect_references(entry.value(), references);
    }
  }
}

TEST(ActSchema, DefinesWhatItRefersTo) {
  const JsonValue schema = parse_json(act_schema(built_in())).value();
  const JsonObject& definitions = schema.at("$defs").as_object();
  std::set<std::string> references;
  collect_references(schema, references);
  EXPECT_GT(references.size(), built_in().vocabulary.families.size());
  for (const std::string& reference : references) {
    ASSERT_TRUE(reference.starts_with(kPrefix)) << reference;
    EXPECT_TRUE(definitions.contains(reference.substr(kPrefix.size()))) << reference;
  }
}

TEST(ActSchema, KnowsEveryFactByItsWholeName) {
  const JsonValue schema = parse_json(act_schema(built_in())).value();
  const JsonObject& keys = schema.at("$defs").at("act").at("properties").as_object();
  for (FactId id = 0; id < built_in().vocabulary.facts.size(); ++id) {
    const std::string& name = built_in().vocabulary[id].id;
    EXPECT_EQ(keys.contains(name), id != kActKind && id != kActDate) << name;
  }
  for (const Family& family : built_in().vocabulary.families) {
    EXPECT_TRUE(keys.contains(family.stem)) << family.stem;
  }
  for (const char* reserved : {"name", "kind", "actor", "at", "otherwise"}) {
    EXPECT_TRUE(keys.contains(reserved)) << reserved;
  }
}

TEST(ActSchema, ListsTheValuesOfAFactAsItsVocabularyDoes) {
  const JsonValue schema = parse_json(act_schema(built_in())).value();
  const Fact& fact = built_in().vocabulary[*built_in().vocabulary.find("actor.kind")];
  const JsonArray& forms = schema.at("$defs").at("actor.kind").at("anyOf").as_array();
  const JsonArray& values = forms.front().at("anyOf").as_array();
  ASSERT_EQ(values.size(), fact.values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(values[i].at("const").as_string(), fact.values[i].name);
  }
}

TEST(ActSchema, HasNoNameAmongTheCommonKeys) {
  const JsonValue schema = parse_json(act_schema(built_in())).value();
  EXPECT_FALSE(schema.at("$defs").at("common").at("properties").as_object().contains("name"));
}

}  // namespace
}  // namespace lawful
