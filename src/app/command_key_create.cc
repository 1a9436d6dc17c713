#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/key_page.h"
#include "app/recovery_files.h"
#include "app/unlock.h"

namespace lawful {
namespace {

std::string created_page(const std::string& path, const KeyFile& keys,
                         const std::optional<RecoveryRequest>& recovery, Lang lang) {
  const bool zh = lang == Lang::kZh;
  std::string page = fmt::format(fmt::runtime(zh ? "{}：已建立\n" : "{}: made\n"), path) +
                     fmt::format(fmt::runtime(zh ? "  检查点公钥  {}\n  承诺公钥    {}\n"
                                                 : "  checkpoints  {}\n  promises     {}\n"),
                                 checkpoint_vkey(keys.header()), promise_vkey(keys.header()));
  if (!recovery) {
    return page + (zh ? "  没有恢复份额：口令或凭据丢失，则密钥丢失；见 lawful key unlock add\n"
                      : "  no recovery shares: who loses the passphrase or credential loses the "
                        "keys; see lawful key unlock add\n");
  }
  return page + fmt::format(fmt::runtime(zh ? "  恢复份额 {} 份在 {}，任意 {} 份可开启：交由 {} "
                                              "人分别保管，并从本机删除\n"
                                            : "  {} recovery shares in {}, any {} open it: give "
                                              "them to {} people and remove them here\n"),
                            recovery->count, recovery->folder, recovery->threshold,
                            recovery->count);
}

int run_create(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  const std::string* origin = call.value("--origin");
  if (origin == nullptr) return misuse(console, *call.command, "`--origin` is missing");
  if (const auto checked = check_origin(*origin); !checked) {
    return misuse(console, *call.command, checked.error().message);
  }
  const auto recovery = recovery_of(call);
  if (!recovery) return misuse(console, *call.command, recovery.error().message);
  const auto secret = new_secret(call, console, "--passphrase-file", "--credential-file");
  if (!secret) return refuse(console, secret.error());
  const Instant now = console.clock.now();
  const auto keys = KeyFile::create(*path, *origin, *secret, now);
  if (!keys) return refuse(console, keys.error());
  if (*recovery) {
    if (const auto added = add_recovery(**keys, **recovery, now); !added) {
      console.err << *path << ": was made, but without recovery shares; make them with `lawful key "
                  << "unlock add`\n";
      return refuse(console, added.error());
    }
  }
  console.out << created_page(*path, **keys, *recovery, call.lang);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_create_command() {
  static const Command kCommand = {
      .name = "key create",
      .summary = {"建立密封的密钥文件", "make a sealed key file"},
      .details =
          {"NAME 为日志名称，例如 example.org/log，他人据此认得签名，以后不能更改。\n"
           "口令 12 至 1024 字节；未给出文件时在终端询问两次。凭据为 32 字节以上的随机字节。\n"
           "已有的文件不会被覆盖。",
           "NAME is that of the log, such as example.org/log, by which others know its signatures; "
           "it\n"
           "stays. A passphrase has 12 to 1024 bytes and is asked for twice at the terminal where "
           "no file\n"
           "is named; a credential is 32 random bytes or more. A file that is there is never "
           "overwritten."},
      .flags = {key_file_flag(),
                {"--origin", "NAME", {"日志名称", "the name of the log"}},
                passphrase_file_flag(),
                credential_file_flag(),
                recovery_flag(),
                recovery_dir_flag(),
                lang_flag()},
      .examples = {{"lawful key create --key-file keys --origin example.org/log --recovery 3/5 "
                    "--recovery-dir shares",
                    {"口令在终端输入，另作五份恢复份额",
                     "the passphrase from the terminal, and five recovery shares"}}},
      .run = run_create};
  return kCommand;
}

}  // namespace lawful
