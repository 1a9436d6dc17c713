#pragma once
// Proof that an entry is in the log, as one text that needs nothing else but the
// log's verifier key: C2SP tlog-proof.
//
//   c2sp.org/tlog-proof@v1
//   extra <base64>                      optional
//   index <decimal>
//   <base64 hash>                       the path, the sibling first; none or more
//                                       an empty line
//   the signed checkpoint, byte for byte
//
//   TRY(ProofFile proof, parse_proof_file(text));
//   TRY(Checkpoint in, check_proof(proof, leaf_hash(entry), log));
//
// Nobody has signed `extra`: it may help to find the entry, never to believe it.
//
// Limits: kProofExtraMax bytes of extra; the path and the note as in merkle.h and
// note.h.
//
// Errors: kInvalid for another form, or an index that is not below the size;
// kCorrupt for a signature or a path that does not stand.
//
// Thread safety: values and free functions.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/merkle.h"
#include "ledger/note.h"

namespace lawful {

inline constexpr std::size_t kProofExtraMax = std::size_t{64} << 10;  // The longest entry fits.

struct ProofFile {
  std::string extra;  // Empty: none.
  std::uint64_t index = 0;
  std::vector<Hash> path;
  std::string checkpoint;  // The note, signatures and all.

  bool operator==(const ProofFile&) const = default;
};

std::string format_proof_file(const ProofFile& proof);
[[nodiscard]] Result<ProofFile> parse_proof_file(std::string_view text);

// The checkpoint in which the entry is.
[[nodiscard]] Result<Checkpoint> check_proof(const ProofFile& proof, const Hash& leaf,
                                             const NoteVerifier& log);

}  // namespace lawful
