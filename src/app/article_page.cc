#include "app/article_page.h"

#include <algorithm>
#include <set>
#include <vector>

#include "app/condition_words.h"
#include "app/draft_page.h"
#include "app/page_lines.h"
#include "app/rule_page.h"
#include "app/term_page.h"

namespace lawful {
namespace {

// Within its own page a law needs no title.
std::string place_words(const Provision& place, Lang lang) {
  return lang == Lang::kZh ? to_words_zh(place) : to_words_en(place);
}

bool concerns(const Provision& place, const Provision& cited) {
  return place.covers(cited) || cited.covers(place);
}

bool concerns(const Provision& place, const std::vector<Provision>& cites) {
  return std::ranges::any_of(cites, [&](const Provision& cited) { return concerns(place, cited); });
}

void add_paragraphs(const Law& law, const Provision& place, Lang lang, PageLines& out) {
  out.say(0, {"官方文本", "Official text"});
  for (const Pack& pack : law.packs) {
    if (pack.law != place.law) continue;
    for (const Paragraph& paragraph : pack.paragraphs) {
      if (!concerns(place, paragraph.provision)) continue;
      std::string items;
      if (paragraph.items > 0) {
        items = "  " + std::to_string(paragraph.items) +
                Text{" 项", paragraph.items == 1 ? " item" : " items"}.in(lang);
      }
      const std::string hash =
          paragraph.sha256.empty()
              ? Text{"官方文本不在手边，未比对", "not at hand: no hash, not compared"}.in(lang)
              : "sha256 " + paragraph.sha256;
      out.line(1, place_words(paragraph.provision, lang) + items + "  " + hash);
      if (paragraph.not_encoded) {
        out.line(2, Text{"未写成规则：", "no rule: "}.in(lang) + paragraph.not_encoded->in(lang));
      }
    }
  }
}

// Adds to `terms` the defines that `group` names, and those that they name, so that the page
// explains itself.
void collect_terms(const Law& law, GroupId group, std::set<GroupId>& terms) {
  for (GroupId named : reads_of(law, newest(law, group)).groups) {
    if (newest(law, named).sort != Sort::kDefine || !terms.insert(named).second) continue;
    collect_terms(law, named, terms);
  }
}

void add_rules(const Law& law, const Provision& place, Lang lang, bool examples, PageLines& out) {
  std::set<GroupId> terms;
  std::vector<GroupId> shown;
  for (GroupId group = 0; group < law.groups.size(); ++group) {
    if (!concerns(place, newest(law, group).cites)) continue;
    shown.push_back(group);
    collect_terms(law, group, terms);
    out.add(rule_page(law, group, lang, Depth::kNames, examples));
    out.blank();
  }
  for (GroupId group : shown) terms.erase(group);
  if (terms.empty()) return;
  out.say(0, {"所用的其他用语", "Other terms used above"});
  out.blank();
  for (GroupId term : terms) {
    out.add(rule_page(law, term, lang, Depth::kNames, false));
    out.blank();
  }
}

void add_gist(const Law& law, const Provision& place, Lang lang, PageLines& out) {
  for (const Pack& pack : law.packs) {
    const auto article = pack.articles.find(place.article);
    if (pack.law != place.law || article == pack.articles.end()) continue;
    out.add(article->second.gist.in(lang));
    out.add("\n");
  }
}

}  // namespace

std::string article_page(const Law& law, const Provision& place, Lang lang, bool examples) {
  PageLines out(lang);
  const Pack* pack = law.find_pack(place.law);
  out.line(0, place_words(place, lang) + (pack == nullptr ? "" : "  " + pack->title.in(lang)));
  if (pack != nullptr &&
      (pack->status == PackStatus::kDraft || pack->status == PackStatus::kProposal))
    out.line(1, never_the_law(pack->status, lang));
  out.blank();
  add_gist(law, place, lang, out);
  out.blank();
  add_rules(law, place, lang, examples, out);
  for (std::uint32_t index = 0; index < law.readings.size(); ++index) {
    if (!concerns(place, law.readings[index].cites)) continue;
    out.add(reading_page(law, index, lang));
    out.blank();
  }
  for (std::uint32_t index = 0; index < law.params.size(); ++index) {
    if (!concerns(place, law.params[index].cites)) continue;
    out.add(param_page(law, index, lang));
    out.blank();
  }
  for (const OpenTerm& term : law.open_terms) {
    if (!concerns(place, term.left_by)) continue;
    out.add(open_term_page(law, term, lang));
    out.blank();
  }
  add_paragraphs(law, place, lang, out);
  return out.take();
}

}  // namespace lawful
