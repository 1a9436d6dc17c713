#include <ostream>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/ledger_json.h"
#include "app/ledger_page.h"
#include "app/progress.h"
#include "app/unlock.h"

namespace lawful {
namespace {

int run_fsck(const Call& call, Console& console) {
  if (const auto missing = without_data_folder(call, console)) return *missing;
  const auto deployment = open_deployment(call, console, {.keys = Keys::kIfNamed});
  if (!deployment) return ended_by(console, deployment.error());
  Progress progress(console, call.say({"检查", "checking"}));
  const auto report =
      fsck((*deployment)->store(), (*deployment)->log(),
           [&](const Owner& individual) { return (*deployment)->chain_key(individual); },
           {.entries = [&](auto done, auto of) { progress.show(done, of); },
            .rows = [&](auto done) { progress.show(done, 0); }});
  progress.end();
  if (!report) return ended_by(console, report.error());
  console.out << (call.has("--json") ? fsck_json(*report)
                                     : fsck_page(*report, (*deployment)->unlocked(), call.lang));
  return report->clean() ? exit_status(Exit::kOk) : 1;
}

}  // namespace

const Command& ledger_fsck_command() {
  static const Command kCommand = {
      .name = "ledger fsck",
      .summary = {"全面核对证据、日志与签名",
                  "hold rows, entries, tiles and signatures against each other"},
      .details =
          {"逐项核对：各链编号连续、承诺值与内容相符、每行证据有且仅有一项日志、每项日志有其证据、"
           "各层哈希与\n"
           "签署的检查点一致。所发现的每一问题均指明位置。未给出口令或凭据文件时，不核对承诺值。\n"
           "\n"
           "退出码：0 无问题；1 有问题；69 存储不可用。",
           "Numbers of each chain without a gap, commitments that fit the rows, one entry for each "
           "row "
           "and\n"
           "one row for each entry, every hash up to the signed checkpoint. Each finding says "
           "where. "
           "Without\n"
           "a file for passphrase or credential, commitments are not held against the rows.\n"
           "\n"
           "Exit status: 0 nothing found; 1 something is wrong; 69 the store does not answer."},
      .flags = {data_flag(),
                passphrase_file_flag(),
                credential_file_flag(),
                {"--json", "", {"输出一行 JSON", "one line of JSON, for programs"}},
                lang_flag()},
      .examples = {{"lawful ledger fsck --data /var/lib/lawful", {"核对全部", "check everything"}}},
      .run = run_fsck};
  return kCommand;
}

}  // namespace lawful
