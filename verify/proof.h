#pragma once
// Proofs that an entry is in the log (c2sp.org/tlog-proof), and promises that one
// will be.

#include <vector>

#include "evidence.h"
#include "note.h"

namespace verify {

constexpr std::size_t kProofMax = 2 * kNoteMax;

struct Proof {
  std::uint64_t index = 0;
  Evidence evidence;
  Checkpoint checkpoint;  // Signed by the key.
};

// Reads a proof and checks it whole: the signature, the path, the opening.
Proof check_proof(std::string_view file, const Key& key);

struct Promise {
  Hash leaf{};             // Of the entry that is promised.
  std::uint64_t time = 0;  // Milliseconds since 1970.
};

// Reads a promise and checks its signature and its path in the batch.
Promise check_promise(std::string_view file, const Key& key);

// The name of the key that signs promises ends so; that of the log does not.
constexpr std::string_view kPromiseEnd = "/promise";

}  // namespace verify
