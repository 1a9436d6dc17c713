#pragma once
// What `lawful ledger` says to programs: one line of JSON, docs/formats/ledger-json.md.

#include <optional>
#include <string>

#include "app/ledger_status.h"
#include "ledger/fsck.h"

namespace lawful {

std::string fsck_json(const FsckReport& report);
std::string status_json(const LedgerStatus& status);

}  // namespace lawful
