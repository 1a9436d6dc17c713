#include "app/law_coverage.h"

#include <algorithm>
#include <set>

#include "app/condition_words.h"
#include "app/example_sides.h"

namespace lawful {
namespace {

class Survey {
 public:
  explicit Survey(const Law& law) : law_(law) {
    for (const Example& example : law.examples) {
      passing_[example.group] += is_passing(example.status) ? 1U : 0U;
      failing_[example.group] += is_failing(example.status) ? 1U : 0U;
    }
  }

  ParagraphCoverage of(const Paragraph& paragraph, std::uint32_t pack) const {
    ParagraphCoverage out;
    out.paragraph = &paragraph;
    out.pack = pack;
    const auto cites = [&](const std::vector<Provision>& places) {
      return std::ranges::any_of(places, [&](const Provision& place) {
        return paragraph.provision.covers(place) || place.covers(paragraph.provision);
      });
    };
    add_rules(cites, out);
    for (const Reading& reading : law_.readings)
      if (cites(reading.cites)) out.others.push_back(reading.name);
    for (const Param& param : law_.params)
      if (cites(param.cites)) out.others.push_back(param.id);
    for (const OpenTerm& term : law_.open_terms)
      if (cites({term.left_by})) out.others.push_back(law_.vocabulary[term.fact].id);
    out.implied = std::ranges::any_of(law_.implications,
                                      [&](const Implication& each) { return cites(each.cites); });
    const bool encoded = !out.rules.empty() || !out.others.empty() || out.implied;
    out.coverage = paragraph.not_encoded      ? LawCoverage::kExcused
                   : encoded                  ? LawCoverage::kEncoded
                   : paragraph.sha256.empty() ? LawCoverage::kTextUnavailable
                                              : LawCoverage::kTextOnly;
    return out;
  }

 private:
  template <class Cites>
  void add_rules(const Cites& cites, ParagraphCoverage& out) const {
    for (GroupId group = 0; group < law_.groups.size(); ++group) {
      const Rule& rule = newest(law_, group);
      if (!cites(rule.cites)) continue;
      if (!needs_examples(rule.sort)) {
        out.others.push_back(rule.id);
        continue;
      }
      out.rules.push_back({group, count(passing_, group), count(failing_, group)});
    }
  }

  static std::size_t count(const std::map<GroupId, std::size_t>& counts, GroupId group) {
    const auto found = counts.find(group);
    return found == counts.end() ? 0 : found->second;
  }

  const Law& law_;
  std::map<GroupId, std::size_t> passing_;
  std::map<GroupId, std::size_t> failing_;
};

}  // namespace

const char* to_string(LawCoverage coverage) {
  switch (coverage) {
    case LawCoverage::kEncoded:
      return "encoded";
    case LawCoverage::kExcused:
      return "excused";
    case LawCoverage::kTextOnly:
      return "text-only";
    case LawCoverage::kTextUnavailable:
      return "text-unavailable";
  }
  return "";
}

std::vector<ParagraphCoverage> coverage_of(const Law& law) {
  const Survey survey(law);
  std::vector<ParagraphCoverage> out;
  for (std::uint32_t pack = 0; pack < law.packs.size(); ++pack) {
    const std::size_t first = out.size();
    for (const Paragraph& paragraph : law.packs[pack].paragraphs)
      out.push_back(survey.of(paragraph, pack));
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const ParagraphCoverage& a, const ParagraphCoverage& b) {
                return a.paragraph->provision < b.paragraph->provision;
              });
  }
  return out;
}

std::size_t unproved(const std::vector<ParagraphCoverage>& coverage) {
  std::set<GroupId> lacking;
  for (const ParagraphCoverage& paragraph : coverage)
    for (const CoveredRule& rule : paragraph.rules)
      if (rule.passing == 0 || rule.failing == 0) lacking.insert(rule.group);
  return lacking.size();
}

}  // namespace lawful
