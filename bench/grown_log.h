#pragma once
// A log of many generated entries in a store, made without rows: tiles of grow_tree, bundles and
// a signed head, written as the integrator writes them, some hundred bundles a transaction.
//
//   grow_log(ledger.store(), ledger.identity(), 10'000'000);
//
// What fails ends the program.
// Thread safety: one call.

#include <cstdint>

#include "ledger/log_rows.h"

namespace lawful::bench {

void grow_log(Store& store, const LogIdentity& identity, std::uint64_t entries);

}  // namespace lawful::bench
