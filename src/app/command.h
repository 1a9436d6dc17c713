#pragma once
// A command as data: its help text, its flags, and the function that runs it. Parsing, help, `help
// --flags` and the documentation test all read the same table, so they cannot disagree.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/console.h"
#include "base/result.h"
#include "rules/text.h"

namespace lawful {

struct Flag {
  std::string name;      // `--lang`
  std::string argument;  // `zh|en`; empty for a switch
  Text meaning;
};

struct CommandExample {
  std::string line;  // `lawful decide act.toml`
  Text meaning;
};

struct Call;

struct Command {
  std::string name;         // `law show`
  std::string arguments{};  // `FILE...`, for the usage line; empty where there are none
  std::size_t arguments_min = 0;
  std::size_t arguments_max = 0;
  Text summary;    // One line.
  Text details{};  // Paragraphs; lines are broken as they are to be shown.
  std::vector<Flag> flags{};
  std::vector<CommandExample> examples{};
  int (*run)(const Call& call, Console& console) = nullptr;  // Returns the exit status.
};

// A command line, parsed.
struct Call {
  const Command* command = nullptr;
  Lang lang = Lang::kEn;
  std::vector<std::string> arguments;
  std::map<std::string, std::vector<std::string>, std::less<>> flags;  // In the order given.

  bool has(std::string_view flag) const { return flags.find(flag) != flags.end(); }
  // The last value of `flag`, or nothing.
  const std::string* value(std::string_view flag) const;
  const std::string& say(const Text& text) const { return text.in(lang); }
};

// Every command, in the order of the overview.
std::span<const Command* const> commands();

// Exit statuses of a decision, beside those of Exit.
constexpr int kUnlawfulStatus = 1;
constexpr int kUndeterminedStatus = 2;

// Flags that several commands share.
const Flag& lang_flag();
const Flag& law_dir_flag();
const Flag& law_flag();

// Prints `error` and returns the exit status for it: 64 where a flag names what does not exist
// (kNotFound), else that of base/result.h.
int refuse(Console& console, const Error& error);
// Prints what is wrong with the call itself and returns 64.
int misuse(Console& console, const Command& command, const std::string& message);

}  // namespace lawful
