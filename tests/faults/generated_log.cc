#include "tests/faults/generated_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/bytes.h"
#include "crypto/base64.h"
#include "ledger/ledger_sql.h"

namespace lawful::faults {
namespace {

constexpr std::string_view kMark = "ack ";

}  // namespace

Owner individual(std::uint64_t number) {
  Owner owner;
  const Sha256 digest = sha256(fmt::format("generated individual {}", number));
  std::copy_n(digest.bytes.begin(), owner.bytes.size(), owner.bytes.begin());
  return owner;
}

RootKey chain_key(const Owner& individual) {
  Sha256 digest = sha256("generated chain key " + to_hex(as_text(individual.bytes)));
  return RootKey::take(digest.bytes);
}

Result<std::unique_ptr<Store>> open_generated(const std::string& where, StoreOptions::Open open,
                                              const Clock& clock) {
  StoreOptions options;
  options.open = open;
  return open_store(where, {&kLedgerSchema}, clock, options);
}

std::string format_acknowledgement(const Acknowledgement& acknowledgement) {
  return fmt::format("{}{} {} {}\n", kMark, to_hex(as_text(acknowledgement.individual.bytes)),
                     acknowledgement.seq, to_base64(acknowledgement.promise));
}

Result<Acknowledgement> parse_acknowledgement(std::string_view line) {
  const auto refused = fail(Code::kInvalid, "a line is no acknowledgement of this program");
  if (!line.starts_with(kMark)) return refused;
  line.remove_prefix(kMark.size());
  const std::size_t first = line.find(' ');
  if (first == std::string_view::npos) return refused;
  const std::size_t second = line.find(' ', first + 1);
  if (second == std::string_view::npos) return refused;
  Acknowledgement acknowledgement;
  TRY(const std::string owner, from_hex(line.substr(0, first)));
  if (owner.size() != acknowledgement.individual.bytes.size()) return refused;
  std::ranges::copy(as_bytes(owner), acknowledgement.individual.bytes.begin());
  const auto [end, error] =
      std::from_chars(line.data() + first + 1, line.data() + second, acknowledgement.seq);
  if (error != std::errc() || end != line.data() + second) return refused;
  TRY(acknowledgement.promise, from_base64(line.substr(second + 1)));
  return acknowledgement;
}

}  // namespace lawful::faults
