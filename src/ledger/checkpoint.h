#pragma once
// What the log says of itself at a moment: so many entries, this root. C2SP
// tlog-checkpoint, a signed note of three lines:
//
//   example.org/log                                   the origin: which log
//   20852163                                          its size
//   CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=      the root of its tree
//
// The log signs with the key whose name is the origin; others sign below it what
// they saw (add_signature). Who signs a checkpoint has made sure that the tree
// continues every one signed before it: that is the whole promise of a log.
//
// Extension lines, which the format allows behind the third, are refused: this
// log writes none, since no monitor could audit them, and a text with more lines
// is another sort of note (promise.h).
//
// Invariants: the origin is a key name (note.h); a tree without entries has the
// root empty_root().
//
// Errors: kInvalid for another form or a broken invariant, kCorrupt for
// signatures, as in note.h.
//
// Thread safety: values and free functions.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/note.h"

namespace lawful {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root = empty_root();

  auto operator<=>(const Checkpoint&) const = default;
};

// The text of the note.
std::string format_checkpoint(const Checkpoint& checkpoint);
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);

// kInvalid unless the signer has the origin for its name.
[[nodiscard]] Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, NoteSigner& log);
// The checkpoint that `log` signed, of the log of that name.
[[nodiscard]] Result<Checkpoint> open_checkpoint(std::string_view note, const NoteVerifier& log);

}  // namespace lawful
