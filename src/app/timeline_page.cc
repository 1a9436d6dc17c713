#include "app/timeline_page.h"

#include <algorithm>
#include <array>

#include "app/condition_words.h"
#include "app/draft_source.h"
#include "app/law_changes.h"
#include "app/page_lines.h"
#include "app/rule_page.h"
#include "app/term_page.h"

namespace lawful {
namespace {

// `S`, or `M, unverified`.
std::string mark_note(Mark mark, Lang lang) {
  const std::string name = to_string(mark);
  return is_unverified(mark) ? name + Text{"，未经核实", ", unverified"}.in(lang) : name;
}

// By ChangeKind.
const Text& change_words(ChangeKind kind) {
  static const std::array<Text, 10> kWords = {{{"施行", "begins"},
                                               {"失效", "ends"},
                                               {"数值开始", "value begins"},
                                               {"数值改变", "value changes"},
                                               {"数值终止", "value ends"},
                                               {"规则开始", "rule begins"},
                                               {"规则改变", "rule changes"},
                                               {"规则终止", "rule ends"},
                                               {"推论开始", "implication begins"},
                                               {"推论终止", "implication ends"}}};
  return kWords.at(static_cast<std::size_t>(kind));
}

class TimelinePage {
 public:
  TimelinePage(const Law& law, Lang lang) : law_(law), lang_(lang), out_(lang) {}

  void day(const ChangeDay& day, int level) {
    out_.line(level, format_date(day.day));
    for (const LawChange& change : day.changes) add(change, level + 1);
  }

  void in_force_on(Date day, const std::vector<ChangeDay>& days) {
    out_.line(0, Text{"在 ", "In force on "}.in(lang_) + format_date(day) +
                     Text{" 施行的法律", ""}.in(lang_));
    bool none = true;
    for (const Pack& pack : law_.packs) {
      if (!pack.in_force.contains(day)) continue;
      none = false;
      add_pack(pack, 1);
    }
    if (none) out_.say(1, {"没有", "nothing"});
    const auto next = std::ranges::find_if(days, [&](const auto& each) { return each.day > day; });
    out_.blank();
    out_.say(0, {"此前（含当日）最近的变动", "The last change, on or before that day"});
    if (next == days.begin()) {
      out_.say(1, {"没有", "none"});
    } else {
      this->day(*std::prev(next), 1);
    }
    out_.blank();
    out_.say(0, {"此后的下一次变动", "The next change after it"});
    if (next == days.end()) {
      out_.say(1, {"没有已知的", "none that is known"});
    } else {
      this->day(*next, 1);
    }
  }

  void drafts(const std::vector<TimelineDraft>& drafts) {
    if (drafts.empty()) return;
    out_.blank();
    out_.say(0, {"草案与建议稿：不是法律，从不作裁判的依据",
                 "Drafts and proposals: never the law, they decide nothing"});
    for (const TimelineDraft& draft : drafts) {
      const Pack* pack = draft.law ? find_version(*draft.law, draft.name) : nullptr;
      if (pack != nullptr) {
        add_pack(*pack, 1);
        continue;
      }
      out_.line(1, draft.name + Text{"  无法载入：", "  cannot be loaded:"}.in(lang_));
      std::string rest = draft.law ? "" : draft.law.error().message;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        out_.line(2, rest.substr(0, end));
        rest.erase(0, std::min(end + 1, rest.size()));
      }
    }
  }

  void blank() { out_.blank(); }
  std::string take() { return out_.take(); }

 private:
  // pipl@enacted-2021  enacted  from 2021-11-01 on (by Article 74(1))  P
  //   Personal Information Protection Law
  void add_pack(const Pack& pack, int level) {
    const std::string by =
        pack.in_force_by.article == 0
            ? ""
            : Text{"（依", " (by "}.in(lang_) + words(pack.in_force_by) + Text{"）", ")"}.in(lang_);
    out_.line(level, pack.law + "@" + pack.version + "  " + pack_status_words(pack.status, lang_) +
                         "  " + interval_words(pack.in_force, lang_) + by + "  " +
                         mark_note(pack.mark, lang_));
    out_.line(level + 1, pack.title.in(lang_));
  }

  // In words; of another law than `own` as it is cited, since titles are long.
  std::string places(const std::vector<Provision>& cites, const std::string& own) const {
    std::string out;
    for (const Provision& place : cites)
      out += (out.empty() ? "" : Text{"、", ", "}.in(lang_)) +
             (place.law == own ? words(place) : to_string(place));
    return out;
  }

  std::string words(const Provision& place) const {
    return lang_ == Lang::kZh ? to_words_zh(place) : to_words_en(place);
  }

  void add(const LawChange& change, int level) {
    const std::string what = change_words(change.kind).in(lang_) + "  ";
    switch (change.kind) {
      case ChangeKind::kPackBegins:
      case ChangeKind::kPackEnds: {
        const Pack& pack = law_.packs[change.index];
        return out_.line(level, what + pack.law + "@" + pack.version + "  " + pack.title.in(lang_) +
                                    "  " + pack_status_words(pack.status, lang_) + "  " +
                                    mark_note(pack.mark, lang_));
      }
      case ChangeKind::kValueBegins:
      case ChangeKind::kValueChanges:
      case ChangeKind::kValueEnds:
        return add_value(change, what, level);
      case ChangeKind::kRuleBegins:
      case ChangeKind::kRuleChanges:
      case ChangeKind::kRuleEnds:
        return add_rule(law_.rules[change.index], what, level);
      case ChangeKind::kImplicationBegins:
      case ChangeKind::kImplicationEnds:
        return out_.line(level, what + implication_source(law_, law_.implications[change.index]) +
                                    "  " + places(law_.implications[change.index].cites, ""));
    }
  }

  std::string value(const LawChange& change, std::optional<std::int64_t> number) const {
    return number ? param_value_words(law_, change.index, *number, lang_)
                  : Text{"无", "none"}.in(lang_);
  }

  void add_value(const LawChange& change, const std::string& what, int level) {
    const Param& param = law_.params[change.index];
    out_.line(level, what + param.id + "  " + value(change, change.before) + " -> " +
                         value(change, change.after) + "  " +
                         places(param.cites, law_.packs[param.pack].law) + "  " +
                         mark_note(param.mark, lang_));
  }

  void add_rule(const Rule& rule, const std::string& what, int level) {
    out_.line(level, what + rule.id + "  " + sort_words(rule.sort, lang_) + "  " +
                         places(rule.cites, law_.packs[rule.pack].law) + "  " +
                         mark_note(rule.mark, lang_));
    if (!rule.gist.empty()) out_.line(level + 1, rule.gist.in(lang_));
  }

  const Law& law_;
  Lang lang_;
  PageLines out_;
};

}  // namespace

std::string timeline_page(const Law& law, const std::vector<TimelineDraft>& drafts,
                          std::optional<Date> at, Lang lang) {
  TimelinePage page(law, lang);
  const std::vector<ChangeDay> days = changes_of(law);
  if (at) {
    page.in_force_on(*at, days);
  } else {
    for (const ChangeDay& day : days) {
      if (&day != &days.front()) page.blank();
      page.day(day, 0);
    }
  }
  page.drafts(drafts);
  return page.take();
}

}  // namespace lawful
