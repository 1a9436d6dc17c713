#include "app/cure_page.h"

#include <algorithm>
#include <bit>
#include <map>

#include "app/page_lines.h"
#include "app/term_page.h"
#include "rules/expr_text.h"
#include "rules/provision_words.h"

namespace lawful {
namespace {

// Of the rules that stay open only so many are named; --json lists them all.
constexpr std::size_t kOpenMax = 3;

// Of the values of a change likewise.
constexpr int kValuesMax = 3;

const Text kLawful = {"合法，无须补正", "lawful: nothing to cure"};
const Text kOutOfScope = {"不适用，无须补正", "out of scope: nothing to cure"};
const Text kUnlawful = {"违法", "unlawful"};
const Text kUndetermined = {"尚不能判断", "undetermined"};
const Text kOpenNow = {"无须改变：未报告的事项均合规的，即为合法",
                       "Nothing need change: it is lawful if what is not reported is in order"};
const Text kOne = {"最小补正：作如下改变，且其余事项合规的，即为合法",
                   "The smallest cure: with these changes it is lawful, if all else is in order"};
const Text kTooLarge = {"补正须改变的事实过多，不予列出",
                        "A cure would take too many changes to be listed"};
const Text kNone = {"无法补正：下列各项不能同时满足", "No cure: these cannot all be had"};
const Text kScope = {"本法是否适用尚不确定，补正不能使之适用",
                     "Whether the law applies is not certain, and no cure makes it apply"};
const Text kNobodyChanges = {"无人可以改变的事实", "Facts that nobody changes"};
const Text kNotKnown = {"须先查明的事实（补正不作假设）",
                        "Facts to be found out first: no cure supposes them"};

const Text& outcome_words(Outcome outcome) {
  static const std::map<Outcome, Text> kWords = {{Outcome::kLawful, kLawful},
                                                 {Outcome::kUnlawful, kUnlawful},
                                                 {Outcome::kUndetermined, kUndetermined},
                                                 {Outcome::kOutOfScope, kOutOfScope}};
  return kWords.at(outcome);
}

class CureWriter {
 public:
  CureWriter(const Decision& decision, const ActCure& cure, Lang lang)
      : decision_(decision), law_(*decision.law), cure_(cure), lang_(lang), page_(lang) {}

  std::string write() {
    const Fact& kind = law_.vocabulary[kActKind];
    page_.line(0, decision_.act.name);
    page_.line(1, kind.values[static_cast<std::size_t>(decision_.act.kind)].label.in(lang_) +
                      " · " + format_date(decision_.evaluation.day) + " · " +
                      outcome_words(decision_.outcome).in(lang_));
    if (!cure_.needed) return page_.take();
    if (cure_.answer.cures.empty()) {
      none();
    } else {
      cures();
    }
    return page_.take();
  }

 private:
  std::string say(const std::string& zh, const std::string& en) const {
    return lang_ == Lang::kZh ? zh : en;
  }

  void cures() {
    const std::vector<Cure>& cures = cure_.answer.cures;
    if (cures.front().changes.empty()) {
      page_.say(0, kOpenNow);
      return open(cures.front());
    }
    const std::string count = std::to_string(cures.size());
    if (cures.size() == 1) {
      page_.say(0, kOne);
    } else {
      page_.line(0,
                 say("最小补正有 " + count + " 种：作其中任何一种改变，且其余事项合规的，即为合法",
                     "The smallest cures are " + count +
                         ": with any one of them it is lawful, if all else is in order"));
    }
    for (std::size_t i = 0; i < cures.size(); ++i) {
      if (cures.size() > 1) page_.line(1, std::to_string(i + 1) + ".");
      changes(cures[i]);
      open(cures[i]);
    }
    if (cure_.answer.more)
      page_.line(1,
                 say("另有同样小的补正，未列出", "There are more that are as small, not listed"));
  }

  // The changes stand by step already.
  void changes(const Cure& cure) {
    const Vocabulary& words = law_.vocabulary;
    std::size_t last = words.steps.size();
    for (const Change& change : cure.changes) {
      const std::size_t step = words.step_of(change.fact);
      if (step != last) page_.line(1, words.steps[step].words.in(lang_));
      last = step;
      const Fact& fact = words[change.fact];
      std::string line = "- " + fact.ask.in(lang_) + say("", " ") +
                         value_text(law_, change.fact, change.from, lang_) + " → " +
                         to_words(change) + "  (" + fact.id + ")";
      if (!words.is_own(change.fact, decision_.act.kind))
        line +=
            say("  须由他人作出：", "  to be asked of: ") + control_words(fact.control).in(lang_);
      page_.line(2, line);
    }
  }

