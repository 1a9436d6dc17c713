#pragma once
// One row of evidence: what it says, the commitment to it, and the entry that stands
// for it in the log. docs/formats/evidence.md has every byte; this is the one place
// that writes and reads them.
//
//   Evidence ──(salt from the chain's key, commitment of the row before)──► Commitment
//   Commitment + the day in Beijing ──► entry, 37 bytes ──► its leaf in the log
//
// A chain is the rows of one individual, or of the handler itself, under one key.
// When that key is destroyed its salts are gone, and an entry no longer says whose
// it was; the rows before and the log verify as they did.
//
// Errors
//   read_*  kCorrupt  too short, too long, or a format that this program does not know
// Limits: kEvidenceBodyMax bytes of body: rows are read whole, many at a time.
// Thread safety: values and free functions. Pure.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/commitment.h"
#include "crypto/hash.h"
#include "crypto/hkdf.h"
#include "store/store.h"

namespace lawful {

inline constexpr std::size_t kEvidenceBodyMax = 32'768;
// 9999-12-31, the last day that can be written, as days and as milliseconds since 1970: what is
// later was not written here.
inline constexpr std::uint32_t kEvidenceDayMax = 2'932'896;
inline constexpr std::int64_t kEvidenceTimeEnd = std::int64_t{kEvidenceDayMax} * 86'400'000;

// What sort of thing a body is. Numbers are stored: they are only ever added to.
enum class EvidenceKind : std::uint16_t { kDecision = 1, kPruning = 2, kLoad = 100 };

struct Evidence {
  Owner individual;
  std::int64_t seq = 0;  // 1, 2, …
  Instant at{};
  EvidenceKind kind{};
  std::string body{};
};

// The key of a chain: salts are derived from it.
struct Chain {
  const Owner& individual;
  const RootKey& key;
};

CommitSalt salt_of(const RootKey& chain_key, std::int64_t seq);

// The bytes that a row's commitment is made of. `previous`: of row seq-1; zeroes for the first.
std::string commitment_message(const Evidence& row, const Commitment& previous);
Commitment commit_row(const RootKey& chain_key, const Evidence& row, const Commitment& previous);

// What stands in the log.
struct LogEntry {
  std::uint32_t day = 0;  // Days since 1970-01-01, of the day in Beijing.
  Commitment commitment;
};
inline constexpr std::size_t kEntrySize = 1 + 4 + 32;
std::uint32_t entry_day(Instant at);
Date date_of_day(std::uint32_t day);
std::uint32_t day_of_date(Date date);
std::string write_entry(const LogEntry& entry);
Result<LogEntry> read_entry(std::string_view bytes);

// What is shown to somebody who shall see the row behind a leaf: the `extra` of a proof.
// Reveals the salt, and with it this row alone.
std::string write_opening(const RootKey& chain_key, const Evidence& row,
                          const Commitment& previous);
struct Opening {
  LogEntry entry;
  Evidence row;
  Commitment previous;
};
// Reads an opening and checks that the row is what the entry commits to.
Result<Opening> read_opening(std::string_view extra);

// The body of a decision: its outcome and the digest that its answer carries.
enum class RecordedOutcome : std::uint8_t {
  kLawful = 1,
  kUnlawful = 2,
  kUndetermined = 3,
  kOutOfScope = 4
};
struct DecisionBody {
  RecordedOutcome outcome{};
  Sha256 decision;
};
std::string write_decision_body(const DecisionBody& body);
Result<DecisionBody> read_decision_body(std::string_view bytes);

// The body of a pruning: from which index on entries are shown, and the day that it was for.
struct PruningBody {
  std::uint64_t minimum = 0;
  std::uint32_t before = 0;
};
std::string write_pruning_body(const PruningBody& body);
Result<PruningBody> read_pruning_body(std::string_view bytes);

}  // namespace lawful
