#include "face/law_impl.h"
#include "rules/provision_words.h"

namespace lawful::v1 {
namespace {

std::vector<Option> options_of(const Fact& fact) {
  std::vector<Option> out;
  for (const FactValue& value : fact.values) out.push_back({value.name, words(value.label)});
  return out;
}

FactInfo fact_info(FactId id, const Fact& fact) {
  return {.id = id,
          .name = fact.id,
          .type = static_cast<FactType>(fact.type),
          .options = options_of(fact),
          .unit = fact.unit,
          .per_year = fact.per_year,
          .means = words(fact.means),
          .ask = words(fact.ask),
          .control = lawful::to_string(fact.control)};
}
static_assert(static_cast<int>(FactType::kDate) == static_cast<int>(lawful::FactType::kDate));

RuleInfo rule_info(RuleId id, const Rule& rule, const Text& citation) {
  return {.id = id,
          .name = rule.id,
          .sort = lawful::to_string(rule.sort),
          .citation = lawful::to_string(rule.cites.front()),
          .citation_words = words(citation),
          .gist = words(rule.gist),
          .from = rule.in_force.from,
          .until = rule.in_force.until,
          .unverified = is_unverified(rule.mark)};
}

ReadingInfo reading_info(const Reading& reading) {
  ReadingInfo out{.name = reading.name,
                  .question = words(reading.question),
                  .choices = {},
                  .default_choice = reading.default_choice};
  for (const Choice& choice : reading.choices)
    out.choices.push_back({choice.name, words(choice.gist)});
  return out;
}

}  // namespace

Diagnostic face_diagnostic(const lawful::Diagnostic& diagnostic) {
  return {diagnostic.severity == Severity::kError, diagnostic.at.file, diagnostic.at.line,
          diagnostic.at.column, lawful::to_string(diagnostic)};
}

void fill_lists(LawImpl& impl) {
  const lawful::Law& law = impl.law;
  for (const Pack& pack : law.packs)
    impl.packs.push_back({pack.law + "@" + pack.version, words(pack.title),
                          lawful::to_string(pack.status), pack.digest});
  impl.kinds = options_of(law.vocabulary[kActKind]);
  for (std::uint32_t i = 0; i < law.vocabulary.facts.size(); ++i)
    impl.facts.push_back(fact_info({i}, law.vocabulary[i]));
  for (const Rule& rule : law.rules)
    impl.citations.push_back({provision_words(law, rule.cites.front(), Lang::kZh),
                              provision_words(law, rule.cites.front(), Lang::kEn)});
  for (std::uint32_t i = 0; i < law.rules.size(); ++i)
    impl.rules.push_back(rule_info({i}, law.rules[i], impl.citations[i]));
  for (const Reading& reading : law.readings) impl.readings.push_back(reading_info(reading));
}

}  // namespace lawful::v1
