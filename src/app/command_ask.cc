#include <array>
#include <filesystem>
#include <fstream>
#include <ostream>

#include "app/act_file.h"
#include "app/command_table.h"
#include "app/dialogue.h"
#include "app/input_file.h"
#include "app/law_source.h"
#include "rules/act.h"
#include "rules/decision.h"
#include "rules/decision_text.h"

namespace lawful {
namespace {

Langs langs_of(const Call& call) {
  const std::string* lang = call.value("--lang");
  if (lang != nullptr && *lang == "both") return {Lang::kZh, Lang::kEn};
  return {call.lang};
}

// The one act of a file. Which of its days the law is asked for is settled later.
Result<Act> read_one(const std::string& path, const Law& law, Console& console) {
  TRY(std::string bytes, read_bytes(path, console));
  TRY(Node document, read_document(bytes, shown_path(path), format_of(path, bytes)));
  TRY(std::vector<Act> acts, read_acts(document, law));
  if (acts.size() > 1) {
    return fail(Code::kInvalid, shown_path(path) + ": holds " + std::to_string(acts.size()) +
                                    " acts, and an interview is about one; keep that one");
  }
  return std::move(acts.front());
}

Result<ActKind> kind_of(const std::string& word) {
  std::string names;
  for (int i = 0; i < kActKindCount; ++i) {
    const auto kind = static_cast<ActKind>(i);
    if (word == to_string(kind)) return kind;
    names += (names.empty() ? "`" : ", `") + std::string(to_string(kind)) + "`";
  }
  return fail(Code::kNotFound, "`--kind` is one of " + names);
}

// What is known before the first question: the file, else the flags, else the replies' file.
Result<Start> start_of(const Call& call, const Law& law, Console& console) {
  Start start;
  start.act.name = "act 1";  // As a file without a name has it.
  start.act.position.file = "stdin";
  if (!call.arguments.empty()) {
    TRY(start.act, read_one(call.arguments.front(), law, console));
    start.kind_known = true;
  }
  if (const std::string* answers = call.value("--answers")) {
    TRY(Act replies, read_one(*answers, law, console));
    start.replies = std::move(replies.facts);
    if (!start.kind_known && !call.has("--kind")) start.act.kind = replies.kind;
    start.kind_known = true;
    if (!start.act.at) start.act.at = replies.at;
  }
  if (const std::string* word = call.value("--kind")) {
    TRY(start.act.kind, kind_of(*word));
    start.kind_known = true;
  }
  if (const std::string* at = call.value("--at")) {
    auto period = parse_period(*at);
    if (!period) return fail(Code::kNotFound, "`--at`: " + period.error().message);
    start.act.at = *period;
  }
  return start;
}

// A place that cannot be written must not cost the replies of an hour.
Result<void> check_target(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error))
    return fail(Code::kInvalid, path + ": is a folder; name a file in it");
  const auto folder = std::filesystem::path(path).parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, error))
    return fail(Code::kInvalid, path + ": there is no such folder");
  return {};
}

// Beside its place first, so that a full disk leaves what was there.
Result<void> write_file(const std::string& path, const std::string& bytes) {
  const std::string part = path + ".part";
  std::ofstream out(part, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(part, path, error);
  if (out && !error) return {};
  std::filesystem::remove(part, error);
  return fail(Code::kInvalid, path + ": cannot be written");
}

const Text& outcome_words(Outcome outcome) {
  static const std::array<Text, 4> kWords = {{{"合法", "LAWFUL"},
                                              {"违法", "UNLAWFUL"},
                                              {"尚不能判断", "UNDETERMINED"},
                                              {"不适用", "OUT OF SCOPE"}}};
  return kWords[static_cast<std::size_t>(outcome)];
}

void show(Interview& interview, const Law& law, const Langs& langs, Console& console) {
  console.out << "\n";
  if (interview.question()) {
    console.out << lines_of(langs, "",
                            {"提问已中止；就目前所知：", "Stopped; by what is known so far:"});
  } else {
    console.out << lines_of(langs, "",
                            {"其余事实已不能改变结论。", "Nothing else can change the answer."});
  }
  const std::vector<Outcome> left = interview.reachable();
  if (!interview.question() && left.size() > 1)
    console.out << deciding_page(law, interview.deciding(), langs);
  if (left.size() == 1 && left.front() != interview.decision().outcome) {
    const Text& word = outcome_words(left.front());
    console.out << lines_of(
        langs, "",
        {"无论下列未定事项如何，结论都是：" + word.zh + "（各种可能的情形结论相同）。",
         "However what is open below turns out, the outcome is " + word.en +
             ": every case that is left ends so."});
  }
  for (const Lang lang : langs) console.out << "\n" << to_text(interview.decision(), lang, false);
}

int status_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnlawful:
      return kUnlawfulStatus;
    case Outcome::kUndetermined:
      return kUndeterminedStatus;
    case Outcome::kLawful:
    case Outcome::kOutOfScope:
      break;
  }
  return exit_status(Exit::kOk);
}

Result<Readings> readings_of(const Call& call, const Law& law) {
  const auto chosen = call.flags.find("--reading");
  auto readings = choose_readings(
      law, chosen == call.flags.end() ? std::vector<std::string>{} : chosen->second);
  if (!readings) return fail(Code::kNotFound, "`--reading`: " + readings.error().message);
  return *readings;
}

