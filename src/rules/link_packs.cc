// Packs: what their head says, their paragraphs, the gists of their articles and their open terms.
#include <algorithm>
#include <map>

#include "rules/link.h"
#include "rules/parse_cursor.h"

namespace lawful {
namespace {

constexpr std::size_t kParagraphsMax = 4'096;  // docs/law-language.md#limits

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

class PackLinker {
 public:
  PackLinker(Linking& linking, std::uint32_t index)
      : linking_(linking),
        index_(index),
        source_(*linking.packs[index]),
        pack_(linking.law.packs[index]) {}

  void link() {
    pack_.law = source_.law;
    pack_.version = source_.version;
    pack_.title = source_.title;
    pack_.status = source_.status;
    pack_.under = std::string(source_.under.text);
    check_under();
    pack_.in_force = source_.in_force;
    pack_.mark = source_.mark;
    for (const auto& [first, last] : source_.covers)
      pack_.covers.emplace_back(own(first.place), own(last.place));
    for (const ParsedFile* file : source_.files) {
      Site at;
      at.file = file->file;
      pack_.files.push_back(linking_.messages.position(at).file);
      for (const TextDecl& text : file->texts) link_text(text);
      for (const ArticleProse& prose : file->articles) link_article(prose);
    }
    std::sort(pack_.paragraphs.begin(), pack_.paragraphs.end(),
              [](const Paragraph& a, const Paragraph& b) { return a.provision < b.provision; });
    check_paragraphs();
    for (const ParsedFile* file : source_.files)
      for (const ExcuseDecl& excuse : file->excuses) link_excuse(excuse);
    for (const ParsedFile* file : source_.files)
      for (const BecomesDecl& becomes : file->becomes) link_becomes(becomes);
    check_successors();
  }

  // After every pack has its paragraphs.
  void link_rest() {
    pack_.in_force_by = own({});
    if (source_.in_force_by)
      for (Provision& place : link_citations(linking_, {*source_.in_force_by}, source_.law))
        pack_.in_force_by = std::move(place);
    for (const ParsedFile* file : source_.files)
      for (const OpenDecl& open : file->opens) link_open(open);
  }

 private:
  void error(const Site& at, std::string message, std::string advice = {}) {
    linking_.messages.error(at, std::move(message), std::move(advice));
  }

  Provision own(Provision place) const {
    place.law = source_.law;
    return place;
  }

  // Once the paragraphs are sorted.
  Paragraph* find(const Provision& place) {
    const auto found =
        std::lower_bound(pack_.paragraphs.begin(), pack_.paragraphs.end(), place,
                         [](const Paragraph& a, const Provision& b) { return a.provision < b; });
    return found != pack_.paragraphs.end() && found->provision == place ? &*found : nullptr;
  }

  void check_under() {
    if (pack_.under.empty() || (pack_.under != pack_.law && linking_.is_law(pack_.under))) return;
    error(source_.under.at,
          "pack `" + source_.name() + "` is under " + quoted(pack_.under) +
              (pack_.under == pack_.law ? ", itself" : ", which is not loaded"),
          "`under` names the law that it implements");
  }

  bool names_paragraph(const Citation& place) {
    if (place.place.paragraph > 0 && place.place.item == 0) return true;
    error(place.at, "a paragraph is named here, article and number", "write it as in `5.1`");
    return false;
  }

  void link_text(const TextDecl& text) {
    if (!names_paragraph(text.place)) return;
    if (!text.hash.text.empty() && !is_sha256(text.hash.text))
      error(text.hash.at, "malformed hash",
            "64 lower-case hexadecimal digits, as `sha256sum` prints them");
    Paragraph paragraph;
    paragraph.provision = own(text.place.place);
    paragraph.sha256 = std::string(text.hash.text);
    paragraph.items = text.items;
    paragraph.at = linking_.messages.position(text.place.at);
    const auto [site, added] = text_sites_.try_emplace(paragraph.provision, text.place.at);
    if (!added)
      return error(text.place.at, "paragraph " + plain(paragraph.provision) + " is given twice",
                   "the other is " + to_string(linking_.messages.position(site->second)));
    if (pack_.paragraphs.size() == kParagraphsMax)
      return error(text.place.at, "more than " + std::to_string(kParagraphsMax) + " paragraphs");
    pack_.paragraphs.push_back(std::move(paragraph));
  }

  // `5.1`: within its own pack a paragraph needs no law.
  static std::string plain(const Provision& place) {
    return "`" + std::to_string(place.article) + "." + std::to_string(place.paragraph) + "`";
  }

  // Paragraphs of an article are counted without a gap: a citation `5(2)` is an item only where
  // there is no second one.
  void check_paragraphs() {
    const Provision* before = nullptr;
    for (const Paragraph& paragraph : pack_.paragraphs) {
      const Provision& place = paragraph.provision;
      const int expected = before && before->article == place.article ? before->paragraph + 1 : 1;
      before = &place;
      if (place.paragraph == expected) continue;
      Provision missing = place;
      missing.paragraph = expected;
      error(text_sites_.at(place),
            "paragraph " + plain(place) + " is given without " + plain(missing));
    }
  }

