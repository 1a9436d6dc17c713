#include "app/rule_page.h"

#include <map>

#include "app/page_lines.h"
#include "app/schedule_page.h"
#include "rules/expr_text.h"
#include "rules/provision_words.h"

namespace lawful {
namespace {

const Text& when_words(Sort sort) {
  static const std::map<Sort, Text> kWords = {
      {Sort::kScope, {"法律适用于该行为，须", "The law speaks to the act where"}},
      {Sort::kEntitlement, {"需要它的情形", "Needed where"}},
      {Sort::kGround, {"成立条件", "Holds where"}},
      {Sort::kException, {"适用条件", "Applies where"}},
      {Sort::kDefine, {"含义", "Means"}},
      {Sort::kPresume, {"推定的条件", "Presumed where"}},
      {Sort::kServe, {"未定事项得到肯定的条件", "Answers the open term where"}},
      {Sort::kSettle, {"别无其他规定的条件", "Nothing else answers it where"}},
      {Sort::kRoute, {"可走此路径的条件", "Open where"}},
      {Sort::kDue, {"须办理的条件", "Due where"}}};
  static const Text kOther = {"适用条件", "Applies where"};
  const auto found = kWords.find(sort);
  return found == kWords.end() ? kOther : found->second;
}

class RulePage {
 public:
  RulePage(const Law& law, Lang lang, Depth depth)
      : law_(law), lang_(lang), depth_(depth), out_(lang) {}

  std::string write(GroupId group, bool examples);

 private:
  void head(const Rule& rule);
  void conditions(const Rule& rule);
  void open_term(const Rule& rule);
  void links(const Rule& rule);
  void group_list(const Text& title, const std::vector<GroupId>& groups);
  void readings(const Rule& rule);
  void versions(const RuleGroup& group, const Rule& rule);
  void examples(GroupId group);