int run_ask(const Call& call, Console& console) {
  const std::string* answers = call.value("--answers");
  const bool both_stdin = answers != nullptr && *answers == "-" && !call.arguments.empty() &&
                          call.arguments.front() == "-";
  if (both_stdin) return misuse(console, ask_command(), "standard input can be read once");
  if (call.has("--kind") && !call.arguments.empty()) {
    return misuse(console, ask_command(),
                  "the file says the kind of its act; leave out `--kind` or the file");
  }
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  const auto readings = readings_of(call, *law);
  if (!readings) return refuse(console, readings.error());
  const std::string* save = call.value("--save");
  if (save != nullptr) {
    const auto target = check_target(*save);
    if (!target) return refuse(console, target.error());
  }
  auto start = start_of(call, *law, console);
  if (!start) return refuse(console, start.error());

  // Before the first question: a file that contradicts itself is no use.
  const Query query{std::nullopt, beijing_date(console.clock.now()), *readings};
  const auto checked = check_facts(*law, start->act, query);
  if (!checked) return refuse(console, checked.error());

  const Langs langs = langs_of(call);
  if (start->act.in_order) {
    console.out << lines_of(langs, "",
                            {"文件写有 otherwise = \"in-order\"：此处逐项询问，不予采用",
                             "the file says otherwise = \"in-order\": here it is set aside, since "
                             "what is open is asked"});
  }
  if (!start->act.says.empty()) {
    console.out << lines_of(
        langs, "",
        {"共同行为人各自的说法（says）：此处只取其共同成立的部分，不列出谁说了什么",
         "what joint actors say each for themselves (says): here only what it "
         "leaves possible is kept, not who said what"});
  }
  const Answer answer = call.has("--all") ? Answer::kBreaches : Answer::kOutcome;
  Dialogue dialogue(*law, langs, *readings, answer, console);
  auto interview = dialogue.run(std::move(*start));
  if (!interview) return refuse(console, interview.error());
  if (!*interview) {
    console.out << lines_of(langs, "", {"未作判断。", "Nothing was decided."});
    return kUndeterminedStatus;
  }
  show(**interview, *law, langs, console);
  if (save != nullptr) {
    const auto saved = write_file(
        *save, act_toml(*law, (*interview)->act(), (*interview)->withheld(), langs.front()));
    if (!saved) return refuse(console, saved.error());
    console.out << lines_of(langs, "", {"已写入 " + *save, "written to " + *save});
  }
  return status_of((*interview)->outcome());
}

const Text kDetails = {
    "先问行为的种类与日期（文件、`--kind`、`--at` "
    "已写明的不再问），再逐一询问事实。只问回答能够改变"
    "结论的问题：\n"
    "凡有两种回答会在其余事实相同的某种情形下得出不同结论，才会问；因此问完即有结论。回答之后给出与"
    "\n"
    "`lawful decide` 相同的判断。每一问都可回答 `?`（无人知道）、`h`（含义与发问的原因）、`b`（回到"
    "上一问）、`q`（结束）。\n"
    "\n"
    "退出码：0 合法或不适用；1 违法；2 尚不能判断；64 命令用法有误；65 输入有误；70 程序内部错误。",
    "Asks for the kind and the day of the act (unless the file, `--kind` or `--at` says them), "
    "then "
    "for\n"
    "facts, one by one, and only while a reply can change the answer: some two replies, everything "
    "else\n"
    "that may still be asked being the same, lead to different outcomes. Then it prints the "
    "decision, as\n"
    "`lawful decide` does. To every question one may reply `?` (nobody can say), `h` (what it "
    "means "
    "and\n"
    "why it is asked), `b` (back one question) or `q` (quit).\n"
    "\n"
    "Exit status: 0 lawful or out of scope; 1 unlawful; 2 undetermined; 64 the call is wrong; 65 "
    "an "
    "input\n"
    "is wrong; 70 the program itself is at fault."};

}  // namespace

const Command& ask_command() {
  static const Command kCommand = {
      .name = "ask",
      .arguments = "[FILE]",
      .arguments_min = 0,
      .arguments_max = 1,
      .summary = {"逐一提问，只问能改变结论的问题，然后判断",
                  "ask only what can still change the answer, then decide"},
      .details = kDetails,
      .flags =
          {{"--kind", "KIND", {"行为的种类，如 handling", "the kind of the act, such as handling"}},
           {"--at",
            "DATE",
            {"行为的日期，覆盖文件所写日期", "the day of the act; replaces that of the file"}},
           {"--reading",
            "NAME=CHOICE",
            {"采用条文的另一种解释，可重复；见 `lawful law list --ids`",
             "read the text this way, repeatable; `lawful law list --ids` names them"}},
           {"--answers",
            "FILE",
            {"问到该行为文件写明的事实时，以其作答", "reply from this act file where it can"}},
           {"--save",
            "FILE",
            {"把所答写成 `lawful decide` 可读的行为文件",
             "write the replies as an act file that `lawful decide` reads"}},
           {"--all",
            "",
            {"也问不改变结论、但能改变是否违反某条规则的问题",
             "ask also what cannot change the outcome but whether a rule is breached"}},
           law_dir_flag(),
           {"--lang",
            "zh|en|both",
            {"提问与输出的语言，或两种并列", "language of the questions and the answer, or both"}}},
      .examples = {{"lawful ask", {"从零开始提问", "start from nothing"}},
                   {"lawful ask act.toml --save full.toml",
                    {"只问 act.toml 未写明的，答毕写成文件",
                     "ask what act.toml leaves out, and write it down"}}},
      .run = run_ask};
  return kCommand;
}

}  // namespace lawful
