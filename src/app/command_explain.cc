#include <algorithm>
#include <ostream>

#include "app/article_page.h"
#include "app/cited_version.h"
#include "app/command_table.h"
#include "app/find_place.h"
#include "app/law_source.h"
#include "app/rule_page.h"
#include "app/term_page.h"
#include "rules/nearest.h"

namespace lawful {
namespace {

// `name` as it is, or with the name of a law before it: `notice_before` is `pipl.notice_before`.
std::vector<std::string> spellings(const Law& law, const std::string& name) {
  std::vector<std::string> names = {name};
  for (const Pack& pack : law.packs) {
    std::string whole = pack.law + "." + name;
    if (std::ranges::find(names, whole) == names.end()) names.push_back(std::move(whole));
  }
  return names;
}

std::string page_of(const Law& law, const std::string& name, Lang lang) {
  if (const auto group = law.find_group(name))
    return rule_page(law, *group, lang, Depth::kBodies, true);
  if (const auto reading = law.find_reading(name)) return reading_page(law, *reading, lang);
  if (const auto param = law.find_param(name)) return param_page(law, *param, lang);
  for (const OpenTerm& term : law.open_terms) {
    if (law.vocabulary[term.fact].id == name) return open_term_page(law, term, lang);
  }
  const auto family = law.vocabulary.family_by_stem.find(name);
  if (family != law.vocabulary.family_by_stem.end()) {
    return family_page(law, law.vocabulary.families[family->second], lang);
  }
  if (const auto fact = law.vocabulary.find(name == "kind" ? "act.kind" : name))
    return fact_page(law, *fact, lang);
  return "";
}

// Every name that can be explained, for `did you mean`.
std::vector<std::string> all_names(const Law& law) {
  std::vector<std::string> names;
  for (const RuleGroup& group : law.groups) {
    names.push_back(group.id);
    names.push_back(group.id.substr(group.id.find('.') + 1));
  }
  for (const Reading& reading : law.readings) names.push_back(reading.name);
  for (const Param& param : law.params) names.push_back(param.id);
  for (const Fact& fact : law.vocabulary.facts) names.push_back(fact.id);
  for (const Family& family : law.vocabulary.families) names.push_back(family.stem);
  return names;
}

int run_explain(const Call& call, Console& console) {
  std::string name;
  for (const std::string& word : call.arguments) name += (name.empty() ? "" : " ") + word;
  const auto cited = cited_version(call, name, true);
  if (!cited) return refuse(console, cited.error());
  if (cited->page) {
    console.out << *cited->page;
    return exit_status(Exit::kOk);
  }
  name = cited->text;
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  for (const std::string& spelling : spellings(*law, name)) {
    const std::string page = page_of(*law, spelling, call.lang);
    if (page.empty()) continue;
    console.out << page;
    return exit_status(Exit::kOk);
  }
  if (looks_like_provision(name)) {
    const auto place = find_place(*law, name);
    if (!place) return refuse(console, place.error());
    console.out << article_page(*law, *place, call.lang, true);
    return exit_status(Exit::kOk);
  }
  const std::string near = nearest(name, all_names(*law));
  return refuse(
      console,
      Error{Code::kInvalid, "there is no rule, fact, reading, parameter or provision of that name" +
                                (near.empty() ? "; `lawful law list --ids` lists them"
                                              : "; did you mean `" + near + "`?")});
}

}  // namespace

const Command& explain_command() {
  static const Command kCommand = {
      .name = "explain",
      .arguments = "RULE|PROVISION|FACT",
      .arguments_min = 1,
      .arguments_max = 2,
      .summary = {"说明一条规则、条文、事实、解释、数值或用语",
                  "explain a rule, provision, fact, reading, parameter or term"},
      .details =
          {"说明要旨、所据条文、何时适用、要求什么、由什么免除、取决于哪些解释、文本依据，以及验证"
           "它的例子。\n"
           "`lawful law list --ids` 列出全部名称；规则名可省去法律名（notice_before 即 "
           "pipl.notice_before）。草案的条文写明版本：draft-2020:62。",
           "Shows the gist, the provision, when it applies, what it requires, what releases it, "
           "which readings\n"
           "it depends on, what is known of the text behind it, and the examples that prove it.\n"
           "`lawful law list --ids` lists every name; a rule may be named without its law. A draft "
           "is cited by\n"
           "its version: draft-2020:62."},
      .flags = {law_flag(), law_dir_flag(), lang_flag()},
      .examples = {{"lawful explain consent.given",
                    {"一项事实，以及读取它的规则", "a fact, and the rules that read it"}},
                   {"lawful explain 14(1)",
                    {"第十四条第一款的全部规则", "every rule of Article 14(1)"}}},
      .run = run_explain};
  return kCommand;
}

}  // namespace lawful
