#include "ledger/intent.h"

#include <algorithm>

#include "base/bytes.h"

namespace lawful {

std::string write_intent(const std::vector<IntendedRow>& rows) {
  ByteWriter out;
  for (const IntendedRow& row : rows) {
    out.bytes(row.individual.bytes).u64(static_cast<std::uint64_t>(row.at));
    out.u64(static_cast<std::uint64_t>(row.seq));
  }
  return std::move(out).take();
}

Result<std::vector<IntendedRow>> read_intent(std::string_view bytes) {
  std::vector<IntendedRow> rows;
  for (ByteReader in(bytes); !in.rest().empty();) {
    IntendedRow row;
    TRY(const std::string_view individual, in.bytes(row.individual.bytes.size()));
    std::ranges::copy(as_bytes(individual), row.individual.bytes.begin());
    TRY(const std::uint64_t at, in.u64());
    TRY(const std::uint64_t seq, in.u64());
    row.at = static_cast<std::int64_t>(at);
    row.seq = static_cast<std::int64_t>(seq);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace lawful
