#pragma once
// What the log gives at once, before an entry is in it: "this will be in the log,
// said at this time". Later the entry's proof (proof_file.h) must exist, or the
// promise shows that the log left it out.
//
//   TRY(PromiseBatch batch, promise_batch(log, now, leaves, signer));   one signature for all
//   std::string text = format_promise({leaves[i], i, batch.paths[i], batch.note});
//   TRY(Promise promise, parse_promise(text));
//   TRY(PromiseHead head, check_promise(promise, verifier));
//
//   lawful-promise@v1
//   leaf <base64>                       the leaf hash of the entry in the log
//   index <decimal>                     its place among those promised together
//   <base64 hash>                       its path there, the sibling first; none or more
//                                       an empty line
//   a note signed by `<origin>/promise`, whose text is:
//     <origin>/promise
//     <decimal>                         how many are promised together
//     <base64>                          the root of the tree over them
//     time <decimal>                    milliseconds since 1970, UTC
//
// The tree over a batch is that of merkle.h; its records are the 32-byte leaf
// hashes, so that the leaf of a record is SHA-256(0x00 || leaf hash).
//
// The promise key is a key of its own with a name of its own, and the text has a
// fourth line, so a promise is no checkpoint and a checkpoint no promise.
//
// Errors: kInvalid for another form, an empty batch, a time before 1970, an index
// that is not below the number promised; kCorrupt for a signature or a path that
// does not stand.
//
// Thread safety: values and free functions.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "ledger/merkle.h"
#include "ledger/note.h"

namespace lawful {

// The name of the key that promises for the log of that origin.
std::string promise_key_name(std::string_view origin);

// What is signed.
struct PromiseHead {
  std::string origin;  // Of the log.
  std::uint64_t count = 0;
  Hash root;
  Instant time;

  auto operator<=>(const PromiseHead&) const = default;
};

std::string format_promise_head(const PromiseHead& head);
[[nodiscard]] Result<PromiseHead> parse_promise_head(std::string_view text);

struct PromiseBatch {
  std::string note;
  std::vector<std::vector<Hash>> paths;  // One of each leaf, in their order.
};

// kInvalid unless the signer is named promise_key_name(origin).
[[nodiscard]] Result<PromiseBatch> promise_batch(std::string_view origin, Instant time,
                                                 std::span<const Hash> leaves, NoteSigner& signer);

struct Promise {
  Hash leaf;
  std::uint64_t index = 0;
  std::vector<Hash> path;
  std::string note;

  bool operator==(const Promise&) const = default;
};

std::string format_promise(const Promise& promise);
[[nodiscard]] Result<Promise> parse_promise(std::string_view text);

// What was promised of promise.leaf. `promises` is the verifier of the promise key.
[[nodiscard]] Result<PromiseHead> check_promise(const Promise& promise,
                                                const NoteVerifier& promises);

}  // namespace lawful
