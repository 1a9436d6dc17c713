#pragma once
// The text of notes, checkpoints, proofs and promises: lines that end in one line
// feed, whole numbers, hashes in base 64. What is read has one spelling only, so
// that two texts that say the same are the same bytes.
//
//   LineReader in(text);
//   TRY(std::string_view origin, in.line("origin"));
//   TRY(std::uint64_t size, parse_decimal(line, "tree size"));   // "0", "73894"; never "007"
//
// Errors: kInvalid, with the name of what was being read, never with its bytes.
//
// Thread safety: values and free functions.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/merkle.h"

namespace lawful {

class LineReader {
 public:
  explicit LineReader(std::string_view text) : rest_(text) {}

  // The next line, without its end; it must have one. `name` says in an error what was sought.
  Result<std::string_view> line(std::string_view name);
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

// From 0 to kTreeSizeMax.
Result<std::uint64_t> parse_decimal(std::string_view text, std::string_view name);

// What follows "key " in `line`.
Result<std::string_view> parse_field(std::string_view line, std::string_view key);

std::string format_hash(const Hash& hash);
Result<Hash> parse_hash(std::string_view text, std::string_view name);

// A path, one hash a line, and the empty line that ends it.
std::string format_path(std::span<const Hash> path);
Result<std::vector<Hash>> parse_path(LineReader& in);

}  // namespace lawful
