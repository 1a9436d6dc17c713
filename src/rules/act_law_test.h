#pragma once
// A small vocabulary for tests of the act reader: one fact of each type, without rules.

#include <string>
#include <utility>
#include <vector>

#include "rules/law.h"

namespace lawful {

inline FactId add_fact(Vocabulary& vocabulary, const std::string& id, FactType type,
                       std::vector<std::string> values = {}) {
  const auto fact_id = static_cast<FactId>(vocabulary.facts.size());
  Fact fact;
  fact.id = id;
  fact.type = type;
  for (std::string& value : values) fact.values.push_back({std::move(value), {}});
  if (type == FactType::kCount) fact.unit = "years";
  vocabulary.facts.push_back(std::move(fact));
  vocabulary.by_id.emplace(id, fact_id);
  return fact_id;
}

inline void add_family(Vocabulary& vocabulary, const std::string& stem,
                       const std::vector<std::string>& values) {
  Family family;
  family.stem = stem;
  for (const std::string& value : values) {
    family.members.push_back(add_fact(vocabulary, stem + "." + value, FactType::kYesNo));
    vocabulary.facts.back().family = stem;
    family.values.push_back({value, {}});
  }
  vocabulary.family_by_stem.emplace(stem, vocabulary.families.size());
  vocabulary.families.push_back(std::move(family));
}

inline Law test_law() {
  Law law;
  Vocabulary& vocabulary = law.vocabulary;
  std::vector<std::string> kinds;
  for (int i = 0; i < kActKindCount; ++i) kinds.emplace_back(to_string(static_cast<ActKind>(i)));
  add_fact(vocabulary, "act.kind", FactType::kOneOf, kinds);
  add_fact(vocabulary, "act.date", FactType::kDate);
  add_fact(vocabulary, "consent.given", FactType::kYesNo);
  add_fact(vocabulary, "consent.separate", FactType::kYesNo);
  add_fact(vocabulary, "handlers.joint", FactType::kYesNo);
  add_fact(vocabulary, "actor.kind", FactType::kOneOf,
           {"business", "state-organ", "natural-person"});
  add_fact(vocabulary, "individual.age", FactType::kCount);
  add_fact(vocabulary, "handling.started_on", FactType::kDate);
  add_family(vocabulary, "information.kinds", {"face", "phone", "whereabouts"});
  return law;
}

}  // namespace lawful
