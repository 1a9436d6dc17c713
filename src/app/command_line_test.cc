#include "app/command_line.h"

#include <map>
#include <set>
#include <sstream>

#include "app/help.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lawful {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

const Instant kNoon =
    std::chrono::sys_days{Date{std::chrono::year{2025}, std::chrono::March, std::chrono::day{7}}} +
    std::chrono::hours{4};

struct Outcome {
  int status = 0;
  std::string out;
  std::string err;
};

struct World {
  std::string in;
  std::map<std::string, std::string> variables;
  bool terminal = false;
};

Outcome run_in(const World& world, const std::vector<std::string>& words) {
  std::istringstream in(world.in);
  std::ostringstream out;
  std::ostringstream err;
  const ManualClock clock(kNoon);
  Console console{in,
                  out,
                  err,
                  clock,
                  [&](const char* name) {
                    const auto found = world.variables.find(name);
                    return found == world.variables.end() ? std::string() : found->second;
                  },
                  world.terminal};
  const int status = run(words, console);
  return {status, out.str(), err.str()};
}

TEST(CommandLine, ShowsTheOverviewAsAMistakeWithoutACommand) {
  const Outcome outcome = run_in({}, {});
  EXPECT_EQ(outcome.status, 64);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_EQ(outcome.err, overview(Lang::kEn));
}

TEST(CommandLine, KnowsTheUsualWordsForHelp) {
  for (const char* word : {"help", "--help", "-h"}) {
    EXPECT_EQ(run_in({}, {word}).out, overview(Lang::kEn)) << word;
  }
  EXPECT_EQ(run_in({}, {"help", "--lang", "zh"}).out, overview(Lang::kZh));
  EXPECT_EQ(run_in({}, {"law", "--help"}).out, overview(Lang::kEn));
}

TEST(CommandLine, OffersTheNearestCommandAndFlag) {
  EXPECT_THAT(run_in({}, {"deside"}).err, HasSubstr("did you mean `decide`?"));
  EXPECT_THAT(run_in({}, {"law", "lst"}).err, HasSubstr("did you mean `law list`?"));
  EXPECT_THAT(run_in({}, {"law"}).err, HasSubstr("`law list`, `law show`"));
  const Outcome flag = run_in({}, {"decide", "-", "--jsn"});
  EXPECT_EQ(flag.status, 64);
  EXPECT_EQ(
      flag.err,
      "lawful decide: there is no such flag; did you mean `--json`? see `lawful help decide`\n");
}

TEST(CommandLine, NeedsAValueWhereAFlagTakesOne) {
  EXPECT_THAT(run_in({}, {"decide", "-", "--at"}).err, HasSubstr("`--at` needs a value"));
  EXPECT_THAT(run_in({}, {"decide", "-", "--lang", "fr"}).err,
              HasSubstr("`--lang` is `zh` or `en`"));
  EXPECT_THAT(run_in({}, {"decide"}).err, HasSubstr("`FILE...` is missing"));
  EXPECT_THAT(run_in({}, {"version", "x"}).err, HasSubstr("too many arguments"));
}

TEST(CommandLine, ChoosesTheLanguageByTheFirstThatSaysOne) {
  const auto is_zh = [](std::map<std::string, std::string> variables) {
    return run_in({"", std::move(variables)}, {"help"}).out == overview(Lang::kZh);
  };
  EXPECT_FALSE(is_zh({}));
  EXPECT_TRUE(is_zh({{"LANG", "zh_CN.UTF-8"}}));
  EXPECT_FALSE(is_zh({{"LANG", "zh_CN.UTF-8"}, {"LC_ALL", "C.UTF-8"}}));
  EXPECT_TRUE(is_zh({{"LANG", "en_GB.UTF-8"}, {"LC_MESSAGES", "zh_CN.UTF-8"}}));
  EXPECT_TRUE(is_zh({{"LAWFUL_LANG", "zh"}, {"LC_ALL", "C.UTF-8"}}));
  EXPECT_FALSE(is_zh({{"LAWFUL_LANG", "en"}, {"LC_ALL", "zh_CN.UTF-8"}}));
  EXPECT_TRUE(is_zh({{"LAWFUL_LANG", "klingon"}, {"LANG", "zh"}}));
}

TEST(Commands, HaveDistinctNamesAndBothLanguages) {
  std::set<std::string> names;
  for (const Command* command : commands()) {
    EXPECT_TRUE(names.insert(command->name).second) << command->name;
    EXPECT_NE(command->run, nullptr) << command->name;
    EXPECT_FALSE(command->summary.zh.empty() || command->summary.en.empty()) << command->name;
    EXPECT_EQ(command->details.zh.empty(), command->details.en.empty()) << command->name;
    EXPECT_FALSE(command->examples.empty()) << command->name;
    for (const CommandExample& example : command->examples) {
      EXPECT_THAT(example.line, StartsWith("lawful " + command->name)) << command->name;
    }
  }
}

TEST(Commands, NameEachFlagOnceAndInBothLanguages) {
  for (const Command* command : commands()) {
    std::set<std::string> flags;
    for (const Flag& flag : command->flags) {
      EXPECT_TRUE(flags.insert(flag.name).second) << command->name << " " << flag.name;
      EXPECT_FALSE(flag.meaning.zh.empty() || flag.meaning.en.empty()) << flag.name;
      EXPECT_THAT(flag_list(), HasSubstr(command->name + "\t" + flag.name + "\n"));
      EXPECT_THAT(help_page(*command, Lang::kZh), HasSubstr(flag.name));
    }
    EXPECT_TRUE(flags.contains("--lang")) << command->name;
    std::istringstream name(command->name);
    std::vector<std::string> words = {"help"};
    for (std::string word; name >> word;) words.push_back(word);
    EXPECT_EQ(run_in({}, words).out, help_page(*command, Lang::kEn));
  }
}

TEST(Decide, ReadsStandardInputAndTakesTheDayFromTheClock) {
  const Outcome outcome = run_in({"{\"name\": \"generated\"}", {}}, {"decide", "-"});
  EXPECT_EQ(outcome.status, 2) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("2025-03-07"));
  EXPECT_THAT(outcome.out, HasSubstr("decided for today in Beijing"));
}

TEST(Decide, ColoursOnlyForATerminalThatWantsIt) {
  const std::vector<std::string> words = {"decide", "-"};
  EXPECT_THAT(run_in({"name = \"a\"", {}, true}, words).out,
              StartsWith("\x1b[1;33mUNDETERMINED\x1b[0m  a"));
  EXPECT_THAT(run_in({"name = \"a\"", {}, false}, words).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_in({"name = \"a\"", {{"NO_COLOR", "1"}}, true}, words).out,
              Not(HasSubstr("\x1b")));
}

TEST(Decide, PrintsNothingWhereOneActIsWrong) {
  const Outcome outcome =
      run_in({"[[act]]\nname = \"a\"\n[[act]]\nindividual.age = -1\n", {}}, {"decide", "-"});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, StartsWith("stdin:4:"));
}

}  // namespace
}  // namespace lawful
