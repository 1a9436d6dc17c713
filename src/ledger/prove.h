#pragma once
// Proofs that an entry, or a row, is in the log: the text that an outsider checks
// (proof_file.h), with the entry in its `extra` and, where a row is opened, the row and
// its salt.
//
//   TRY(std::string proof, prove_entry(store, identity, 17));
//   TRY(std::string opened, prove_row(store, identity, {individual, seq}, &chain_key));
//
// Cost: three tiles and a bundle at ten million entries, some hundred microseconds. find_leaf
// reads the leaf hashes from the newest back: 32 bytes an entry.
//
// Errors
//   kNotFound     no such entry or row; an entry that was pruned away
//   kUnavailable  the row has no leaf yet: it gets one within moments, if anybody integrates
//   kCorrupt      stored bytes do not fit together; the row is not what its entry commits to
// Thread safety: free functions.

#include <optional>

#include "ledger/log_rows.h"
#include "ledger/proof_file.h"

namespace lawful {

struct RowName {
  Owner individual;
  std::int64_t seq = 0;
};

[[nodiscard]] Result<std::string> prove_entry(Store& store, const LogIdentity& identity,
                                              std::uint64_t index);

// With the chain's key the proof opens the row: it shows all of it. Without, only that its entry
// is in the log.
[[nodiscard]] Result<std::string> prove_row(Store& store, const LogIdentity& identity,
                                            const RowName& name, const RootKey* opening_key);

// That the log of `old_size` is the beginning of the log now: the hashes that check_consistency
// takes, and the checkpoint of now.
struct Consistency {
  std::vector<Hash> path;
  std::string checkpoint;
};
[[nodiscard]] Result<Consistency> prove_consistency(Store& store, const LogIdentity& identity,
                                                    std::uint64_t old_size);

// The index of the entry with that leaf hash, from the newest back to the minimum index.
[[nodiscard]] Result<std::optional<std::uint64_t>> find_leaf(Store& store,
                                                             const LogIdentity& identity,
                                                             const Hash& leaf);

}  // namespace lawful
