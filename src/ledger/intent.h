#pragma once
// What the column `rows` of log_intent holds: the rows that one step put into the log, as they
// stand in evidence_pending. For each its individual (16 bytes), its time and its number (8 bytes
// each, big end first), one after the other.
//
// Errors: read_intent kCorrupt for bytes that end within a row.
// Thread safety: free functions.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace lawful {

struct IntendedRow {
  Owner individual;
  std::int64_t at = 0;
  std::int64_t seq = 0;
};

std::string write_intent(const std::vector<IntendedRow>& rows);
[[nodiscard]] Result<std::vector<IntendedRow>> read_intent(std::string_view bytes);

}  // namespace lawful
