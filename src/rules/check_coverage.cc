// Every paragraph that a pack covers is encoded by a rule or excused with a reason, and never both.
#include <algorithm>

#include "rules/link.h"

namespace lawful {
namespace {

bool lies_in(const std::pair<Provision, Provision>& range, const Provision& place) {
  const auto& [first, last] = range;
  if (place.article < first.article || place.article > last.article) return false;
  if (place.article == first.article && place.paragraph < first.paragraph) return false;
  return place.article != last.article || last.paragraph == 0 || place.paragraph <= last.paragraph;
}

class CoverageCheck {
 public:
  CoverageCheck(Linking& linking, std::size_t index)
      : linking_(linking),
        source_(*linking.packs[index]),
        pack_(linking.law.packs[index]),
        encoded_(linking.encoded[index]) {}

  void run() {
    check_ranges();
    for (const Paragraph& paragraph : pack_.paragraphs) check(paragraph);
    check_gists();
  }

 private:
  // The ends of every range exist.
  void check_ranges() {
    for (std::size_t i = 0; i < pack_.covers.size(); ++i) {
      const auto& [first, last] = pack_.covers[i];
      if (!linking_.law.exists(first))
        linking_.messages.error(source_.covers[i].first.at, linking_.law.why_missing(first));
      if (last != first && !linking_.law.exists(last))
        linking_.messages.error(source_.covers[i].second.at, linking_.law.why_missing(last));
    }
  }

  bool is_covered(const Provision& place) const {
    return std::any_of(pack_.covers.begin(), pack_.covers.end(),
                       [&](const auto& range) { return lies_in(range, place); });
  }

  void check(const Paragraph& paragraph) {
    const Provision& place = paragraph.provision;
    const std::string name =
        "`" + std::to_string(place.article) + "." + std::to_string(place.paragraph) + "`";
    // A citation of the whole article encodes the paragraphs that nothing excuses.
    const bool precisely = std::any_of(
        encoded_.begin(), encoded_.end(),
        [&](const Provision& cite) { return cite.paragraph > 0 && place.covers(cite); });
    const bool with_its_article = std::any_of(
        encoded_.begin(), encoded_.end(),
        [&](const Provision& cite) { return cite.paragraph == 0 && cite.covers(place); });
    if (paragraph.not_encoded && precisely)
      linking_.messages.error(site_of_excuse(place),
                              "paragraph " + name + " is excused though a statement cites it",
                              "remove `not-encoded " + name.substr(1));
    if (paragraph.not_encoded || precisely || with_its_article || !is_covered(place)) return;
    linking_.messages.error(
        site_of_text(place), "paragraph " + name + " is covered but neither encoded nor excused",
        "cite it in a rule, or write `not-encoded " + name.substr(1) + " with the reason");
  }

  Site site_of_text(const Provision& place) const {
    for (const ParsedFile* file : source_.files)
      for (const TextDecl& text : file->texts)
        if (text.place.place.article == place.article &&
            text.place.place.paragraph == place.paragraph)
          return text.place.at;
    return source_.at;
  }

  Site site_of_excuse(const Provision& place) const {
    for (const ParsedFile* file : source_.files)
      for (const ExcuseDecl& excuse : file->excuses)
        if (excuse.place.place.article == place.article &&
            excuse.place.place.paragraph == place.paragraph)
          return excuse.place.at;
    return source_.at;
  }

  // An article under which rules stand is told in both languages.
  void check_gists() {
    for (const ParsedFile* file : source_.files) {
      for (const ArticleProse& prose : file->articles) {
        const bool has_rules =
            std::any_of(file->law_statements.begin(), file->law_statements.end(),
                        [&](const Site& at) { return at.article == prose.article; });
        if (!has_rules) continue;
        const std::string what = "the article has no gist in ";
        const std::string advice = "write a paragraph under its heading, in our own words";
        if (prose.gist.zh.empty()) linking_.messages.error(prose.at, what + "zh", advice);
        if (prose.gist.en.empty()) linking_.messages.error(prose.at, what + "en", advice);
      }
    }
  }

  Linking& linking_;
  const SourcePack& source_;
  const Pack& pack_;
  const std::vector<Provision>& encoded_;
};

}  // namespace

void check_coverage(Linking& linking) {
  for (std::size_t i = 0; i < linking.packs.size(); ++i) CoverageCheck(linking, i).run();
}

}  // namespace lawful
