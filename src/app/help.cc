#include "app/help.h"

#include <algorithm>

namespace lawful {
namespace {

const Text kTitle = {
    "lawful：依个人信息保护法，判断一项个人信息处理是否合法，并说明依据与未知之处。",
    "lawful decides whether a handling of personal information is lawful, and says by which\n"
    "provisions, what is unknown, and why."};
const Text kCommandsTitle = {"命令", "Commands"};
const Text kFlagsTitle = {"选项", "Flags"};
const Text kExamplesTitle = {"示例", "Examples"};
const Text kHelpMeaning = {"显示本页", "show this page"};
const Text kMore = {
    "`lawful help 命令` 显示其选项与示例。本程序不构成法律意见。",
    "`lawful help COMMAND` shows its flags and examples. This is not legal advice."};

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 2, width), ' ');
  return text;
}

std::string flag_line(const std::string& name, const std::string& argument,
                      const std::string& meaning, std::size_t width) {
  return "  " + padded(argument.empty() ? name : name + " " + argument, width) + meaning + "\n";
}

}  // namespace

std::string overview(Lang lang) {
  std::size_t width = 0;
  for (const Command* command : commands()) width = std::max(width, command->name.size() + 2);
  std::string text = kTitle.in(lang) + "\n\n" + kCommandsTitle.in(lang) + "\n";
  for (const Command* command : commands()) {
    text += "  " + padded(command->name, width) + command->summary.in(lang) + "\n";
  }
  return text + "\n" + kMore.in(lang) + "\n";
}

std::string help_page(const Command& command, Lang lang) {
  std::string text = "lawful " + command.name;
  if (!command.arguments.empty()) text += " " + command.arguments;
  if (!command.flags.empty()) text += lang == Lang::kZh ? " [选项]" : " [flags]";
  text += "\n\n" + command.summary.in(lang) + "\n";
  if (!command.details.empty()) text += "\n" + command.details.in(lang) + "\n";

  std::size_t width = 8;
  for (const Flag& flag : command.flags) {
    width = std::max(width, flag.name.size() + 1 + flag.argument.size() + 2);
  }
  text += "\n" + kFlagsTitle.in(lang) + "\n";
  for (const Flag& flag : command.flags) {
    text += flag_line(flag.name, flag.argument, flag.meaning.in(lang), width);
  }
  text += flag_line("--help", "", kHelpMeaning.in(lang), width);

  if (!command.examples.empty()) text += "\n" + kExamplesTitle.in(lang) + "\n";
  for (const CommandExample& example : command.examples) {
    text += "  " + example.line + "\n      " + example.meaning.in(lang) + "\n";
  }
  return text;
}

std::string flag_list() {
  std::string text;
  for (const Command* command : commands()) {
    if (command->flags.empty()) text += command->name + "\n";
    for (const Flag& flag : command->flags) text += command->name + "\t" + flag.name + "\n";
  }
  return text;
}

}  // namespace lawful
