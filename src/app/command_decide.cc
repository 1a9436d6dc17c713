#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <ostream>

#include "app/act_input.h"
#include "app/command_table.h"
#include "app/cure_json.h"
#include "app/decision_record.h"
#include "app/input_file.h"
#include "app/law_source.h"
#include "app/replay.h"
#include "app/unlock.h"
#include "rules/act.h"
#include "rules/decision.h"
#include "rules/decision_text.h"

namespace lawful {
namespace {

// How many acts had each outcome, by Outcome.
using Tally = std::array<std::size_t, 4>;

const std::array<Text, 4> kOutcomeWords = {{{"合法", "lawful"},
                                            {"违法", "unlawful"},
                                            {"尚不能判断", "undetermined"},
                                            {"不适用", "out of scope"}}};
// Red for unlawful, green for lawful, yellow for undetermined, grey for out of scope.
constexpr std::array<const char*, 4> kColours = {"\x1b[1;32m", "\x1b[1;31m", "\x1b[1;33m",
                                                 "\x1b[2m"};
constexpr const char* kPlain = "\x1b[0m";

// The outcome is the first word of the text and ends at two spaces.
std::string coloured(std::string text, Outcome outcome) {
  const std::size_t end = text.find("  ");
  if (end == std::string::npos) return text;
  text.insert(end, kPlain);
  return kColours[static_cast<std::size_t>(outcome)] + text;
}

std::string rendered(const Decision& decision, const Call& call, bool colour, bool first) {
  const bool brief = call.has("--brief");
  std::string text = brief ? to_line(decision, call.lang) + "\n"
                           : to_text(decision, call.lang, call.has("--explain"));
  if (colour) text = coloured(std::move(text), decision.outcome);
  return brief || first ? text : "\n" + text;
}

std::string summary(const Tally& tally, Lang lang) {
  std::size_t acts = 0;
  std::string parts;
  for (std::size_t i = 0; i < tally.size(); ++i) {
    acts += tally[i];
    if (tally[i] == 0) continue;
    const std::string count = std::to_string(tally[i]);
    parts += lang == Lang::kZh ? (parts.empty() ? "" : "，") + kOutcomeWords[i].zh + " " + count
                               : (parts.empty() ? "" : ", ") + count + " " + kOutcomeWords[i].en;
  }
  if (acts < 2) return "";
  return lang == Lang::kZh ? "\n共 " + std::to_string(acts) + " 项行为：" + parts + "\n"
                           : "\n" + std::to_string(acts) + " acts: " + parts + "\n";
}

int status_of(const Tally& tally) {
  if (tally[static_cast<std::size_t>(Outcome::kUnlawful)] > 0) return kUnlawfulStatus;
  if (tally[static_cast<std::size_t>(Outcome::kUndetermined)] > 0) return kUndeterminedStatus;
  return exit_status(Exit::kOk);
}

// Answers that wait until the evidence of them is on disk. Without a record none waits.
class Answers {
 public:
  Answers(Console& console, DecisionRecord* record) : console_(console), record_(record) {}

  Result<void> add(const Decision& decision, std::string answer) {
    if (record_ == nullptr) {
      console_.out << answer;
      return {};
    }
    TRY(const Sha256 digest, recorded_digest(decision));
    digests_.push_back(digest);
    outcomes_.push_back(recorded_outcome(decision.outcome));
    waiting_ += answer;
    return digests_.size() < kRecordedTogether ? Result<void>() : flush();
  }

  Result<void> flush() {
    if (digests_.empty()) return {};
    TRY_VOID(record_->keep(outcomes_, digests_));
    console_.out << waiting_;
    waiting_.clear();
    digests_.clear();
    outcomes_.clear();
    return {};
  }

