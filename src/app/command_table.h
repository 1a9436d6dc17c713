#pragma once
// One function for each command, each in the file of its name (command_decide.cc; `law test`
// in command_law_examples.cc, since `_test.cc` is a unit test). To add one:
// write its file, name it here and in commands() of command.cc, and document it in docs/cli.md.

#include "app/command.h"

namespace lawful {

const Command& decide_command();
const Command& due_command();
const Command& route_command();
const Command& cure_command();
const Command& ask_command();
const Command& explain_command();
const Command& law_list_command();
const Command& law_show_command();
const Command& law_facts_command();
const Command& law_check_command();
const Command& law_test_command();
const Command& law_fmt_command();
const Command& law_timeline_command();
const Command& law_coverage_command();
const Command& law_verify_command();
const Command& calendar_show_command();
const Command& calendar_add_command();
const Command& calendar_load_command();
const Command& key_create_command();
const Command& key_status_command();
const Command& key_rotate_command();
const Command& key_destroy_command();
const Command& key_recover_command();
const Command& key_unlock_list_command();
const Command& key_unlock_add_command();
const Command& key_unlock_remove_command();
const Command& ledger_create_command();
const Command& ledger_status_command();
const Command& ledger_integrate_command();
const Command& ledger_prove_command();
const Command& ledger_verify_command();
const Command& ledger_fsck_command();
const Command& ledger_publish_command();
const Command& ledger_prune_command();
const Command& help_command();
const Command& version_command();

}  // namespace lawful
