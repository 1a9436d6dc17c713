#include "rules/vocabulary.h"

#include <algorithm>

#include "rules/nearest.h"

namespace lawful {

const char* to_string(FactType type) {
  switch (type) {
    case FactType::kYesNo:
      return "yes-no";
    case FactType::kOneOf:
      return "one-of";
    case FactType::kCount:
      return "count";
    case FactType::kDate:
      return "date";
  }
  return "";
}

const char* to_string(Control control) {
  switch (control) {
    case Control::kHandler:
      return "handler";
    case Control::kIndividual:
      return "individual";
    case Control::kGuardian:
      return "guardian";
    case Control::kRecipient:
      return "recipient";
    case Control::kEntrusted:
      return "entrusted";
    case Control::kAuthority:
      return "authority";
    case Control::kCourt:
      return "court";
    case Control::kLaw:
      return "law";
    case Control::kNobody:
      return "nobody";
  }
  return "";
}

const char* to_string(ActKind kind) {
  switch (kind) {
    case ActKind::kHandling:
      return "handling";
    case ActKind::kTransfer:
      return "transfer";
    case ActKind::kDisclosure:
      return "disclosure";
    case ActKind::kNotice:
      return "notice";
    case ActKind::kRequestAnswer:
      return "request-answer";
    case ActKind::kDevice:
      return "device";
    case ActKind::kDuty:
      return "duty";
    case ActKind::kMeasure:
      return "measure";
    case ActKind::kFine:
      return "fine";
    case ActKind::kClaim:
      return "claim";
  }
  return "";
}

ValueSet Fact::all() const {
  switch (type) {
    case FactType::kYesNo:
      return ValueSet::of_mask(ValueSet::kNoBit | ValueSet::kYesBit);
    case FactType::kOneOf:
      return ValueSet::of_mask((std::uint64_t{1} << values.size()) - 1);
    case FactType::kCount:
    case FactType::kDate:
      return ValueSet::of_interval(ValueSet::kLowest, ValueSet::kHighest);
  }
  return {};
}

std::optional<int> Fact::value_index(std::string_view name) const {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const FactValue& value) { return value.name == name; });
  if (found == values.end()) return std::nullopt;
  return static_cast<int>(found - values.begin());
}

std::optional<FactId> Vocabulary::find(std::string_view id) const {
  const auto found = by_id.find(id);
  if (found == by_id.end()) return std::nullopt;
  return found->second;
}

bool is_stem_of(std::string_view stem, std::string_view id) {
  return id.starts_with(stem) && (id.size() == stem.size() || id[stem.size()] == '.');
}

std::size_t Vocabulary::step_of(FactId id) const {
  std::size_t step = steps.size();
  std::size_t longest = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].stems.empty() && step == steps.size()) step = i;
    for (const std::string& stem : steps[i].stems) {
      if (stem.size() <= longest || !is_stem_of(stem, facts[id].id)) continue;
      longest = stem.size();
      step = i;
    }
  }
  return step;
}

bool Vocabulary::is_own(FactId id, ActKind kind) const {
  return facts[id].control == actors[static_cast<std::size_t>(kind)];
}

std::optional<int> Vocabulary::effort_of(FactId id, ActKind kind) const {
  const Fact& fact = facts[id];
  if (fact.control == Control::kNobody || fact.control == Control::kLaw) return std::nullopt;
  if (fact.effort > 0) return fact.effort;
  return is_own(id, kind) ? 1 : 2;
}

std::string Vocabulary::nearest(std::string_view id) const {
  std::vector<std::string> names;
  for (const Fact& fact : facts) {
    names.push_back(fact.id);
    for (const FactValue& value : fact.values) names.push_back(value.name);
  }
  for (const Family& family : families) names.push_back(family.stem);
  return lawful::nearest(id, names);
}

}  // namespace lawful
