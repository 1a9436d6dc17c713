#include "app/due_list.h"

#include <algorithm>

#include "app/calendar_page.h"
#include "app/page_lines.h"
#include "rules/expr_text.h"
#include "rules/provision_words.h"
#include "rules/schedule_words.h"

namespace lawful {
namespace {

// Of what may be due only so much is shown; --json lists it all.
constexpr std::size_t kMayBeMax = 8;
constexpr std::size_t kQuestionsMax = 3;

const Text kArises = {"须办理", "Due"};
const Text kMay = {"可能须办理（取决于未报告的事实）",
                   "May be due (it hangs on what is not reported)"};
const Text kObligations = {"与本行为并存的义务", "Obligations beside the act"};
const Text kNothing = {"所载入的法律没有要求就此行为办理的事项。",
                       "The loaded law asks nothing to be done about this act."};

std::string at_least(Date date, Lang lang) {
  return format_date(date) + " " + weekday_word(date, lang);
}

std::string years_of(const std::vector<int>& years) {
  std::string out;
  for (const int year : years) out += (out.empty() ? "" : ", ") + std::to_string(year);
  return out;
}

const Text& status_words(Status status) {
  static const Text kDone = {"已履行", "performed"};
  static const Text kBreached = {"未履行", "not performed"};
  static const Text kOpen = {"是否履行未报告", "not reported"};
  return status == Status::kMet ? kDone : status == Status::kViolated ? kBreached : kOpen;
}

std::string questions(const Law& law, const std::vector<FactId>& facts, Lang lang) {
  std::string out;
  for (const FactId fact : facts)
    out += (out.empty() ? "" : lang == Lang::kZh ? "、" : ", ") + law.vocabulary[fact].id;
  return out;
}

// Counted on, an unpublished holiday can only move a day later; counted back, only earlier.
std::string provisional_words(const DueTime& time, Lang lang) {
  const Text later = {"，或者更晚（暂定，未收录放假安排：",
                      ", or later (provisional, no notice of holidays for "};
  const Text earlier = {"，或者更早（暂定，未收录放假安排：",
                        ", or earlier (provisional, no notice of holidays for "};
  return (time.timing.before ? earlier : later).in(lang) + years_of(time.missing) +
         (lang == Lang::kZh ? "）" : ")");
}

// What would settle whether it is due, as questions: the first few.
void add_questions(const Law& law, const std::vector<FactId>& facts, Lang lang, int level,
                   PageLines& page) {
  for (std::size_t i = 0; i < std::min(facts.size(), kQuestionsMax); ++i)
    page.line(level, "? " + law.vocabulary[facts[i]].ask.in(lang) + "  (" +
                         law.vocabulary[facts[i]].id + ")");
}

}  // namespace

bool is_shown(const Decision& decision, const Finding& finding) {
  if (decision.law->rules[finding.rule].sort != Sort::kObligation) return false;
  if (finding.status == Status::kExcepted) return false;
  for (const RuleResult& result : decision.evaluation.rules)
    if (result.rule == finding.rule) return result.trigger == Tri::kYes;
  return false;
}

std::string due_time_words(const Decision& decision, const DueTime& time, Lang lang) {
  const bool zh = lang == Lang::kZh;
  const std::string words = timing_words(*decision.law, time.timing, decision.evaluation.day, lang);
  if (!time.date) return words;
  std::string day = at_least(*time.date, lang);
  if (time.vague)
    day +=
        zh ? "（起算日不确定，此为最早的一日）" : " (the earliest: its event has no certain day)";
  if (!time.missing.empty()) day += provisional_words(time, lang);
  return day + "  " + words;
}

std::string due_item_lines(const Decision& decision, const DueItem& item, Lang lang, int level) {
  const Law& law = *decision.law;
  const Rule& rule = law.rules[item.rule];
  PageLines page(lang);
  std::string mark;
  if (is_unverified(rule.mark)) mark = Text{"  （未经核实）", "  (unverified)"}.in(lang);
  std::string done;
  if (item.done == Tri::kYes) done = Text{"  ✓ 已办理", "  ✓ done"}.in(lang);
  page.line(level, rule.gist.in(lang) + "  [" + rule.id + "]" + mark + done);
  for (const DueTime& time : item.times) page.line(level + 1, due_time_words(decision, time, lang));
  page.line(level + 1, provisions_words(law, rule.cites, lang));
  if (item.arises == Tri::kUnknown) add_questions(law, item.missing, lang, level + 1, page);
  if (!item.undated.empty() && item.done != Tri::kYes)
    page.line(level + 1, Text{"日期未报告：", "no day is reported for: "}.in(lang) +
                             questions(law, item.undated, lang));
  return page.take();
}

std::string due_list_page(const Decision& decision, const std::vector<DueItem>& items, Lang lang) {
  const Law& law = *decision.law;
  PageLines page(lang);
  const Fact& kind = law.vocabulary[kActKind];
  page.line(0, decision.act.name);
  page.line(1, kind.values[static_cast<std::size_t>(decision.act.kind)].label.in(lang) + " · " +
                   format_date(decision.evaluation.day));
  bool any = false;
  for (const DueItem& item : items) {
    if (item.arises != Tri::kYes) continue;
    if (!any) page.say(0, kArises);
    any = true;
    page.add(due_item_lines(decision, item, lang, 1));
  }
  std::size_t may = 0;
  for (const DueItem& item : items) {
    if (item.arises != Tri::kUnknown) continue;
    if (may++ == 0) page.say(0, kMay);
    if (may <= kMayBeMax) page.add(due_item_lines(decision, item, lang, 1));
  }
  if (may > kMayBeMax)
    page.line(1, lang == Lang::kZh
                     ? "……另有 " + std::to_string(may - kMayBeMax) + " 项，见 --json"
                     : "… and " + std::to_string(may - kMayBeMax) + " more, see --json");
  bool obligation = false;
  for (const Finding& finding : decision.findings) {
    if (!is_shown(decision, finding)) continue;
    if (!obligation) page.say(0, kObligations);
    obligation = true;
    const Rule& rule = law.rules[finding.rule];
    page.line(1,
              rule.gist.in(lang) + "  [" + rule.id + "]  " + status_words(finding.status).in(lang));
    page.line(2, provisions_words(law, rule.cites, lang));
  }
  if (!any && may == 0 && !obligation) page.say(1, kNothing);
  return page.take();
}

}  // namespace lawful
