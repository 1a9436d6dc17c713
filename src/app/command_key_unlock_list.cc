#include <ostream>

#include "app/command_table.h"
#include "app/key_page.h"
#include "app/unlock.h"

namespace lawful {
namespace {

int run_list(const Call& call, Console& console) {
  const auto path = key_file_path(call);
  if (!path) return misuse(console, *call.command, path.error().message);
  const auto image = read_key_file(*path);
  if (!image) return refuse(console, image.error());
  console.out << (call.has("--json") ? slots_json(*image) : slots_page(*image, call.lang));
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& key_unlock_list_command() {
  static const Command kCommand = {
      .name = "key unlock list",
      .summary = {"列出可开启密钥文件的方式", "list what opens a key file: its slots"},
      .details = {"无须口令。", "No secret is needed."},
      .flags = {key_file_flag(),
                {"--json", "", {"输出一行 JSON", "one line of JSON, for programs"}},
                lang_flag()},
      .examples = {{"lawful key unlock list --key-file keys",
                    {"各解锁方式及编号", "the slots with their numbers"}}},
      .run = run_list};
  return kCommand;
}

}  // namespace lawful
