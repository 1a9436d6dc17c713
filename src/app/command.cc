#include "app/command.h"

#include <array>
#include <ostream>

#include "app/command_table.h"

namespace lawful {

const std::string* Call::value(std::string_view flag) const {
  const auto found = flags.find(flag);
  return found == flags.end() || found->second.empty() ? nullptr : &found->second.back();
}

std::span<const Command* const> commands() {
  static const std::array kCommands = {&decide_command(),
                                       &ask_command(),
                                       &due_command(),
                                       &route_command(),
                                       &cure_command(),
                                       &explain_command(),
                                       &law_list_command(),
                                       &law_show_command(),
                                       &law_timeline_command(),
                                       &law_facts_command(),
                                       &law_check_command(),
                                       &law_test_command(),
                                       &law_coverage_command(),
                                       &law_verify_command(),
                                       &law_fmt_command(),
                                       &calendar_show_command(),
                                       &calendar_add_command(),
                                       &calendar_load_command(),
                                       &key_create_command(),
                                       &key_status_command(),
                                       &key_rotate_command(),
                                       &key_destroy_command(),
                                       &key_recover_command(),
                                       &key_unlock_list_command(),
                                       &key_unlock_add_command(),
                                       &key_unlock_remove_command(),
                                       &ledger_create_command(),
                                       &ledger_status_command(),
                                       &ledger_integrate_command(),
                                       &ledger_prove_command(),
                                       &ledger_verify_command(),
                                       &ledger_fsck_command(),
                                       &ledger_publish_command(),
                                       &ledger_prune_command(),
                                       &help_command(),
                                       &version_command()};
  return kCommands;
}

const Flag& lang_flag() {
  static const Flag kFlag = {
      "--lang",
      "zh|en",
      {"输出语言；默认依 LAWFUL_LANG、LC_ALL、LC_MESSAGES、LANG",
       "language of the output; else LAWFUL_LANG, LC_ALL, LC_MESSAGES, LANG"}};
  return kFlag;
}

const Flag& law_dir_flag() {
  static const Flag kFlag = {"--law-dir",
                             "DIR",
                             {"改用该文件夹中的法律文件（*.md），不用程序内置的",
                              "read the law from the Markdown files of DIR, not the one built in"}};
  return kFlag;
}

const Flag& law_flag() {
  static const Flag kFlag = {
      "--law",
      "PACK@VERSION",
      {"只采用所列法律包，可重复；默认采用全部现行法律与配套规定",
       "only these packs, repeatable; else every enacted law and instrument"}};
  return kFlag;
}

int refuse(Console& console, const Error& error) {
  console.err << error.message << "\n";
  return exit_status(error.code == Code::kNotFound ? Exit::kUsage : exit_for(error.code));
}

int misuse(Console& console, const Command& command, const std::string& message) {
  console.err << "lawful " << command.name << ": " << message
              << (message.ends_with('?') ? " see" : "; see") << " `lawful help " << command.name
              << "`\n";
  return exit_status(Exit::kUsage);
}

}  // namespace lawful