  void link_article(const ArticleProse& prose) {
    const auto [entry, added] = pack_.articles.try_emplace(prose.article);
    if (!added)
      return error(prose.at, "a second heading of the same article",
                   "the other is " + to_string(entry->second.at));
    entry->second = {prose.gist, linking_.messages.position(prose.at)};
  }

  void link_excuse(const ExcuseDecl& excuse) {
    if (!names_paragraph(excuse.place)) return;
    const Provision place = own(excuse.place.place);
    Paragraph* paragraph = find(place);
    if (!paragraph) return error(excuse.place.at, linking_.law.why_missing(place));
    if (paragraph->not_encoded)
      return error(excuse.place.at, "paragraph " + plain(place) + " is excused twice");
    paragraph->not_encoded =
        link_gist(linking_, excuse.reason, excuse.place.at, "`not-encoded`", true);
  }

  // Whether its successors exist is for the loader, which holds both versions.
  void link_becomes(const BecomesDecl& decl) {
    if (!names_paragraph(decl.place)) return;
    const Provision place = own(decl.place.place);
    if (!find(place)) return error(decl.place.at, linking_.law.why_missing(place));
    for (const Successor& other : pack_.successors)
      if (other.from == place)
        return error(decl.place.at, "what became of paragraph " + plain(place) + " is said twice",
                     "the other is " + to_string(other.at));
    Successor successor{place, {}, {}, linking_.messages.position(decl.place.at)};
    for (const Citation& cite : decl.to) successor.to.push_back(own(cite.place));
    successor.change = link_gist(linking_, decl.change, decl.place.at,
                                 "a paragraph that was dropped", decl.to.empty());
    pack_.successors.push_back(std::move(successor));
  }

  void check_successors() {
    if (pack_.successors.empty()) return;
    for (const Paragraph& paragraph : pack_.paragraphs) {
      const bool told =
          std::any_of(pack_.successors.begin(), pack_.successors.end(),
                      [&](const Successor& each) { return each.from == paragraph.provision; });
      if (!told)
        error(text_sites_.at(paragraph.provision),
              "what became of paragraph " + plain(paragraph.provision) + " is not said",
              "write `becomes` with the enacted paragraphs, or with the reason why it was dropped");
    }
  }

  // The next version of a law leaves the same things open as the one before: one fact for both.
  bool is_next_version(FactId fact) const {
    return std::any_of(linking_.law.open_terms.begin(), linking_.law.open_terms.end(),
                       [&](const OpenTerm& term) {
                         return term.fact == fact && term.pack != index_ &&
                                linking_.law.packs[term.pack].law == source_.law;
                       });
  }

  void link_open(const OpenDecl& decl) {
    const std::vector<Provision> cites = link_citations(linking_, decl.cites, source_.law);
    std::vector<Provision>& encoded = linking_.encoded[index_];
    encoded.insert(encoded.end(), cites.begin(), cites.end());
    if (decl.cites.size() != 1)
      error(decl.at, "an open term cites the one provision that leaves it open");
    if (!check_name(linking_, decl.name)) return;
    Fact fact;
    fact.id = "law." + std::string(decl.name.text);
    fact.means = link_gist(linking_, decl.gist, decl.at, "an open term", true);
    fact.ask = link_gist(linking_, decl.ask, decl.at, "`ask`", true);
    fact.control = Control::kLaw;
    fact.open_term = cites.empty() ? own({}) : cites.front();
    fact.at = linking_.messages.position(decl.at);
    Vocabulary& words = linking_.law.vocabulary;
    const std::optional<FactId> before = words.find(fact.id);
    if (before && !is_next_version(*before))
      return error(decl.name.at, "open term " + quoted(decl.name.text) + " is declared twice",
                   "the other is " + to_string(words[*before].at));
    const FactId id = before.value_or(static_cast<FactId>(words.facts.size()));
    linking_.law.open_terms.push_back({id, *fact.open_term, fact.means, index_, fact.at});
    if (before) return;
    words.by_id.emplace(fact.id, id);
    words.facts.push_back(std::move(fact));
    linking_.fact_sites.push_back(decl.at);
  }

  Linking& linking_;
  std::uint32_t index_;
  const SourcePack& source_;
  Pack& pack_;
  std::map<Provision, Site> text_sites_;
};

// Two packs of one law follow one another in time; on no day are both in force.
void check_pack_overlap(Linking& linking) {
  for (std::size_t i = 0; i < linking.packs.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const SourcePack& a = *linking.packs[k];
      const SourcePack& b = *linking.packs[i];
      const bool apart = (a.in_force.until && *a.in_force.until <= b.in_force.from) ||
                         (b.in_force.until && *b.in_force.until <= a.in_force.from);
      if (a.law != b.law || apart) continue;
      linking.messages.error(
          b.at, "packs `" + a.name() + "` and `" + b.name() + "` are in force on the same days",
          "end the earlier one, or load only one of them");
    }
  }
}

}  // namespace

void link_packs(Linking& linking) {
  linking.law.packs.resize(linking.packs.size());
  linking.encoded.resize(linking.packs.size());
  for (std::uint32_t i = 0; i < linking.packs.size(); ++i) PackLinker(linking, i).link();
  for (std::uint32_t i = 0; i < linking.packs.size(); ++i) PackLinker(linking, i).link_rest();
  check_pack_overlap(linking);
}

}  // namespace lawful
