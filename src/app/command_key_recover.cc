#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/key_number.h"
#include "app/recovery_files.h"
#include "app/unlock.h"

namespace lawful {
namespace {

Result<std::uint32_t> recover(const std::string& path, const Call& call, Console& console,
                              std::optional<std::uint32_t> replaces) {
  TRY(std::vector<RecoveryShare> shares, read_shares(call.arguments));
  TRY(const std::unique_ptr<KeyFile> keys, KeyFile::open(path, Unlock(std::move(shares))));
  TRY(const SlotSecret secret,
      new_secret(call, console, "--new-passphrase-file", "--new-credential-file"));
  return keys->add_slot(secret, console.clock.now(), {}, replaces);
}

int run_recover(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  const auto replaces = key_number(call, "--replace");
  if (!replaces) return misuse(console, *call.command, replaces.error().message);
  const auto slot = recover(*path, call, console, *replaces);
  if (!slot) return refuse(console, slot.error());
  console.out << fmt::format(
      fmt::runtime(call.lang == Lang::kZh
                       ? "{}：已由恢复份额开启，并添加解锁方式 {}\n"
                       : "{}: opened by its recovery shares; slot {} was added\n"),
      *path, *slot);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_recover_command() {
  static const Command kCommand = {
      .name = "key recover",
      .arguments = "SHARE...",
      .arguments_min = 1,
      .arguments_max = kSharesMax,
      .summary = {"以恢复份额开启密钥文件，并设新口令",
                  "open a key file by its recovery shares, and set a new passphrase"},
      .details =
          {"每个 SHARE 是一个文件，内容照纸上抄录；以数字开头的七行须齐全，大小写、连字符不计。\n"
           "抄错的一行会被指出，属于其他密钥文件的份额也会被指出。份额用过以后仍然有效。",
           "Each SHARE is a file with what the paper says; the seven lines that begin with a "
           "number count,\n"
           "in either case, with hyphens or without. A mistyped line is named, and so is a "
           "share of another\n"
           "key file. Shares stay good after use."},
      .flags = {key_file_flag(),
                {"--new-passphrase-file",
                 "FILE",
                 {"新口令（一行）；默认在终端询问两次",
                  "the new passphrase, one line of FILE; else it is asked for twice"}},
                {"--new-credential-file",
                 "FILE",
                 {"新凭据：32 字节以上的随机字节", "a new credential: 32 random bytes or more"}},
                {"--replace", "N", {"同时去除的解锁方式", "the slot that goes with it"}},
                lang_flag()},
      .examples = {{"lawful key recover --key-file keys share-1 share-4 share-5 --replace 1",
                    {"以三份恢复，新口令代替原口令",
                     "by three shares, with a new passphrase for the "
                     "lost one"}}},
      .run = run_recover};
  return kCommand;
}

}  // namespace lawful
