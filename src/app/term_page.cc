#include "app/term_page.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "app/condition_words.h"
#include "app/page_lines.h"
#include "app/rule_page.h"
#include "rules/expr_text.h"
#include "rules/provision_words.h"
#include "rules/schedule_words.h"

namespace lawful {
namespace {

// The rules whose reads satisfy `reads_it`, as a list.
template <class Predicate>
void reader_list(const Law& law, Lang lang, PageLines& out, Predicate reads_it) {
  bool first = true;
  for (GroupId group = 0; group < law.groups.size(); ++group) {
    const Rule& rule = newest(law, group);
    if (!reads_it(reads_of(law, rule))) continue;
    if (first) out.say(1, {"读取它的规则", "Read by"});
    first = false;
    const std::string gist = rule.gist.empty() ? "" : "  " + rule.gist.in(lang);
    out.line(2, "- " + rule.id + "  " + provisions_words(law, rule.cites, lang) + gist);
  }
}

const Text& type_words(const Fact& fact) {
  static const Text kYesNo = {"是或否", "yes or no"};
  static const Text kOneOf = {"下列值之一", "one of these values"};
  static const Text kCount = {"数量", "a whole number"};
  static const Text kDate = {"日期", "a date"};
  switch (fact.type) {
    case FactType::kYesNo:
      return kYesNo;
    case FactType::kOneOf:
      return kOneOf;
    case FactType::kCount:
      return kCount;
    case FactType::kDate:
      return kDate;
  }
  return kYesNo;
}

std::string literal_source(const Law& law, const Literal& literal) {
  const Fact& fact = law.vocabulary[literal.fact];
  const std::string no = literal.negated ? "not " : "";
  if (literal.param) {
    constexpr std::array kSigns = {" < ", " <= ", " > ", " >= ", " = ", " != "};
    return no + fact.id + kSigns[static_cast<std::size_t>(literal.compare)] +
           law.params[*literal.param].id;
  }
  if (fact.type == FactType::kYesNo) {
    const bool yes = literal.set.mask() == ValueSet::kYesBit;
    return (yes != literal.negated ? "" : "not ") + fact.id;
  }
  return no + fact.id + (literal.set.is_interval() ? " " : " = ") +
         value_source(law, literal.fact, literal.set);
}

// The implications of which `touches` holds for a literal: what facts say about one another.
template <class Predicate>
void implication_list(const Law& law, Lang lang, PageLines& out, Predicate touches) {
  bool first = true;
  for (const Implication& each : law.implications) {
    bool touched = touches(each.consequent);
    for (const Literal& literal : each.antecedents) touched |= touches(literal);
    if (!touched) continue;
    if (first) out.say(1, {"与其他事实的关系", "What follows from what"});
    first = false;
    const std::string cites =
        each.cites.empty() ? "" : "  [" + provisions_words(law, each.cites, lang) + "]";
    out.line(2, "- " + implication_source(law, each) + cites);
  }
}

// The rules of instruments that serve or settle an open term.
void answer_list(const Law& law, const OpenTerm& term, Lang lang, PageLines& out) {
  bool first = true;
  for (GroupId group = 0; group < law.groups.size(); ++group) {
    const Rule& rule = newest(law, group);
    const bool answers = rule.sort == Sort::kServe || rule.sort == Sort::kSettle;
    if (!answers || rule.presumed_fact != term.fact) continue;
    if (first) out.say(1, {"回答它的配套规定", "Answered by"});
    first = false;
    out.line(2, "- " + rule.id + "  " + sort_words(rule.sort, lang) + "  " +
                    provisions_words(law, rule.cites, lang) + "  " + rule.gist.in(lang));
  }
}

void value_list(const std::vector<FactValue>& values, Lang lang, PageLines& out) {
  for (const FactValue& value : values)
    out.line(2, "- " + value.name + "  " + value.label.in(lang));
}

// The two built-in facts are stated by reserved keys; open terms are no facts of the act.
std::string remark(const Law& law, FactId id, Lang lang) {
  if (id == kActKind) return Text{"  （以 kind 写明）", "  (stated by the key `kind`)"}.in(lang);
  if (law.vocabulary[id].open_term)
    return Text{"  （留待其他规定）", "  (left to other instruments)"}.in(lang);
  if (id == kActDate) return Text{"  （以 at 写明）", "  (stated by the key `at`)"}.in(lang);
  return "";
}

// What a change of the fact costs a cure, and in which step it is made; nothing of what is never
// changed.
void add_cure_words(const Law& law, const Fact& fact, std::size_t step, Lang lang, PageLines& out) {
  if (fact.control == Control::kNobody || fact.control == Control::kLaw) return;
  if (step == law.vocabulary.steps.size()) return;
  std::string line =
      Text{"补正时：", "In a cure: "}.in(lang) + law.vocabulary.steps[step].words.in(lang);
  if (fact.effort > 0) line += Text{"；代价 ", "; effort "}.in(lang) + std::to_string(fact.effort);
  out.line(1, line);
}

}  // namespace

const Text& control_words(Control control) {
  static const std::map<Control, Text> kWords = {
      {Control::kHandler, {"处理者", "the handler"}},
      {Control::kIndividual, {"个人", "the individual"}},
      {Control::kGuardian, {"父母或者其他监护人", "the parents or other guardians"}},
      {Control::kRecipient, {"接收方", "the recipient"}},
      {Control::kEntrusted, {"受托人", "the entrusted party"}},
      {Control::kAuthority, {"主管部门", "an authority"}},
      {Control::kCourt, {"人民法院", "a court"}},
      {Control::kLaw, {"法律或者配套规定", "the law or its instruments"}},
      {Control::kNobody, {"事实本身，无人可以决定", "nobody: it is as it is"}}};
  return kWords.at(control);
}

std::string evaluative_words(const Fact& fact, Lang lang) {
  return Text{"须由人判断：", "A judgement: "}.in(lang) + fact.evaluative->in(lang);
}

std::string implication_source(const Law& law, const Implication& implication) {
  std::string out;
  for (const Literal& literal : implication.antecedents)
    out += (out.empty() ? "" : " and ") + literal_source(law, literal);
  return out + " => " + literal_source(law, implication.consequent);
}

std::string param_value_words(const Law& law, std::uint32_t param, std::int64_t value, Lang lang) {
  const auto compared = std::ranges::find_if(law.exprs, [&](const Expr& expr) {
    return expr.op == Op::kTestParam && expr.index == param;
  });
  if (compared == law.exprs.end())
    return span_words(law, Span{value, law.params[param].unit, {}}, Date{}, lang);
  return value_text(law, compared->fact, ValueSet::of_interval(value, value), lang);
}

std::string reading_page(const Law& law, std::uint32_t index, Lang lang) {
  const Reading& reading = law.readings[index];
  PageLines out(lang);
  out.line(0, reading.name + "  " + Text{"解释", "reading"}.in(lang) + "  " +
                  provisions_words(law, reading.cites, lang));
  out.line(1, reading.question.in(lang));
  for (std::size_t i = 0; i < reading.choices.size(); ++i) {
    const bool is_default = i == reading.default_choice;
    out.line(2, "- " + reading.choices[i].name +
                    (is_default ? Text{"（默认）", " (default)"}.in(lang) : "") +
                    Text{"：", ": "}.in(lang) + reading.choices[i].gist.in(lang));
  }
  out.line(1, Text{"默认的理由：", "Why the default: "}.in(lang) + reading.because.in(lang));
  reader_list(law, lang, out, [&](const Reads& reads) { return reads.readings.contains(index); });
  return out.take();
}

std::string param_page(const Law& law, std::uint32_t index, Lang lang) {
  const Param& param = law.params[index];
  PageLines out(lang);
  out.line(0, param.id + "  " + Text{"数值", "parameter"}.in(lang) + "  " +
                  provisions_words(law, param.cites, lang));
  if (!param.gist.empty()) out.line(1, param.gist.in(lang));
  for (const ParamValue& value : param.values) {
    out.line(2, "- " + param_value_words(law, index, value.value, lang) +
                    Text{"，", ", "}.in(lang) + interval_words(value.in_force, lang));
  }
  out.line(1, Text{"文本依据：", "Behind the text: "}.in(lang) + mark_words(param.mark, lang) +
                  " (" + to_string(param.mark) + ")");
  implication_list(law, lang, out, [&](const Literal& literal) { return literal.param == index; });
  reader_list(law, lang, out, [&](const Reads& reads) { return reads.params.contains(index); });
  return out.take();
}

std::string open_term_page(const Law& law, const OpenTerm& term, Lang lang) {
  PageLines out(lang);
  const Fact& fact = law.vocabulary[term.fact];
  out.line(0, fact.id + "  " + Text{"留待其他规定的事项", "left to other instruments"}.in(lang) +
                  "  " + provision_words(law, term.left_by, lang));
  if (!term.gist.empty()) out.line(1, term.gist.in(lang));
  if (!fact.ask.empty()) out.line(1, fact.ask.in(lang));
  out.say(1, {"未载入相应规定、行为文件亦未写明时，视为未知",
              "Unknown until an instrument is loaded that serves it, or the act file answers it"});
  answer_list(law, term, lang, out);
  reader_list(law, lang, out, [&](const Reads& reads) { return reads.facts.contains(term.fact); });
  return out.take();
}

std::string fact_page(const Law& law, FactId id, Lang lang) {
  const Fact& fact = law.vocabulary[id];
  PageLines out(lang);
  const std::string unit = fact.unit.empty() ? "" : " (" + fact.unit + ")";
  out.line(
      0, fact.id + "  " + Text{"事实", "fact"}.in(lang) + "  " + type_words(fact).in(lang) + unit);
  out.line(1, fact.means.in(lang));
  if (!fact.ask.empty()) out.line(1, "? " + fact.ask.in(lang));
  value_list(fact.values, lang, out);
  out.line(1,
           Text{"取决于：", "In the hands of: "}.in(lang) + control_words(fact.control).in(lang));
  if (fact.evaluative) out.line(1, evaluative_words(fact, lang));
  add_cure_words(law, fact, law.vocabulary.step_of(id), lang, out);
  implication_list(law, lang, out, [&](const Literal& literal) { return literal.fact == id; });
  reader_list(law, lang, out, [&](const Reads& reads) { return reads.facts.contains(id); });
  return out.take();
}

std::string family_page(const Law& law, const Family& family, Lang lang) {
  PageLines out(lang);
  out.line(0, family.stem + "  " + Text{"事实", "fact"}.in(lang) + "  " +
                  Text{"下列值的任意几项", "any of these values"}.in(lang));
  out.line(1, family.means.in(lang));
  if (!family.ask.empty()) out.line(1, "? " + family.ask.in(lang));
  value_list(family.values, lang, out);
  const std::set<FactId> members(family.members.begin(), family.members.end());
  reader_list(law, lang, out, [&](const Reads& reads) {
    return std::ranges::any_of(reads.facts, [&](FactId fact) { return members.contains(fact); });
  });
  return out.take();
}

std::string vocabulary_page(const Law& law, Lang lang) {
  PageLines out(lang);
  std::string group;
  std::set<std::string> families;
  const auto begin_group = [&](const std::string& id) {
    const std::string first = id.substr(0, id.find('.'));
    if (first == group) return;
    if (!group.empty()) out.blank();
    group = first;
    out.line(0, group);
  };
  for (FactId id = 0; id < law.vocabulary.facts.size(); ++id) {
    const Fact& fact = law.vocabulary[id];
    begin_group(fact.id);
    if (fact.family.empty()) {
      const std::string unit = fact.unit.empty() ? "" : " (" + fact.unit + ")";
      out.line(1, fact.id + "  " + type_words(fact).in(lang) + unit + remark(law, id, lang));
      out.line(2, fact.means.in(lang));
      if (fact.evaluative) out.line(2, evaluative_words(fact, lang));
      value_list(fact.values, lang, out);
    } else if (families.insert(fact.family).second) {
      const Family& family = law.vocabulary.families[law.vocabulary.family_by_stem.at(fact.family)];
      out.line(1, family.stem + "  " + Text{"下列值的任意几项", "any of these values"}.in(lang));
      out.line(2, family.means.in(lang));
      value_list(family.values, lang, out);
    }
  }
  return out.take();
}

}  // namespace lawful
