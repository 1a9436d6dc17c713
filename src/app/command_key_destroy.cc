#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/key_number.h"
#include "app/unlock.h"

namespace lawful {
namespace {

const Text kEpochWarning = {
    "销毁第 {} 期的密钥后，凡仍以该期封装的密钥及其所封存的信息，在库中和备份中均永远无法读取；"
    "确需销毁的，重复该编号：`--confirm {}`",
    "once the key of epoch {} is destroyed, every key still wrapped under it, and all that those "
    "seal, is unreadable for good, in the store and in its backups; to do it, repeat the number: "
    "`--confirm {}`"};
const Text kIndexWarning = {
    "销毁索引密钥版本 {} 后，凡只以该版本索引的行不再能查到；确需销毁的，重复该编号：`--confirm "
    "{}`",
    "once version {} of the index key is destroyed, rows that only it indexes are found no more; "
    "to do it, repeat the number: `--confirm {}`"};
const Text kEpochDone = {
    "第 {} 期的密钥已从文件中销毁；旧文件的每一份副本仍含有它",
    "the key of epoch {} is destroyed in this file; every copy of the old file still has it"};
const Text kIndexDone = {
    "索引密钥版本 {} 已从文件中销毁；旧文件的每一份副本仍含有它",
    "version {} of the index key is destroyed in this file; every copy of the old file still has "
    "it"};

int run_destroy(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  const bool index = call.has("--index-version");
  if (index == call.has("--epoch")) {
    return misuse(console, *call.command, "one of `--epoch` and `--index-version` says what");
  }
  const auto number = key_number(call, index ? "--index-version" : "--epoch");
  if (!number) return misuse(console, *call.command, number.error().message);
  if (!call.has("--confirm")) {
    const Text& warning = index ? kIndexWarning : kEpochWarning;
    console.err << fmt::format(fmt::runtime(call.say(warning)), **number, **number) << "\n";
    return exit_status(Exit::kUsage);
  }
  const auto confirmed = key_number(call, "--confirm");
  if (!confirmed) return misuse(console, *call.command, confirmed.error().message);
  if (**confirmed != **number) {
    return misuse(console, *call.command, "`--confirm` repeats another number; nothing was done");
  }
  const auto keys = unlock_key_file(*path, call, console);
  if (!keys) return refuse(console, keys.error());
  const auto done = index ? (*keys)->drop_index_version(**number)
                          : (*keys)->destroy_epoch(**number, console.clock.now());
  if (!done) return refuse(console, done.error());
  console.out << *path << (call.lang == Lang::kZh ? "：" : ": ")
              << fmt::format(fmt::runtime(call.say(index ? kIndexDone : kEpochDone)), **number)
              << "\n";
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_destroy_command() {
  static const Command kCommand = {
      .name = "key destroy",
      .summary = {"销毁以往期次或索引密钥旧版本的密钥，无法恢复",
                  "destroy the key of a past epoch, or an old version of the index key, for good"},
      .details = {"当前期次和当前版本不能销毁。备份由此遗忘：其中仍以该期封装者不再能读。\n"
                  "密钥文件的副本不受影响，须另行销毁。",
                  "The current one is never destroyed. So backups forget: what is still wrapped "
                  "under the epoch in\n"
                  "them is unreadable. Copies of the key file are not reached; destroy them too."},
      .flags = {key_file_flag(),
                {"--epoch", "N", {"以往的期次", "a past epoch"}},
                {"--index-version", "N", {"索引密钥的旧版本", "an old version of the index key"}},
                {"--confirm", "N", {"重复编号以确认", "the number again, to confirm"}},
                passphrase_file_flag(),
                credential_file_flag(),
                lang_flag()},
      .examples = {{"lawful key destroy --key-file keys --epoch 1 --confirm 1",
                    {"销毁第 1 期", "the first epoch is destroyed"}}},
      .run = run_destroy};
  return kCommand;
}

}  // namespace lawful
