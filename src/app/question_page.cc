#include "app/question_page.h"

#include "app/condition_words.h"
#include "app/reply.h"
#include "app/term_page.h"
#include "rules/expr_text.h"
#include "rules/provision_words.h"

namespace lawful {

namespace {

// More rules than a person reads before replying.
constexpr std::size_t kRulesMax = 4;

// The rules that `decide` would name, else those in force that read the fact themselves.
std::vector<std::uint32_t> hanging_rules(const Law& law, const Question& question, Date day) {
  if (!question.settles.empty()) return question.settles;
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < law.rules.size(); ++i)
    if (law.rules[i].in_force.contains(day) &&
        reads_of(law, law.rules[i]).facts.contains(question.fact))
      out.push_back(i);
  return out;
}

std::string rule_lines(const Law& law, const std::vector<std::uint32_t>& rules, Lang lang) {
  std::string out;
  for (std::size_t i = 0; i < rules.size() && i < kRulesMax; ++i) {
    const Rule& rule = law.rules[rules[i]];
    out += "    - " + provisions_words(law, rule.cites, lang);
    if (!rule.gist.empty()) out += "  " + rule.gist.in(lang);
    out += "  [" + rule.id + "]\n";
  }
  if (rules.size() > kRulesMax) {
    const std::string more = std::to_string(rules.size() - kRulesMax);
    out += "    " + Text{"……另有 " + more + " 项", "… and " + more + " more"}.in(lang) + "\n";
  }
  return out;
}

// Who could say: the one in whose hands it lies, or the instruments to which the law leaves it.
std::string who_says(const Law& law, const Fact& fact, Lang lang) {
  if (!fact.open_term) return control_words(fact.control).in(lang);
  const std::string place = provision_words(law, *fact.open_term, lang);
  return Text{place + "留待其他规定的事项，由该规定决定",
              place + " leaves it to other instruments; they decide it"}
      .in(lang);
}

}  // namespace

std::string lines_of(const Langs& langs, const std::string& indent, const Text& text) {
  std::string out;
  for (const Lang lang : langs) out += indent + text.in(lang) + "\n";
  return out;
}

std::string beside(const Langs& langs, const Text& text) {
  std::string out;
  for (const Lang lang : langs) out += (out.empty() ? "" : " / ") + text.in(lang);
  return out;
}

std::string choice_lines(const Fact& fact, const ValueSet& possible, const Langs& langs) {
  std::string out;
  std::size_t number = 0;
  for (const std::size_t value : choices(fact, possible))
    out += "  " + std::to_string(++number) + "  " + beside(langs, fact.values[value].label) + "\n";
  return out;
}

std::string question_page(const Law& law, const Question& question, std::size_t number,
                          const Langs& langs) {
  const Fact& fact = law.vocabulary[question.fact];
  const std::string n = std::to_string(number);
  const std::string most = std::to_string(question.at_most);
  std::string out = "\n[" +
                    beside(langs, {"第 " + n + " 问，连同本问至多还有 " + most + " 问",
                                   "question " + n + ", at most " + most + " left with this one"}) +
                    "]\n" + lines_of(langs, "", fact.ask);
  for (const Lang lang : langs)
    if (fact.open_term) out += "  (" + who_says(law, fact, lang) + ")\n";
  switch (fact.type) {
    case FactType::kYesNo:
      return out + "  " + beside(langs, {"y 是  n 否", "y yes  n no"}) + "\n";
    case FactType::kOneOf:
      return out + choice_lines(fact, question.possible, langs);
    case FactType::kCount:
      return out + "  " +
             beside(langs, {"整数，单位：" + unit_word(fact.unit, Lang::kZh),
                            "a whole number of " + fact.unit}) +
             "\n";
    case FactType::kDate:
      return out + "  " + beside(langs, {"日期，如 2024-05-01", "a date, such as 2024-05-01"}) +
             "\n";
  }
  return out;
}

std::string why_page(const Law& law, const Question& question, Date day, const Langs& langs) {
  const Fact& fact = law.vocabulary[question.fact];
  const std::vector<std::uint32_t> rules = hanging_rules(law, question, day);
  std::string out;
  for (const Lang lang : langs) {
    out += "  " + fact.means.in(lang) + "  [" + fact.id + "]\n";
    if (fact.evaluative) out += "  " + evaluative_words(fact, lang) + "\n";
    out += "  " + Text{"取决于：", "In the hands of: "}.in(lang) + who_says(law, fact, lang) + "\n";
    if (rules.empty()) continue;
    out += "  " + Text{"由此决定的规则：", "Asked because of:"}.in(lang) + "\n";
    out += rule_lines(law, rules, lang);
  }
  return out;
}

std::string keys_page(const Langs& langs) {
  return lines_of(
      langs, "",
      {"? 无人知道  h 这是什么意思、为什么问  b 回到上一问  q 结束",
       "? nobody can say  h what it means and why it is asked  b back one question  q quit"});
}

std::string deciding_page(const Law& law, const std::vector<FactId>& facts, const Langs& langs) {
  std::string out = lines_of(
      langs, "", {"能决定结论而尚无人知道的：", "What could still decide it, and who could say:"});
  for (const FactId id : facts) {
    const Fact& fact = law.vocabulary[id];
    for (const Lang lang : langs)
      out += "  - " + fact.ask.in(lang) + "  (" + who_says(law, fact, lang) + ")\n";
  }
  return out;
}

}  // namespace lawful
