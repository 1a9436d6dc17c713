#include <ostream>

#include "app/command_table.h"
#include "app/law_source.h"

namespace lawful {
namespace {

int run_version(const Call& call, Console& console) {
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  console.out << "lawful " << LAWFUL_VERSION << "\n";
  for (const Pack& pack : law->packs) {
    console.out << pack.law << "@" << pack.version << " " << pack.digest << "\n";
  }
  console.out << "vocabulary " << law->vocabulary_digest << "\n";
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& version_command() {
  static const Command kCommand = {
      .name = "version",
      .summary = {"显示程序版本与所载法律的摘要",
                  "show the version of the program and the digests of its law"},
      .details = {"法律包与词汇表的摘要为 SHA-256；判断结果引用同样的摘要，可据以核对。",
                  "Digests are SHA-256 over the files of a pack. Every decision carries the same "
                  "digests,\n"
                  "so that one can tell which law an old answer rests on."},
      .flags = {lang_flag()},
      .examples = {{"lawful version", {"用于报告问题", "to report a problem"}}},
      .run = run_version};
  return kCommand;
}

}  // namespace lawful
