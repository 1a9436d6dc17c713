#pragma once
// Entries and openings, as docs/formats/evidence.md has them.

#include <ostream>

#include "bytes.h"

namespace verify {

// An entry in the log: 37 bytes.
struct Entry {
  std::uint64_t day = 0;  // Days since 1970-01-01, in Beijing.
  Hash commitment{};
};

// A row and its salt. Holds personal information where its body does.
struct Opening {
  std::string salt;        // 32 bytes.
  Hash previous{};         // The commitment of the row before, or zeroes.
  std::string individual;  // 16 bytes.
  std::uint64_t seq = 0;
  std::uint64_t at = 0;  // Milliseconds since 1970.
  std::uint64_t kind = 0;
  std::string body;
};

// What a proof carries beside the path.
struct Evidence {
  std::string entry;  // As it is hashed.
  Entry fields;
  std::optional<Opening> opening;
};

Entry read_entry(std::string_view bytes);

// Reads the `extra` of a proof. An opening is held to the entry: its commitment and
// its day must be the entry's. Throws Refusal.
Evidence read_evidence(std::string_view extra);

// Writes the opened row for a reader; throws Refusal where a body of a known kind is
// not in its form.
void print(std::ostream& out, const Opening& opening);

}  // namespace verify
