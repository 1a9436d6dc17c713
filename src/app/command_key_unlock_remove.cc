#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/key_number.h"
#include "app/unlock.h"

namespace lawful {
namespace {

int run_remove(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  const auto number = key_number(call, "--slot");
  if (!number) return misuse(console, *call.command, number.error().message);
  if (!*number) return misuse(console, *call.command, "`--slot` is missing");
  const auto keys = unlock_key_file(*path, call, console);
  if (!keys) return refuse(console, keys.error());
  const auto removed = (*keys)->remove_slot(**number);
  if (!removed) return refuse(console, removed.error());
  console.out << fmt::format(fmt::runtime(call.lang == Lang::kZh ? "{}：已去除解锁方式 {}\n"
                                                                 : "{}: slot {} was removed\n"),
                             *path, **number);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_unlock_remove_command() {
  static const Command kCommand = {
      .name = "key unlock remove",
      .summary = {"去除一种开启密钥文件的方式", "remove a slot of a key file"},
      .details =
          {"最后一种不能去除。曾经开启过文件的人可能留有全部密钥，去除其方式不能收回；\n"
           "密钥文件的旧副本仍可以旧方式开启。",
           "The last slot stays. Who has opened the file could have kept every key, and a removed "
           "slot\n"
           "takes none back; and it still opens old copies of the file."},
      .flags = {key_file_flag(),
                {"--slot",
                 "N",
                 {"编号，见 lawful key unlock list", "its number, from lawful key unlock list"}},
                passphrase_file_flag(),
                credential_file_flag(),
                lang_flag()},
      .examples = {{"lawful key unlock remove --key-file keys --slot 2",
                    {"去除第 2 种方式", "slot 2 goes"}}},
      .run = run_remove};
  return kCommand;
}

}  // namespace lawful