 private:
  Console& console_;
  DecisionRecord* record_;
  std::string waiting_;
  std::vector<Sha256> digests_;
  std::vector<RecordedOutcome> outcomes_;
};

// Decides and prints one act after the other: the answers of thousands would not fit in memory.
Result<Tally> answer_all(const Call& call, const Law& law, const Query& query,
                         const std::vector<Act>& acts, DecisionRecord* record, Console& console) {
  const bool colour = console.out_is_terminal && console.variable("NO_COLOR").empty();
  Tally tally{};
  ActCures cures;
  Answers answers(console, record);
  for (const Act& act : acts) {
    const auto decision = decide(law, act, query);
    // The facts were checked, so this is our own fault.
    if (!decision) return fail(Code::kCorrupt, decision.error().message);
    TRY_VOID(answers.add(
        *decision, call.has("--json") ? decision_with_cures(*decision, cures) + "\n"
                                      : rendered(*decision, call, colour, &act == &acts.front())));
    ++tally[static_cast<std::size_t>(decision->outcome)];
  }
  TRY_VOID(answers.flush());
  return tally;
}

// Decides recorded answers again: nothing but the answers themselves goes in.
int run_replay(const Call& call, const Law& law, Console& console) {
  std::string out;
  std::size_t answers = 0;
  std::size_t differ = 0;
  for (const std::string& path : call.arguments) {
    const auto bytes = read_bytes(path, console);
    if (!bytes) return refuse(console, bytes.error());
    const auto replayed = replay(*bytes, shown_path(path), law);
    if (!replayed) return refuse(console, replayed.error());
    for (const Replayed& each : *replayed) {
      ++answers;
      differ += each.same ? 0 : 1;
      if (call.has("--json")) {
        out += each.again + "\n";
      } else if (!each.same) {
        out += shown_path(path) + ":" + std::to_string(each.line) +
               (call.lang == Lang::kZh ? ": 与重新判断的结果不一致\n"
                                       : ": differs from what is decided now\n");
      }
    }
  }
  console.out << out;
  if (!call.has("--json")) {
    const std::string counts =
        std::to_string(answers) + (call.lang == Lang::kZh ? " 项已重新判断，" : " replayed, ");
    console.out << counts << differ << (call.lang == Lang::kZh ? " 项不一致\n" : " differ\n");
  }
  return differ == 0 ? exit_status(Exit::kOk) : 1;
}

int run_decide(const Call& call, Console& console) {
  const bool own_terms = call.has("--at") || call.has("--reading") || call.has("--explain") ||
                         call.has("--brief") || call.has("--record");
  if (call.has("--replay") && own_terms) {
    return misuse(
        console, decide_command(),
        "`--replay` takes date and readings from the answers; it goes with `--json`, `--law` and "
        "`--law-dir` only");
  }
  if (call.has("--json") && (call.has("--explain") || call.has("--brief"))) {
    return misuse(console, decide_command(),
                  "`--json` has all there is; leave out `--explain` and `--brief`");
  }
  if (call.has("--explain") && call.has("--brief")) {
    return misuse(console, decide_command(), "choose one of `--explain` and `--brief`");
  }
  if (std::ranges::count(call.arguments, "-") > 1) {
    return misuse(console, decide_command(), "standard input can be read once");
  }
  if (!call.has("--record") && (call.has("--promises") || call.has("--data"))) {
    return misuse(console, decide_command(), "`--data` and `--promises` go with `--record`");
  }
  const auto law = law_of(call);
  if (!law) return refuse(console, law.error());
  if (call.has("--replay")) return run_replay(call, *law, console);
  const auto query = query_of(call, *law, console);
  if (!query) return refuse(console, query.error());
  const auto acts = acts_of(call, *law, *query, console);
  if (!acts) return refuse(console, acts.error());
  warn_of_drafts(*law, call, console);
  std::unique_ptr<DecisionRecord> record;
  if (call.has("--record")) {
    if (const auto missing = without_data_folder(call, console)) return *missing;
    auto opened = DecisionRecord::open(call, console);
    if (!opened) return ended_by(console, opened.error());
    record = *std::move(opened);
  }
  const auto tally = answer_all(call, *law, *query, *acts, record.get(), console);
  if (record != nullptr) record->close(call, console);
  if (!tally) return refuse(console, tally.error());
  if (!call.has("--json")) console.out << summary(*tally, call.lang);
  return status_of(*tally);
}

const Text kDetails = {
    "文件为 TOML 或 JSON，写明行为的事实；未写明的，视为未知。`-` 表示标准输入。事实清单：`lawful "
    "law facts`。\n"
    "先检查全部文件，再给出判断：任何一处有误，即不输出判断。\n"
    "--record：先在证据日志中留下每项判断的结论与摘要，写入磁盘后才输出；答复本身不保存。\n"
    "\n"
    "退出码：0 合法或不适用；1 至少一项违法；2 无违法，但至少一项尚不能判断；\n"
    "64 命令用法有误；65 输入有误（标准错误输出指明文件、行、列及改法）；69、75、77 "
    "不能留下证据；\n"
    "70 程序内部错误。",
    "A file is TOML or JSON and states the facts of one or more acts; what it leaves out is "
    "unknown.\n"
    "`-` is standard input. `lawful law facts` lists the facts. Every file is checked before the\n"
    "first decision is printed: one mistake and nothing is decided. With --record the outcome and\n"
    "digest of each decision are in the evidence log, on disk, before it is printed; the answers\n"
    "themselves are not kept.\n"
    "\n"
    "Exit status: 0 lawful or out of scope; 1 at least one act is unlawful; 2 none is unlawful, "
    "at\n"
    "least one undetermined; 64 the call is wrong; 65 an input is wrong (standard error says "
    "where,\n"
    "and what would be right); 69, 75, 77 no evidence can be left; 70 the program itself is at "
    "fault."};

}  // namespace

const Command& decide_command() {
  static const Command kCommand = {
      .name = "decide",
      .arguments = "FILE...",
      .arguments_min = 1,
      .arguments_max = kActFilesMax,
      .summary = {"判断文件所述各项行为是否合法",
                  "decide whether the acts of a file are lawful, and why"},
      .details = kDetails,
      .flags =
          {at_flag(),
           law_flag(),
           reading_flag(),
           {"--explain", "", {"附上每项结论的推理过程", "add the tree of why to each finding"}},
           {"--brief", "", {"每项行为一行", "one line an act"}},
           {"--json", "", {"每项行为输出一行 JSON", "one line of JSON an act, for programs"}},
           {"--replay",
            "",
            {"文件为 `--json` 的输出：依其自身内容重新判断，逐字节比较",
             "the files are answers of `--json`: decide them again and compare byte for byte"}},
           record_flag(),
           data_flag(),
           promises_flag(),
           passphrase_file_flag(),
           credential_file_flag(),
           law_dir_flag(),
           lang_flag()},
      .examples = {{"lawful decide act.toml",
                    {"判断 act.toml 所述行为", "decide the acts of act.toml"}},
                   {"lawful decide act.toml --at 2022-01-10 --explain",
                    {"按 2022 年 1 月 10 日的法律判断并说明推理",
                     "as of 10 January 2022, with the tree of why"}},
                   {"lawful decide - --json < act.toml", {"供程序调用", "for programs"}},
                   {"lawful decide act.toml --record --data /var/lib/lawful",
                    {"判断并留下证据", "decide, and leave evidence of it"}}},
      .run = run_decide};
  return kCommand;
}

}  // namespace lawful
