#include <algorithm>
#include <ostream>

#include "app/command_table.h"
#include "app/condition_words.h"
#include "app/law_index.h"
#include "app/law_source.h"
#include "app/rule_page.h"

namespace lawful {
namespace {

// `kind<TAB>id` a line, for programs and for the documentation tests.
void list_ids(const Law& law, std::ostream& out) {
  for (GroupId group = 0; group < law.groups.size(); ++group) {
    const bool define = newest(law, group).sort == Sort::kDefine;
    out << (define ? "define\t" : "rule\t") << law.groups[group].id << "\n";
  }
  for (const Fact& fact : law.vocabulary.facts) {
    if (fact.family.empty()) out << (fact.open_term ? "open\t" : "fact\t") << fact.id << "\n";
  }
  for (const Family& family : law.vocabulary.families) out << "fact\t" << family.stem << "\n";
  for (const Reading& reading : law.readings) out << "reading\t" << reading.name << "\n";
  for (const Param& param : law.params) out << "param\t" << param.id << "\n";
}

// How many of `things` belong to pack number `index`.
template <class Things>
std::string count(const Things& things, std::size_t index) {
  return std::to_string(
      std::ranges::count_if(things, [&](const auto& thing) { return thing.pack == index; }));
}

void list_pack(const Law& law, std::size_t index, Lang lang, std::ostream& out) {
  const Pack& pack = law.packs[index];
  const bool zh = lang == Lang::kZh;
  const auto not_encoded = std::ranges::count_if(
      pack.paragraphs, [](const Paragraph& p) { return p.not_encoded.has_value(); });
  out << pack.law << "@" << pack.version << "  " << pack_status_words(pack.status, lang) << "  "
      << interval_words(pack.in_force, lang) << "\n  " << pack.title.in(lang) << "\n  ";
  const std::string paragraphs = std::to_string(pack.paragraphs.size());
  if (zh) {
    out << "款 " << paragraphs << "（其中 " << not_encoded << " 款说明不写规则的理由），规则与用语 "
        << count(law.rules, index) << "，解释 " << count(law.readings, index) << "，数值 "
        << count(law.params, index) << "，待定事项 " << count(law.open_terms, index);
  } else {
    out << "paragraphs " << paragraphs << " (" << not_encoded
        << " excused from rules), rules and terms " << count(law.rules, index) << ", readings "
        << count(law.readings, index) << ", parameters " << count(law.params, index)
        << ", open terms " << count(law.open_terms, index);
  }
  out << "\n  sha256 " << pack.digest << "\n";
}

void list_vocabulary(const Law& law, Lang lang, std::ostream& out) {
  const auto single = std::ranges::count_if(law.vocabulary.facts,
                                            [](const Fact& fact) { return fact.family.empty(); });
  const std::size_t facts = static_cast<std::size_t>(single) + law.vocabulary.families.size();
  out << (lang == Lang::kZh ? "词汇表\n  事实 " : "vocabulary\n  ") << facts
      << (lang == Lang::kZh ? "，例 " : " facts, ") << law.examples.size()
      << (lang == Lang::kZh ? "\n" : " examples\n") << "  sha256 " << law.vocabulary_digest << "\n";
}

int run_list(const Call& call, Console& console) {
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  if (call.has("--ids")) {
    list_ids(*law, console.out);
    return exit_status(Exit::kOk);
  }
  if (call.has("--json")) {
    console.out << law_index(*law);
    return exit_status(Exit::kOk);
  }
  for (std::size_t i = 0; i < law->packs.size(); ++i) list_pack(*law, i, call.lang, console.out);
  list_vocabulary(*law, call.lang, console.out);
  const auto files = law_files(call);
  if (!files) return refuse(console, files.error());
  for (const std::string& name : pack_names(*files)) {
    const bool loaded = std::ranges::any_of(
        law->packs, [&](const Pack& pack) { return pack.law + "@" + pack.version == name; });
    if (!loaded)
      console.out << name
                  << (call.lang == Lang::kZh ? "  未载入；用 --law 选用\n"
                                             : "  not loaded; choose it with --law\n");
  }
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& law_list_command() {
  static const Command kCommand = {
      .name = "law list",
      .summary = {"列出所载法律：状态、效力期间、规则数目、摘要",
                  "list the packs of law: status, dates in force, counts, digests"},
      .flags = {{"--ids",
                 "",
                 {"改为逐行列出全部名称：种类、制表符、名称",
                  "every name instead, one `kind<TAB>id` a line"}},
                {"--json",
                 "",
                 {"改为 JSON：各包、规则、解释、数值、待定事项",
                  "JSON instead: packs, rules, readings, parameters, open terms"}},
                law_flag(),
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful law list", {"所载法律", "what law this program holds"}},
                   {"lawful law list --ids | grep ^reading", {"全部解释", "every reading"}}},
      .run = run_list};
  return kCommand;
}

}  // namespace lawful
