#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/key_number.h"
#include "app/recovery_files.h"
#include "app/unlock.h"

namespace lawful {
namespace {

Result<std::uint32_t> add(KeyFile& keys, const Call& call, Console& console,
                          const std::optional<RecoveryRequest>& recovery,
                          std::optional<std::uint32_t> replaces) {
  const Instant now = console.clock.now();
  if (recovery) return add_recovery(keys, *recovery, now, replaces);
  TRY(const SlotSecret secret,
      new_secret(call, console, "--new-passphrase-file", "--new-credential-file"));
  return keys.add_slot(secret, now, {}, replaces);
}

int run_add(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  const auto replaces = key_number(call, "--replace");
  if (!replaces) return misuse(console, *call.command, replaces.error().message);
  const auto recovery = recovery_of(call);
  if (!recovery) return misuse(console, *call.command, recovery.error().message);
  if (*recovery && (call.has("--new-passphrase-file") || call.has("--new-credential-file"))) {
    return misuse(console, *call.command, "one slot at a time: a secret or recovery shares");
  }
  const auto keys = unlock_key_file(*path, call, console);
  if (!keys) return refuse(console, keys.error());
  const auto slot = add(**keys, call, console, *recovery, *replaces);
  if (!slot) return refuse(console, slot.error());
  console.out << fmt::format(
      fmt::runtime(call.lang == Lang::kZh ? "{}：已添加解锁方式 {}\n" : "{}: slot {} was added\n"),
      *path, *slot);
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_unlock_add_command() {
  static const Command kCommand = {
      .name = "key unlock add",
      .summary = {"增加一种开启密钥文件的方式：口令、凭据或恢复份额",
                  "add a slot to a key file: a passphrase, a credential or recovery shares"},
      .details = {"先以现有方式开启。未给出新口令或凭据文件、也未要求恢复份额的，在终端询问新口令两"
                  "次。\n"
                  "--replace 同时去除一种旧方式，例如更换口令。",
                  "The file is opened first, by what opens it now. Where neither a file nor "
                  "recovery shares are\n"
                  "named, the new passphrase is asked for twice at the terminal. --replace takes "
                  "an old slot away\n"
                  "as well: so a passphrase is changed."},
      .flags = {key_file_flag(),
                {"--new-passphrase-file",
                 "FILE",
                 {"新口令（一行）", "the new passphrase, one line of FILE"}},
                {"--new-credential-file",
                 "FILE",
                 {"新凭据：32 字节以上的随机字节", "the new credential: 32 random bytes or more"}},
                recovery_flag(),
                recovery_dir_flag(),
                {"--replace", "N", {"同时去除的解锁方式", "the slot that goes with it"}},
                passphrase_file_flag(),
                credential_file_flag(),
                lang_flag()},
      .examples = {{"lawful key unlock add --key-file keys --replace 1",
                    {"更换口令", "change the passphrase"}},
                   {"lawful key unlock add --key-file keys --new-credential-file credential",
                    {"供服务开机时使用", "for a service that starts by itself"}}},
      .run = run_add};
  return kCommand;
}

}  // namespace lawful
