#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/unlock.h"

namespace lawful {
namespace {

int run_rotate(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  const auto keys = unlock_key_file(*path, call, console);
  if (!keys) return refuse(console, keys.error());
  const bool index = call.has("--index");
  const auto number =
      index ? (*keys)->begin_index_version() : (*keys)->begin_epoch(console.clock.now());
  if (!number) return refuse(console, number.error());
  const Text said =
      index ? Text{"索引密钥版本 {} 现为当前版本；旧版本仍可查询，直到各行重新索引后销毁",
                   "version {} of the index key is the current one; older ones are looked up until "
                   "the rows are indexed again and they are destroyed"}
            : Text{"第 {} 期现为当前期次；以往各期的密钥仍可解开其所封装者，直到销毁",
                   "epoch {} is the current one; what earlier epochs wrapped still opens until "
                   "they are destroyed"};
  console.out << *path << (call.lang == Lang::kZh ? "：" : ": ")
              << fmt::format(fmt::runtime(call.say(said)), *number) << "\n";
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_rotate_command() {
  static const Command kCommand = {
      .name = "key rotate",
      .summary = {"开始新的密钥期次，或新的索引密钥版本",
                  "begin a new epoch of keys, or a new version of the index key"},
      .details = {"新封装的密钥归入新期次；已封装的不变。正在运行的程序重新开启密钥文件后才采用。",
                  "What is wrapped from now on is wrapped under the new epoch; what was wrapped "
                  "stays as it is. A\n"
                  "program that runs takes it up when it opens the file again."},
      .flags = {key_file_flag(),
                {"--index",
                 "",
                 {"新的索引密钥版本，而不是新期次", "a version of the index key, not an epoch"}},
                passphrase_file_flag(),
                credential_file_flag(),
                lang_flag()},
      .examples = {{"lawful key rotate --key-file /var/lib/lawful/keys",
                    {"开始下一期", "the next epoch begins"}}},
      .run = run_rotate};
  return kCommand;
}

}  // namespace lawful