  const Law& law_;
  Lang lang_;
  Depth depth_;
  PageLines out_;
};

void RulePage::head(const Rule& rule) {
  out_.line(0, rule.id + "  " + sort_words(rule.sort, lang_) + "  " +
                   provisions_words(law_, rule.cites, lang_));
  if (!rule.gist.empty()) out_.line(1, rule.gist.in(lang_));
}

void RulePage::conditions(const Rule& rule) {
  out_.add(condition_words(law_, when_words(rule.sort).in(lang_), rule.when, lang_, 1, depth_));
  if (rule.sort == Sort::kPresume) {
    out_.say(1, {"推定", "Then it is presumed, unless known"});
    out_.line(2, "- " + fact_text(law_, rule.presumed_fact, rule.presumed_value, lang_));
  }
  if (rule.sort == Sort::kServe || rule.sort == Sort::kSettle) open_term(rule);
  if (rule.schedule) out_.add(schedule_page(law_, rule, lang_, depth_));
  if (!has_requirement(rule)) return;
  const Expr& then = law_.exprs[rule.then];
  const bool forbidden = then.op == Op::kConst && then.constant == Tri::kNo;
  if (forbidden) return out_.say(1, {"则不得为之", "Then it is forbidden"});
  const Text required = {"则须", "Then required"};
  out_.add(condition_words(law_, required.in(lang_), rule.then, lang_, 1, depth_));
}

// What an instrument answers: the term, and what the law says of it.
void RulePage::open_term(const Rule& rule) {
  out_.say(1, {"所答的待定事项", "The open term"});
  for (const OpenTerm& term : law_.open_terms) {
    if (term.fact != rule.presumed_fact) continue;
    out_.line(2, "- " + term.gist.in(lang_) + "  (" + law_.vocabulary[term.fact].id + ", " +
                     provision_words(law_, term.left_by, lang_) + ")");
  }
}

void RulePage::group_list(const Text& title, const std::vector<GroupId>& groups) {
  if (groups.empty()) return;
  out_.say(1, title);
  for (GroupId group : groups) {
    const Rule& rule = newest(law_, group);
    out_.line(2, "- " + rule.gist.in(lang_) + "  (" + rule.id + ", " +
                     provision_words(law_, rule.cites.front(), lang_) + ")");
  }
}

void RulePage::links(const Rule& rule) {
  const RuleGroup& group = law_.groups[rule.group];
  group_list({"具备下列依据之一即成立", "Held by any of these grounds"}, group.grounds);
  if (rule.sort == Sort::kGround) group_list({"所属依据", "A ground of"}, {rule.entitlement});
  group_list({"免除下列规定", "Releases"}, rule.targets);
  group_list({"例外", "Released by"}, group.exceptions);
  for (const Overlap& overlap : rule.overlaps)
    out_.line(1, Text{"违反本条即违反 ", "Who breaches it breaches "}.in(lang_) +
                     law_.groups[overlap.rule].id + Text{" ：", " too: "}.in(lang_) +
                     overlap.why.in(lang_));
  if (!rule.consequence.empty()) {
    out_.line(1, Text{"违反的后果见：", "A breach leads to: "}.in(lang_) +
                     provisions_words(law_, rule.consequence, lang_));
  }
}

void RulePage::readings(const Rule& rule) {
  for (std::uint32_t index : reads_of(law_, rule).readings) {
    const Reading& reading = law_.readings[index];
    out_.line(1, Text{"条文有不同解释：", "Depends on a reading: "}.in(lang_) +
                     reading.question.in(lang_) + "  (" + reading.name +
                     Text{"，默认 ", ", by default "}.in(lang_) +
                     reading.choices[reading.default_choice].name + ")");
  }
}

void RulePage::versions(const RuleGroup& group, const Rule& rule) {
  out_.line(1, Text{"效力：", "In force "}.in(lang_) + interval_words(rule.in_force, lang_) +
                   Text{"；文本依据：", "; behind the text: "}.in(lang_) +
                   mark_words(rule.mark, lang_) + " (" + to_string(rule.mark) + ")");
  if (group.versions.size() > 1 && &rule != &law_.rules[group.versions.back()]) out_.blank();
}

void RulePage::examples(GroupId group) {
  bool first = true;
  for (const Example& example : law_.examples) {
    if (example.group != group) continue;
    if (first) out_.say(1, {"例", "Examples"});
    first = false;
    std::string text = example.status + ":";
    for (const auto& [fact, value] : example.facts) {
      const bool interval = value.is_interval();
      text += (text.back() == ':' ? " " : "; ") +
              (fact == kActKind ? "kind" : law_.vocabulary[fact].id) + (interval ? " " : " = ") +
              value_source(law_, fact, value);
    }
    for (const auto& [reading, choice] : example.readings) {
      text += "; reading " + law_.readings[reading].name + " = " +
              law_.readings[reading].choices[choice].name;
    }
    // The loader gives each example a day; only another one than the rule's first says something.
    const bool own_day = example.date && *example.date != newest(law_, group).in_force.from;
    if (own_day) text += "; at = " + format_date(*example.date);
    out_.line(2, "- " + text);
  }
}

std::string RulePage::write(GroupId group, bool with_examples) {
  for (std::uint32_t index : law_.groups[group].versions) {
    const Rule& rule = law_.rules[index];
    head(rule);
    conditions(rule);
    links(rule);
    readings(rule);
    versions(law_.groups[group], rule);
  }
  if (with_examples) examples(group);
  return out_.take();
}

}  // namespace

const std::string& sort_words(Sort sort, Lang lang) {
  static const std::map<Sort, Text> kWords = {{Sort::kScope, {"适用范围", "scope"}},
                                              {Sort::kEntitlement, {"依据", "entitlement"}},
                                              {Sort::kGround, {"依据情形", "ground"}},
                                              {Sort::kCondition, {"条件", "condition"}},
                                              {Sort::kProhibition, {"禁止", "prohibition"}},
                                              {Sort::kObligation, {"义务", "obligation"}},
                                              {Sort::kDerived, {"结果规则", "derived"}},
                                              {Sort::kException, {"例外", "exception"}},
                                              {Sort::kDefine, {"用语", "define"}},
                                              {Sort::kPresume, {"推定", "presumption"}},
                                              {Sort::kServe, {"补充规定", "serving rule"}},
                                              {Sort::kSettle, {"穷尽规定", "settling rule"}},
                                              {Sort::kRoute, {"路径", "route"}},
                                              {Sort::kDue, {"期限", "due rule"}}};
  return kWords.at(sort).in(lang);
}

const std::string& pack_status_words(PackStatus status, Lang lang) {
  static const std::map<PackStatus, Text> kWords = {
      {PackStatus::kEnacted, {"现行法律", "enacted"}},
      {PackStatus::kInstrument, {"配套规定", "instrument"}},
      {PackStatus::kDraft, {"草案", "draft"}},
      {PackStatus::kProposal, {"建议稿", "proposal"}}};
  return kWords.at(status).in(lang);
}

const std::string& mark_words(Mark mark, Lang lang) {
  static const std::map<Mark, Text> kWords = {
      {Mark::kP, {"已通读官方文本", "the official text was read in full"}},
      {Mark::kQ, {"公开网页引用的官方原文", "a published page quotes the official words"}},
      {Mark::kS, {"二手资料", "a secondary source"}},
      {Mark::kSMinus, {"证据薄弱的资料，未经核实", "a weak source: unverified"}},
      {Mark::kM, {"凭记忆，未经核实", "memory: unverified"}}};
  return kWords.at(mark).in(lang);
}

std::string rule_page(const Law& law, GroupId group, Lang lang, Depth depth, bool examples) {
  return RulePage(law, lang, depth).write(group, examples);
}

}  // namespace lawful
