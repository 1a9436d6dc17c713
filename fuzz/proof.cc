// Any bytes as a proof, a promise and a bundle: an answer, never a crash; what is read is written
// back as the same bytes.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "ledger/promise.h"
#include "ledger/proof_file.h"
#include "ledger/tiles.h"

namespace {

// Of the logs in tests/golden/log.
constexpr std::string_view kLogKey =
    "log.example/generated+4ab60c63+AfBBZaNUDH5wW/G4royoCQqL+dgL3bs/P9lFCROLJoF+";
constexpr std::string_view kPromiseKey =
    "log.example/generated/promise+e72cdb6a+AYabD3lCEBUNO6WiAB64rKpQIh4lgIaXyQ3QOy30y2Lo";

void check_bundle(std::string_view bytes) {
  for (unsigned width = 0; width <= 4; ++width) {
    const auto read = lawful::parse_bundle(bytes, width);
    if (!read) continue;
    const std::vector<std::string> entries(read->begin(), read->end());
    const auto written = lawful::encode_bundle(entries);
    CHECK(entries.size() == width && written.has_value() && *written == bytes);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto log = lawful::parse_vkey(kLogKey);
  const auto promises = lawful::parse_vkey(kPromiseKey);
  if (const auto proof = lawful::parse_proof_file(bytes)) {
    CHECK(lawful::format_proof_file(*proof) == bytes);
    CHECK(proof->path.size() <= lawful::kPathMax && proof->extra.size() <= lawful::kProofExtraMax);
    CHECK(!lawful::check_proof(*proof, lawful::Hash{}, *log).has_value());
  }
  if (const auto promise = lawful::parse_promise(bytes)) {
    CHECK(lawful::format_promise(*promise) == bytes);
    if (const auto head = lawful::check_promise(*promise, *promises)) {
      CHECK(head->origin == log->name && promise->index < head->count);
    }
  }
  check_bundle(bytes);
  return 0;
}
