#include <algorithm>
#include <ostream>

#include "app/command_table.h"
#include "app/law_proof.h"
#include "app/law_source.h"
#include "packs/markdown_files.h"

namespace lawful {
namespace {

// The files to check: the law, with the user's own beside it. One of the same path replaces the
// law's.
Result<std::vector<SourceFile>> files_to_check(const Call& call) {
  TRY(std::vector<SourceFile> files, law_files(call));
  for (const std::string& path : call.arguments) {
    TRY(std::vector<SourceFile> own, markdown_files(path));
    for (SourceFile& file : own) {
      const auto same = std::ranges::find(files, file.path, &SourceFile::path);
      if (same != files.end()) {
        *same = std::move(file);
      } else {
        files.push_back(std::move(file));
      }
    }
  }
  return files;
}

std::string counted(std::size_t count, const char* noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

// The `decide` that judges under the law that is checked.
std::string replay(const Call& call) {
  std::string out = "lawful decide";
  if (const std::string* folder = call.value("--law-dir")) out += " --law-dir " + *folder;
  const auto packs = call.flags.find("--law");
  if (packs == call.flags.end()) return out;
  for (const std::string& pack : packs->second) out += " --law " + pack;
  return out;
}

Result<std::size_t> prove(const Law& law, const Call& call, Console& console) {
  if (call.has("--no-proof")) return 0;
  const std::string* folder = call.value("--witnesses");
  return prove_law(law, {replay(call), folder == nullptr ? "" : *folder}, console);
}

int run_check(const Call& call, Console& console) {
  if (call.has("--no-proof") && call.has("--witnesses"))
    return misuse(console, *call.command, "`--no-proof` looks for no witnesses");
  const auto files = files_to_check(call);
  if (!files) return refuse(console, files.error());
  auto packs = chosen_packs(call, *files);
  if (!packs) return refuse(console, packs.error());
  const Loaded loaded = load_law(*files, {std::move(*packs)});
  std::size_t errors = 0;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    console.out << to_string(diagnostic) << "\n";
    if (diagnostic.severity == Severity::kError) ++errors;
  }
  const std::size_t warnings = loaded.diagnostics.size() - errors;
  if (errors == 0) {
    const auto flaws = prove(loaded.law, call, console);
    if (!flaws) return refuse(console, flaws.error());
    errors += *flaws;
  }
  if (call.lang == Lang::kZh) {
    console.out << "文件 " << files->size() << " 个，错误 " << errors << " 处，警告 " << warnings
                << " 处\n";
  } else {
    console.out << counted(files->size(), "file") << ", " << counted(errors, "error") << ", "
                << counted(warnings, "warning") << "\n";
  }
  return exit_status(errors == 0 ? Exit::kOk : Exit::kBadInput);
}

}  // namespace

const Command& law_check_command() {
  static const Command kCommand = {
      .name = "law check",
      .arguments = "[FILE...]",
      .arguments_max = 10'000,
      .summary = {"检查法律文件，逐处指出错误与改法",
                  "check law files: every mistake with its place and its mend"},
      .details =
          {"不给文件时检查所载法律。给出文件或文件夹时，与所载法律一并检查，同名文件以所给的"
           "为准。没有错误时，再证明对一切行为都成立的毛病：永不触发或永不适用的规则与例外、\n"
           "总是适用的例外、多余的规则、相互矛盾的推定与说明、无法全部遵守的规则，每一处都附\n"
           "一个实例，可由 `lawful decide` 重新判断。\n"
           "退出码：0 无错误；65 有错误。",
           "Without files the law itself is checked. Files or folders of your own are "
           "checked together with\n"
           "it; one of the same path takes the place of the law's. Where there is no error, "
           "it looks for what\nis wrong of all acts together: rules and exceptions that "
           "never apply, exceptions that always do,\nredundant rules, presumptions and "
           "terms with two values, rules that nobody can keep all. Each\ncomes with a "
           "witness, a case that `lawful decide` judges as the message says.\n"
           "Exit status: 0 no error, 65 errors."},
      .flags = {{"--no-proof",
                 "",
                 {"只查文件，不做证明", "check the files alone, and prove nothing"}},
                {"--witnesses",
                 "DIR",
                 {"把每个实例写入该文件夹中的 TOML 文件，不覆盖已有文件",
                  "write each witness as an act file into DIR; no file is written over"}},
                law_flag(),
                law_dir_flag(),
                lang_flag()},
      .examples = {{"lawful law check", {"检查程序内置的法律", "check the law that is built in"}},
                   {"lawful law check --law-dir law",
                    {"检查您修改中的法律文件夹", "check a folder of law that you are editing"}}},
      .run = run_check};
  return kCommand;
}

}  // namespace lawful
