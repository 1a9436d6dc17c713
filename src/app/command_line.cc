#include "app/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <ostream>

#include "app/command_table.h"
#include "app/help.h"
#include "base/result.h"
#include "rules/nearest.h"

namespace lawful {
namespace {

bool is_help(const std::string& word) { return word == "--help" || word == "-h"; }

std::optional<Lang> parse_lang(const std::string& text) {
  if (text == "zh") return Lang::kZh;
  if (text == "en") return Lang::kEn;
  return std::nullopt;
}

// The first `count` words, with spaces between them.
std::string joined(const std::vector<std::string>& words, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : " ") + words[i];
  return text;
}

// The command whose name the first words are, or null. Removes those words.
const Command* take_command(std::vector<std::string>& words) {
  for (const std::size_t count : {std::size_t{3}, std::size_t{2}, std::size_t{1}}) {
    if (words.size() < count) continue;
    const std::string name = joined(words, count);
    for (const Command* command : commands()) {
      if (command->name != name) continue;
      words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
      return command;
    }
  }
  return nullptr;
}

// The commands that begin with `group`, as a list for an error message.
std::string commands_of(const std::string& group) {
  std::string text;
  for (const Command* command : commands()) {
    if (command->name.starts_with(group + " "))
      text += (text.empty() ? "`" : ", `") + command->name + "`";
  }
  return text;
}

int unknown_command(const std::vector<std::string>& words, Console& console) {
  // How many of the words begin commands: `key` and `key unlock` do.
  std::size_t depth = 0;
  while (depth < words.size() && !commands_of(joined(words, depth + 1)).empty()) ++depth;
  if (depth > 0 && words.size() == depth) {
    const std::string group = joined(words, depth);
    console.err << "lawful: `" << group << "` is followed by what to do: " << commands_of(group)
                << "\n";
    return exit_status(Exit::kUsage);
  }
  std::vector<std::string> names;
  for (const Command* command : commands()) names.push_back(command->name);
  const std::string written = joined(words, depth + 1);
  const std::string near = nearest(written, names);
  console.err << "lawful: there is no such command"
              << (near.empty() ? "; `lawful help` lists them" : "; did you mean `" + near + "`?")
              << "\n";
  return exit_status(Exit::kUsage);
}

// What CLI11 left over: a flag that the command does not have.
std::optional<std::string> unknown_flag(const CLI::App& app, const Command& command) {
  for (const std::string& word : app.remaining()) {
    if (word == "--") continue;
    const std::string name = word.substr(0, word.find('='));
    std::vector<std::string> names = {"--help"};
    for (const Flag& flag : command.flags) names.push_back(flag.name);
    const std::string near = nearest(name, names);
    return "there is no such flag" + (near.empty() ? "" : "; did you mean `" + near + "`?");
  }
  return std::nullopt;
}

Result<Call> parse(const Command& command, std::vector<std::string> words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  Call call;
  call.command = &command;
  app.add_option("arguments", call.arguments);
  std::map<std::string, std::vector<std::string>> values;
  for (const Flag& flag : command.flags) {
    std::vector<std::string>& into = values[flag.name];
    if (flag.argument.empty()) {
      app.add_flag_callback(flag.name, [&into] { into.emplace_back(); });
    } else {
      app.add_option(flag.name, into)->take_all()->expected(1)->allow_extra_args(false);
    }
  }
  std::reverse(words.begin(), words.end());  // CLI11 takes them from the back.
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    const std::string flag =
        std::string(error.what()).substr(0, std::string(error.what()).find(':'));
    return fail(Code::kInvalid, "`" + flag + "` needs a value");
  }
  if (auto wrong = unknown_flag(app, command)) return fail(Code::kInvalid, *wrong);
  for (auto& [name, list] : values) {
    if (!list.empty()) call.flags.emplace(name, std::move(list));
  }
  return call;
}

// A command that speaks both languages at once says so in its flag, and asks for it itself.
Result<Lang> call_lang(const Call& call, const Console& console) {
  const std::string* lang = call.value("--lang");
  if (lang == nullptr) return choose_lang(console);
  const bool both = std::ranges::any_of(call.command->flags, [](const Flag& flag) {
    return flag.name == "--lang" && flag.argument.ends_with("|both");
  });
  if (both && *lang == "both") return choose_lang(console);
  const auto chosen = parse_lang(*lang);
  if (!chosen)
    return fail(Code::kInvalid,
                both ? "`--lang` is `zh`, `en` or `both`" : "`--lang` is `zh` or `en`");
  return *chosen;
}

int run_command(const Command& command, std::vector<std::string> words, Console& console) {
  const bool help = std::any_of(words.begin(), std::ranges::find(words, "--"), is_help);
  if (help) std::erase_if(words, is_help);
  auto call = parse(command, std::move(words));
  if (!call) return misuse(console, command, call.error().message);
  const auto lang = call_lang(*call, console);
  if (!lang) return misuse(console, command, lang.error().message);
  call->lang = *lang;
  if (help) {
    console.out << help_page(command, call->lang);
    return exit_status(Exit::kOk);
  }
  const std::size_t count = call->arguments.size();
  if (count < command.arguments_min)
    return misuse(console, command, "`" + command.arguments + "` is missing");
  if (count > command.arguments_max)
    return misuse(console, command, "there are too many arguments");
  return command.run(*call, console);
}

}  // namespace

Lang choose_lang(const Console& console) {
  if (const auto own = parse_lang(console.variable("LAWFUL_LANG"))) return *own;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string locale = console.variable(name);
    if (!locale.empty()) return locale.starts_with("zh") ? Lang::kZh : Lang::kEn;
  }
  return Lang::kEn;
}

int run(const std::vector<std::string>& words, Console& console) {
  if (words.empty()) {
    console.err << overview(choose_lang(console));
    return exit_status(Exit::kUsage);
  }
  std::vector<std::string> rest = words;
  if (is_help(words.front())) rest.front() = "help";
  if (words.front() == "--version") rest.front() = "version";
  const Command* command = take_command(rest);
  if (command == nullptr && rest.size() == 2 && is_help(rest[1]) && !commands_of(rest[0]).empty()) {
    console.out << overview(choose_lang(console));
    return exit_status(Exit::kOk);
  }
  return command == nullptr ? unknown_command(words, console)
                            : run_command(*command, std::move(rest), console);
}

}  // namespace lawful
