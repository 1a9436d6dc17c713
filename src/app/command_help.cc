#include <ostream>

#include "app/command_table.h"
#include "app/help.h"

namespace lawful {
namespace {

int run_help(const Call& call, Console& console) {
  if (call.has("--flags")) {
    console.out << flag_list();
    return exit_status(Exit::kOk);
  }
  if (call.arguments.empty()) {
    console.out << overview(call.lang);
    return exit_status(Exit::kOk);
  }
  std::string name;
  for (const std::string& word : call.arguments) name += (name.empty() ? "" : " ") + word;
  for (const Command* command : commands()) {
    if (command->name != name) continue;
    console.out << help_page(*command, call.lang);
    return exit_status(Exit::kOk);
  }
  return misuse(console, help_command(), "there is no such command");
}

}  // namespace

const Command& help_command() {
  static const Command kCommand = {
      .name = "help",
      .arguments = "[COMMAND]",
      .arguments_max = 3,
      .summary = {"显示全部命令，或某一命令的用法", "list the commands, or explain one"},
      .flags = {lang_flag(),
                {"--flags",
                 "",
                 {"逐行列出每个命令的每个选项", "list every flag of every command, one a line"}}},
      .examples = {{"lawful help decide",
                    {"说明 decide 的选项与退出码", "the flags and exit codes of decide"}},
                   {"lawful help law show", {"名称为两个词的命令", "a command of two words"}}},
      .run = run_help};
  return kCommand;
}

}  // namespace lawful
