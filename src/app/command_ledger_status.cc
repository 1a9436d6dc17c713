#include <ostream>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/ledger_json.h"
#include "app/ledger_page.h"

namespace lawful {
namespace {

int run_status(const Call& call, Console& console) {
  if (const auto missing = without_data_folder(call, console)) return *missing;
  const auto deployment = open_deployment(call, console, {});
  if (!deployment) return ended_by(console, deployment.error());
  const auto status = ledger_status((*deployment)->store(), (*deployment)->log(), console.clock);
  if (!status) return ended_by(console, status.error());
  console.out << (call.has("--json") ? status_json(*status) : status_page(*status, call.lang));
  return status->signature_stands ? exit_status(Exit::kOk) : 1;
}

}  // namespace

const Command& ledger_status_command() {
  static const Command kCommand = {
      .name = "ledger status",
      .summary = {"显示日志的现状", "show how the log stands"},
      .details =
          {"名称、公钥、项数、根哈希、尚未入日志的证据、存储。无须开启密钥，也不妨碍正在写入的进"
           "程。\n"
           "\n"
           "退出码：0 正常；1 检查点的签名不成立；69 存储不可用。",
           "Name, public keys, entries, root, evidence that is not in the log yet, store. No "
           "key is\n"
           "opened, and a process that writes is not disturbed.\n"
           "\n"
           "Exit status: 0 in order; 1 the checkpoint's signature does not stand; 69 the store "
           "does\n"
           "not answer."},
      .flags = {data_flag(),
                {"--json", "", {"输出一行 JSON", "one line of JSON, for programs"}},
                lang_flag()},
      .examples = {{"lawful ledger status --data /var/lib/lawful",
                    {"日志的现状", "how the log stands"}}},
      .run = run_status};
  return kCommand;
}

}  // namespace lawful
