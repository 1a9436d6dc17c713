#pragma once
// Signed notes (c2sp.org/signed-note) with Ed25519 keys, and the checkpoints
// (c2sp.org/tlog-checkpoint) that are such notes.

#include "bytes.h"

namespace verify {

// A verifier key, written NAME+HASH+KEY: the name of the key, its id in eight hex
// digits, and base 64 of 0x01 and the 32 bytes of the Ed25519 public key.
struct Key {
  std::string name;
  std::string id;          // 4 bytes.
  std::string public_key;  // 32 bytes.
};

// Throws Refusal where `text` is no such key, or its id is not that of its name and bytes.
Key read_key(std::string_view text);

// The text of `note`, its last newline with it, once a signature of `key` on it has
// been verified. Signatures of other keys are ignored; a wrong one of `key` is not.
std::string_view open_note(std::string_view note, const Key& key);

struct Checkpoint {
  std::uint64_t size = 0;
  Hash root{};
};

// Reads the text of a checkpoint whose origin is `origin`. It has three lines: a log
// whose checkpoints said more could say different things to different readers.
Checkpoint read_checkpoint(std::string_view text, const std::string& origin);

// Opens and reads in one.
Checkpoint open_checkpoint(std::string_view note, const Key& key);

// The text of a note, unverified: to go on with after its signature was refused.
std::string_view text_of(std::string_view note);

// Longer notes are refused: a checkpoint with a hundred signatures has 20 KB.
constexpr std::size_t kNoteMax = 1 << 20;

}  // namespace verify
