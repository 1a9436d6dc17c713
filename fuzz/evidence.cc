// Any bytes as an entry, an opening and the bodies of evidence: an answer, never a crash; what is
// read is written back as the same bytes, and an opening is read only where its commitment fits.
#include "ledger/evidence.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto entry = lawful::read_entry(bytes)) {
    CHECK(lawful::write_entry(*entry) == bytes);
    CHECK(lawful::format_date(lawful::date_of_day(entry->day)).size() == 10);
  }
  if (const auto opening = lawful::read_opening(bytes)) {
    CHECK(bytes.starts_with(lawful::write_entry(opening->entry)));
    CHECK(opening->entry.day == lawful::entry_day(opening->row.at));
    CHECK(opening->row.seq > 0 && opening->row.body.size() <= lawful::kEvidenceBodyMax);
  }
  if (const auto body = lawful::read_decision_body(bytes)) {
    CHECK(lawful::write_decision_body(*body) == bytes);
  }
  if (const auto body = lawful::read_pruning_body(bytes)) {
    CHECK(lawful::write_pruning_body(*body) == bytes);
  }
  return 0;
}
