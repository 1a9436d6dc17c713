#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/progress.h"
#include "app/unlock.h"
#include "ledger/integrator.h"
#include "ledger/prune.h"

namespace lawful {
namespace {

// `--before DAY --confirm DAY` prunes; without the second it says what would go.
int run_prune(const Call& call, Console& console) {
  if (const auto missing = without_data_folder(call, console)) return *missing;
  const std::string* day = call.value("--before");
  if (day == nullptr) return misuse(console, *call.command, "`--before` is missing: name the day");
  const auto before = parse_date(*day);
  if (!before) return misuse(console, *call.command, "`--before`: " + before.error().message);
  const std::string* confirmed = call.value("--confirm");
  if (confirmed != nullptr && *confirmed != *day) {
    return misuse(console, *call.command, "`--confirm` repeats the day of `--before`");
  }
  const bool zh = call.lang == Lang::kZh;
  const bool only_asked = confirmed == nullptr;
  const auto deployment = open_deployment(
      call, console,
      {.keys = only_asked ? Keys::kLocked : Keys::kUnlocked,
       .store = only_asked ? StoreOptions::Open::kRead : StoreOptions::Open::kExisting});
  if (!deployment) return ended_by(console, deployment.error());
  Store& store = (*deployment)->store();
  const LogIdentity& log = (*deployment)->log();
  if (only_asked) {
    const auto minimum = minimum_for(store, log, *before);
    if (!minimum) return ended_by(console, minimum.error());
    console.out << fmt::format(
        fmt::runtime(
            zh ? "将不再保留第 {0} 项以前的内容；尚未修剪。确认：加 --confirm {1}\n"
               : "entries before {0} would go; nothing was pruned. To do it: --confirm {1}\n"),
        *minimum, *day);
    return exit_status(Exit::kOk);
  }
  const auto key = (*deployment)->chain_key(log.log);
  Progress progress(console, call.say({"修剪", "pruning"}));
  const auto pruned = prune_log(store, log, {log.log, *key}, console.clock, *before,
                                [&](auto rows) { progress.show(rows, 0); });
  progress.end();
  if (!pruned) return ended_by(console, pruned.error());
  console.out << fmt::format(
      fmt::runtime(zh ? "日志保留自第 {} 项起；本次移除 {} 项、证据 {} 行\n"
                      : "the log is kept from entry {} on; gone: entries: {}; rows: {}\n"),
      pruned->minimum, pruned->entries, pruned->rows);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& ledger_prune_command() {
  static const Command kCommand = {
      .name = "ledger prune",
      .summary = {"移除某日之前、无须再保留的证据",
                  "take off evidence of days before one, that need not be kept"},
      .details =
          {"按 256 项一组自最早的起移除；以前出具的证明仍然成立。须保留多久，由法律规定：`lawful "
           "due` "
           "列出\n"
           "各项保存期限，本命令不代为判断。移除本身也留有证据。\n"
           "\n"
           "退出码：0 已移除或已说明；64、65 用法或输入有误；69 存储不可用；75 另一进程正在写入。",
           "From the first entry on, by whole groups of 256; proofs given before still stand. How "
           "long\n"
           "evidence must be kept is the law's to say, `lawful due` lists what it asks, and this "
           "command\n"
           "does not judge it. Pruning leaves evidence of itself.\n"
           "\n"
           "Exit status: 0 pruned, or told what would be; 64, 65 the call or an input is wrong; 69 "
           "the\n"
           "store does not answer; 75 another process writes."},
      .flags = {data_flag(),
                {"--before",
                 "DAY",
                 {"此日之前的（北京日期）", "the day (in Beijing) before which"}},
                {"--confirm", "DAY", {"重复该日以执行", "the same day again, to do it"}},
                passphrase_file_flag(),
                credential_file_flag(),
                lang_flag()},
      .examples = {{"lawful ledger prune --data /var/lib/lawful --before 2023-01-01",
                    {"说明将移除哪些", "say what would go"}}},
      .run = run_prune};
  return kCommand;
}

}  // namespace lawful