  // Of many values that would do the first few.
  std::string to_words(const Change& change) const {
    if (change.to.is_interval()) return value_text(law_, change.fact, change.to, lang_);
    std::uint64_t few = 0;
    int left = std::popcount(change.to.mask());
    for (int i = 0; i < kValuesMax && left > 0; ++i, --left)
      few |= (change.to.mask() & ~few) & (~(change.to.mask() & ~few) + 1);
    const std::string words = value_text(law_, change.fact, ValueSet::of_mask(few), lang_);
    if (left == 0) return words;
    const std::string more = std::to_string(left);
    return words + say("，或者另外 " + more + " 种之一，见 --json",
                       ", or one of " + more + " others, see --json");
  }

  void open(const Cure& cure) {
    if (cure.assumed.empty()) return;
    const std::string count = std::to_string(cure.assumed.size());
    const bool one = cure.assumed.size() == 1;
    page_.line(1, say("仍有 " + count + " 项规则未定，视为合规：",
                      count + (one ? " rule stays" : " rules stay") + " open and " +
                          (one ? "is" : "are") + " taken to be in order:"));
    for (std::size_t i = 0; i < std::min(cure.assumed.size(), kOpenMax); ++i) rule(cure.assumed[i]);
    if (cure.assumed.size() > kOpenMax) {
      const std::string more = std::to_string(cure.assumed.size() - kOpenMax);
      page_.line(2,
                 say("……另有 " + more + " 项，见 --json", "… and " + more + " more, see --json"));
    }
  }

  void rule(std::uint32_t index) {
    const Rule& rule = law_.rules[index];
    page_.line(2, "- " + provisions_words(law_, {rule.cites.front()}, lang_) + "  " +
                      rule.gist.in(lang_) + "  [" + rule.id + "]");
  }

  void none() {
    if (cure_.fails_on) {
      const std::string day = format_date(*cure_.fails_on);
      return page_.line(
          0, say("期间内法律有变化，没有在变化前后均可行的最小补正（" + day +
                     " 起的一段不可行）；请用 --at 分段询问",
                 "The law changed within the period, and no smallest cure serves on each side (not "
                 "from " +
                     day + " on); ask of each side by itself with --at"));
    }
    if (cure_.answer.too_large) return page_.say(0, kTooLarge);
    const Obstacle& found = cure_.answer.obstacle;
    if (found.scope && found.rules.empty() && !found.reached) {
      page_.say(0, kScope);
      facts(found, kNobodyChanges, true);
      return facts(found, kNotKnown, false);
    }
    page_.say(0, kNone);
    if (found.scope)
      page_.line(1, say("- 本法确定适用于这一行为", "- The law surely applies to this act"));
    if (found.reached)
      page_.line(
          1, say("- 确有规则决定这一行为合法与否", "- Some rule surely decides about this act"));
    for (const std::uint32_t index : found.rules) {
      const Rule& rule = law_.rules[index];
      page_.line(1, "- " + provisions_words(law_, rule.cites, lang_) + "  " + rule.gist.in(lang_) +
                        "  [" + rule.id + "]");
    }
    facts(found, kNobodyChanges, true);
    facts(found, kNotKnown, false);
  }

  void facts(const Obstacle& found, const Text& title, bool stated) {
    bool first = true;
    for (const FactId fact : found.facts) {
      const ValueSet value = stated_value(decision_, fact);
      if ((value != law_.vocabulary[fact].all()) != stated) continue;
      if (first) page_.say(1, title);
      first = false;
      page_.line(
          2, "- " + fact_text(law_, fact, value, lang_) + "  (" + law_.vocabulary[fact].id + ")");
    }
  }

  const Decision& decision_;
  const Law& law_;
  const ActCure& cure_;
  Lang lang_;
  PageLines page_;
};

}  // namespace

std::string cure_page(const Decision& decision, const ActCure& cure, Lang lang) {
  return CureWriter(decision, cure, lang).write();
}

}  // namespace lawful
