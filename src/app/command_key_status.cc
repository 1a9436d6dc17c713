#include <ostream>

#include "app/command_table.h"
#include "app/key_page.h"
#include "app/unlock.h"

namespace lawful {
namespace {

int run_status(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  auto image = read_key_file(*path);
  if (!image) return refuse(console, image.error());
  Sealed sealed = Sealed::kNotChecked;
  if (names_unlocking(call, console)) {
    const auto keys = unlock_key_file(*path, call, console);
    if (!keys) return refuse(console, keys.error());
    // What was opened, and not what was read before it.
    image->header = (*keys)->header();
    image->slots = (*keys)->slots();
    sealed = Sealed::kChecked;
  }
  console.out << (call.has("--json") ? key_json(*path, *image, sealed)
                                     : key_page(*path, *image, sealed, call.lang));
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_status_command() {
  static const Command kCommand = {
      .name = "key status",
      .summary = {"显示密钥文件的公开内容：名称、公钥、期次、解锁方式",
                  "show what a key file says openly: name, public keys, epochs, slots"},
      .details =
          {"不显示秘密，也无须口令。给出口令或凭据文件时另行开启，核对内容确为密钥所有者所写。\n"
           "公钥为 signed note 的核验行：名称、编号、密钥。",
           "No secret is shown, and none is needed. With a file for passphrase or credential it is "
           "opened\n"
           "as well, and so known to be what the owner of its keys wrote. Public keys are the "
           "verifier\n"
           "lines of signed notes: name, id, key."},
      .flags = {key_file_flag(),
                passphrase_file_flag(),
                credential_file_flag(),
                {"--json", "", {"输出一行 JSON", "one line of JSON, for programs"}},
                lang_flag()},
      .examples = {{"lawful key status --key-file /var/lib/lawful/keys",
                    {"密钥文件的现状", "how the key file stands"}}},
      .run = run_status};
  return kCommand;
}

}  // namespace lawful
