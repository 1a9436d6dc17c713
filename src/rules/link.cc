#include "rules/link.h"

#include <algorithm>
#include <array>

#include "rules/nearest.h"
#include "rules/parse_cursor.h"

namespace lawful {
namespace {

constexpr std::array<std::string_view, 10> kUnits = {"persons",      "years",  "months",  "days",
                                                     "working-days", "hours",  "minutes", "records",
                                                     "yuan",         "percent"};

}  // namespace

std::string Linking::id_of(std::string_view name, std::string_view law_name) const {
  if (name.find('.') != std::string_view::npos) return std::string(name);
  return std::string(law_name) + "." + std::string(name);
}

bool Linking::is_law(std::string_view name) const {
  for (const SourcePack* pack : packs)
    if (pack->law == name) return true;
  return false;
}

std::vector<Provision> link_citations(Linking& linking, const std::vector<Citation>& cites,
                                      std::string_view law_name) {
  std::vector<Provision> out;
  for (const Citation& cite : cites) {
    Provision place = cite.place;
    place.law = std::string(cite.law.empty() ? law_name : cite.law);
    if (linking.law.exists(place)) {
      out.push_back(std::move(place));
      continue;
    }
    std::vector<std::string> laws;
    for (const SourcePack* pack : linking.packs) laws.push_back(pack->law);
    const bool unknown_law = !linking.is_law(place.law);
    linking.messages.error(cite.at, linking.law.why_missing(place),
                           unknown_law ? did_you_mean(place.law, laws) : std::string());
  }
  return out;
}

Text link_gist(Linking& linking, const std::optional<Gist>& gist, const Site& at,
               std::string_view what, bool needed) {
  const auto blank = [](std::string_view text) {
    return text.find_first_not_of(" \t") == std::string_view::npos;
  };
  if (!gist) {
    if (needed)
      linking.messages.error(at, std::string(what) + " is missing its text in zh and en",
                             "write `zh \"…\" en \"…\"`");
    return {};
  }
  const Text& text = gist->text;
  if (blank(text.zh))
    linking.messages.error(gist->at, std::string(what) + " is missing its text in zh");
  if (blank(text.en))
    linking.messages.error(gist->at, std::string(what) + " is missing its text in en");
  return text;
}

bool check_name(Linking& linking, const Word& name) {
  if (!is_plain_name(name.text)) {
    linking.messages.error(name.at, "malformed name " + quoted(name.text),
                           "a name is `[a-z][a-z0-9_]*`");
    return false;
  }
  if (name.text.size() > kNameMax) {
    linking.messages.error(name.at,
                           "a name of more than " + std::to_string(kNameMax) + " characters");
    return false;
  }
  if (is_reserved(name.text)) {
    linking.messages.error(name.at,
                           quoted(name.text) + " is a word of the language and cannot be a name");
    return false;
  }
  return true;
}

bool check_unit(Linking& linking, const Word& unit) {
  if (std::find(kUnits.begin(), kUnits.end(), unit.text) != kUnits.end()) return true;
  std::string advice = did_you_mean(unit.text, {kUnits.begin(), kUnits.end()});
  if (advice.empty())
    advice =
        "units are persons, years, months, days, working-days, hours, minutes, records, yuan and "
        "percent";
  linking.messages.error(unit.at, "unknown unit " + quoted(unit.text), std::move(advice));
  return false;
}

Mark link_mark(Linking& linking, const std::optional<Word>& mark, Mark of_pack) {
  if (!mark) return of_pack;
  if (const std::optional<Mark> found = mark_of(mark->text)) return *found;
  linking.messages.error(mark->at, "unknown mark " + quoted(mark->text),
                         "a mark is `P`, `Q`, `S`, `S-` or `M`");
  return of_pack;
}

DayInterval link_interval(Linking& linking, const WrittenInterval& written,
                          const DayInterval& of_pack) {
  DayInterval days = written.days;
  if (!days.until) days.until = of_pack.until;
  const bool late = of_pack.until && *days.until > *of_pack.until;
  if (days.from >= of_pack.from && !late && (!days.until || days.from < *days.until)) return days;
  std::string pack = format_date(of_pack.from) + "..";
  if (of_pack.until) pack += format_date(*of_pack.until);
  linking.messages.error(written.at, "these days lie outside those of the pack",
                         "the pack is in force " + pack);
  return of_pack;
}

std::string did_you_mean_id(const Linking& linking, std::string_view name,
                            std::string_view law_name, const std::vector<std::string>& ids) {
  std::string id = nearest(linking.id_of(name, law_name), ids);
  if (id.empty()) return {};
  const bool bare = name.find('.') == std::string_view::npos;
  if (bare && id.starts_with(std::string(law_name) + ".")) id.erase(0, law_name.size() + 1);
  return "did you mean `" + id + "`?";
}

void link_law(Linking& linking) {
  link_vocabulary(linking);
  link_packs(linking);
  link_steps(linking);
  declare_names(linking);
  link_rules(linking);
  link_implications(linking);
  link_examples(linking);
  check_versions(linking);
  check_cycles(linking);
  check_growth(linking);
  check_parents(linking);
  check_coverage(linking);
  check_examples(linking);
}

}  // namespace lawful
