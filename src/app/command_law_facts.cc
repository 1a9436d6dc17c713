#include <ostream>

#include "app/act_schema.h"
#include "app/command_table.h"
#include "app/law_source.h"
#include "app/term_page.h"

namespace lawful {
namespace {

int run_facts(const Call& call, Console& console) {
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  console.out << (call.has("--json") ? act_schema(*law) : vocabulary_page(*law, call.lang));
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& law_facts_command() {
  static const Command kCommand = {
      .name = "law facts",
      .summary = {"列出可以陈述的全部事实", "list every fact that an act file may state"},
      .details = {"`--json` 输出行为文件的 JSON Schema（2020-12），编辑器可据以补全和检查。",
                  "`--json` writes a JSON Schema (2020-12) of act files, with which an editor "
                  "completes and checks\n"
                  "them as they are written."},
      .flags = {{"--json", "", {"输出 JSON Schema", "a JSON Schema instead"}},
                law_flag(),
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful law facts --lang zh", {"中文词汇表", "the vocabulary in Chinese"}},
                   {"lawful law facts --json > act.schema.json",
                    {"供编辑器使用", "for an editor"}}},
      .run = run_facts};
  return kCommand;
}

}  // namespace lawful
