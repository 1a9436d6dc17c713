#include "proof.h"

#include "hash.h"
#include "say.h"
#include "tree.h"

namespace verify {
namespace {

constexpr std::size_t kPathMax = 63;  // Of a tree of 2^63 entries.

std::uint64_t read_index(Lines& lines) {
  const std::optional<std::uint64_t> index = decimal(lines.next("index"));
  if (!index) throw Refusal(say("the index is not a decimal number"));
  return *index;
}

// Up to and with the empty line.
std::vector<Hash> read_path(Lines& lines) {
  std::vector<Hash> path;
  for (std::string_view line = lines.next(); !line.empty(); line = lines.next()) {
    const std::optional<Hash> hash = hash_from_base64(line);
    if (!hash || path.size() == kPathMax) throw Refusal(say("the path is malformed"));
    path.push_back(*hash);
  }
  return path;
}

void check_first(Lines& lines, const std::string& first) {
  if (lines.next() != first) throw Refusal(say("the first line must be `{1}`", first));
}

}  // namespace

Proof check_proof(std::string_view file, const Key& key) {
  if (file.size() > kProofMax) throw Refusal(say("the file is too long"));
  Lines lines(file);
  check_first(lines, "c2sp.org/tlog-proof@v1");
  if (lines.rest().starts_with("index ")) {
    throw Refusal(say("there is no `extra`, so the entry is not in the proof"));
  }
  const std::optional<std::string> extra = from_base64(lines.next("extra"));
  if (!extra) throw Refusal(say("`extra` is not base 64"));
  Proof proof;
  proof.index = read_index(lines);
  const std::vector<Hash> path = read_path(lines);
  proof.checkpoint = open_checkpoint(lines.rest(), key);
  proof.evidence = read_evidence(*extra);
  const std::optional<Hash> root =
      root_by_path(leaf_hash(proof.evidence.entry), proof.index, proof.checkpoint.size, path);
  if (root != proof.checkpoint.root) {
    throw Refusal(
        say("the entry is not at index {1} of the tree of {2} entries: the path does "
            "not lead to its root",
            std::to_string(proof.index), std::to_string(proof.checkpoint.size)));
  }
  return proof;
}

Promise check_promise(std::string_view file, const Key& key) {
  if (file.size() > kProofMax) throw Refusal(say("the file is too long"));
  Lines lines(file);
  check_first(lines, "lawful-promise@v1");
  const std::optional<Hash> leaf = hash_from_base64(lines.next("leaf"));
  if (!leaf) throw Refusal(say("the leaf is not a hash in base 64"));
  const std::uint64_t index = read_index(lines);
  const std::vector<Hash> path = read_path(lines);

  Lines note(open_note(lines.rest(), key));
  const std::string_view named = note.next();
  if (named != key.name) {
    throw Refusal(say("of `{1}`, but the key is that of `{2}`", std::string(named), key.name));
  }
  const std::optional<std::uint64_t> size = decimal(note.next());
  const std::optional<Hash> root = hash_from_base64(note.next());
  const std::optional<std::uint64_t> time = decimal(note.next("time"));
  if (!size || !root || !time || *time > kLastMillisecond || !note.empty()) {
    throw Refusal(say("the signed text is malformed: it has a number, a root and a time"));
  }
  if (root_by_path(leaf_hash(view(*leaf)), index, *size, path) != root) {
    throw Refusal(
        say("the leaf is not at index {1} of the batch of {2}: the path does not lead "
            "to its root",
            std::to_string(index), std::to_string(*size)));
  }
  return {*leaf, *time};
}

}  // namespace verify
