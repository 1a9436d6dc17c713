#include "app/draft_page.h"

#include <algorithm>
#include <vector>

#include "app/article_page.h"
#include "app/condition_words.h"
#include "app/draft_source.h"
#include "app/page_lines.h"
#include "app/rule_page.h"
#include "rules/provision_words.h"

namespace lawful {
namespace {

std::string place_words(const Provision& place, Lang lang) {
  return lang == Lang::kZh ? to_words_zh(place) : to_words_en(place);
}

bool concerns(const Provision& place, const Provision& from) {
  return place.covers(from) || from.covers(place);
}

// The places to show: each once, in order, and a whole article in place of all its paragraphs.
std::vector<Provision> places_to_show(const Law& law, const std::vector<Provision>& cited) {
  std::vector<Provision> out;
  const auto add = [&](const Provision& place) {
    if (std::ranges::none_of(out, [&](const Provision& each) { return each.covers(place); }))
      out.push_back(place);
  };
  for (const Provision& place : cited) {
    const Provision article{place.law, place.article, 0, 0};
    bool whole = true;
    for (const Pack& pack : law.packs)
      for (const Paragraph& paragraph : pack.paragraphs)
        if (article.covers(paragraph.provision))
          whole = whole && std::ranges::any_of(cited, [&](const Provision& each) {
                    return each.covers(paragraph.provision);
                  });
    add(whole ? article : place);
  }
  return out;
}

class DraftPage {
 public:
  DraftPage(const Pack& pack, const Law& deciding, const Provision& place, Lang lang)
      : pack_(pack), deciding_(deciding), place_(place), lang_(lang), out_(lang) {}

  void head() {
    out_.line(0, pack_.law + "@" + pack_.version + Text{"：", " "}.in(lang_) +
                     place_words(place_, lang_) + "  " + pack_.title.in(lang_));
    out_.line(1, never_the_law(pack_.status, lang_));
    out_.line(1, Text{"文本依据：", "Behind the text: "}.in(lang_) + mark_words(pack_.mark, lang_) +
                     " (" + to_string(pack_.mark) + ")");
    out_.blank();
  }

  // The page of the rules says the rest.
  void version() {
    out_.line(0, pack_.law + "@" + pack_.version + "  " + mark_words(pack_.mark, lang_) + " (" +
                     to_string(pack_.mark) + ")");
    out_.blank();
  }

  void gist() {
    const auto article = pack_.articles.find(place_.article);
    if (article == pack_.articles.end()) return;
    out_.add(article->second.gist.in(lang_) + "\n");
    out_.blank();
  }

  void became() {
    out_.say(0, {"后来如何", "What became of it"});
    for (const Successor& each : pack_.successors)
      if (concerns(place_, each.from)) add(each);
    out_.blank();
  }

  void enacted(bool examples) {
    for (const Provision& place : places_to_show(deciding_, cited_)) {
      out_.line(0, Text{"施行的法律：", "The law in force: "}.in(lang_) + to_string(place));
      out_.add(article_page(deciding_, place, lang_, examples));
      out_.blank();
    }
  }

  void own(const Law& law, bool examples) {
    if (pack_.status == PackStatus::kDraft)
      out_.say(0, {"草案没有说明各款后来如何；以下是草案自己的规则",
                   "It does not say what became of its paragraphs; its own rules follow"});
    out_.add(article_page(law, place_, lang_, examples));
  }

  std::string take() { return out_.take(); }

 private:
  //   Article 62(1) of the draft -> Article 66(1)
  //     the ceiling was raised
  void add(const Successor& each) {
    std::string to;
    for (const Provision& place : each.to) {
      to +=
          (to.empty() ? "" : Text{"、", ", "}.in(lang_)) + provision_words(deciding_, place, lang_);
      cited_.push_back(place);
    }
    const std::string from = lang_ == Lang::kZh ? "草案" + to_words_zh(each.from)
                                                : to_words_en(each.from) + " of the draft";
    out_.line(1, from + " -> " + (to.empty() ? Text{"删去", "dropped"}.in(lang_) : to));
    if (!each.change.empty()) out_.line(2, each.change.in(lang_));
  }

  const Pack& pack_;
  const Law& deciding_;
  const Provision& place_;
  Lang lang_;
  PageLines out_;
  std::vector<Provision> cited_;
};

}  // namespace

const std::string& never_the_law(PackStatus status, Lang lang) {
  static const Text kDraft = {"这是草案，不是法律，从不作裁判的依据；条号是草案自己的。",
                              "This is a draft. It is never the law and decides nothing; its "
                              "numbers are its own."};
  static const Text kProposal = {"这是建议，不是法律，从不作裁判的依据。",
                                 "This is a proposal. It is never the law and decides nothing."};
  return (status == PackStatus::kProposal ? kProposal : kDraft).in(lang);
}

std::string draft_page(const Law& law, const std::string& name, const Law& deciding,
                       const Provision& place, Lang lang, bool examples) {
  DraftPage page(*find_version(law, name), deciding, place, lang);
  const bool told = !find_version(law, name)->successors.empty();
  if (!told) {
    page.version();
    page.own(law, examples);
    return page.take();
  }
  page.head();
  page.gist();
  page.became();
  page.enacted(examples);
  return page.take();
}

}  // namespace lawful
