#pragma once
// What `lawful ledger` says to people.

#include <optional>
#include <string>

#include "app/ledger_status.h"
#include "ledger/fsck.h"
#include "ledger/promise.h"
#include "ledger/prove.h"
#include "rules/text.h"

namespace lawful {

std::string fsck_page(const FsckReport& report, bool unlocked, Lang lang);
std::string status_page(const LedgerStatus& status, Lang lang);

// A proof that was checked: where the entry is, and what the row says where it was opened.
std::string proof_page(const ProofFile& proof, const Checkpoint& in, const LogEntry& entry,
                       const std::optional<Opening>& opening, Lang lang);
// A promise that was checked.
std::string promise_page(const Promise& promise, const PromiseHead& head, Lang lang);

// "2026-05-28T20:26:40.000Z（北京 2026-05-29）"
std::string moment(Instant at, Lang lang);

}  // namespace lawful
