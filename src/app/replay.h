#pragma once
// Answers as evidence: each line of `decide --json` holds all that it was decided from. A replay
// decides it again from its own line, under the same packs and readings, and compares byte for
// byte.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/law.h"

namespace lawful {

constexpr std::size_t kReplayLinesMax = 10'000;  // As many as acts in a file.

struct Replayed {
  int line = 0;       // In the file, from 1.
  std::string again;  // The answer of today, one line of JSON.
  bool same = false;
};

// Every line of `bytes` decided again. Errors: kInvalid, `FILE:LINE: …`: not an answer of schema 1,
// an answer under packs or a vocabulary other than the ones loaded (digests differ), or facts that
// this law does not know.
Result<std::vector<Replayed>> replay(std::string_view bytes, const std::string& file,
                                     const Law& law);

}  // namespace lawful
