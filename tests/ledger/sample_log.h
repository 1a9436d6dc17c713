#pragma once
// Generated evidence logs, to hold verifiers to. Written from the documents alone,
// and slowly: every root, path and tile is computed by the definition of RFC 6962.
// Keys, salts and rows are made of the seed; they are nobody's.

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace sample {

using Hash = std::string;  // 32 bytes.

Hash sha256(std::string_view bytes);
std::string base64(std::string_view bytes);
void write(const std::filesystem::path& path, std::string_view content);
std::string read(const std::filesystem::path& path);

// An Ed25519 key of a name, made of a seed.
class SigningKey {
 public:
  SigningKey(std::string name, std::string_view seed);
  std::string verifier_key() const;
  std::string sign(std::string_view text) const;  // The signed note.

 private:
  std::string name_;
  std::string seed_;
  std::string public_key_;
};

struct Row {
  std::string individual, salt, previous, body, commitment;
  std::uint64_t seq = 0, at = 0;
  std::uint16_t kind = 0;

  std::string commit() const;   // HMAC over the row.
  std::string entry() const;    // With the day of `at`.
  std::string opening() const;  // `extra` of an opened proof, not yet base 64.
};

class SampleLog {
 public:
  // `size` rows of seven individuals. Two logs of one origin and other seeds fork
  // after the entry `fork`: until then they are the same.
  SampleLog(std::string origin, std::uint64_t size, std::uint64_t fork = ~std::uint64_t{0});

  std::string key() const { return key_.verifier_key(); }
  std::string promise_key() const { return promises_.verifier_key(); }
  const SigningKey& signer() const { return key_; }
  std::vector<Row>& rows() { return rows_; }
  std::vector<std::string>& entries() { return entries_; }

  std::string checkpoint_text(std::uint64_t size) const;
  std::string checkpoint(std::uint64_t size) const { return key_.sign(checkpoint_text(size)); }
  // Tiles and bundles of the first `size` entries; those that end at or below
  // `minimum` are left out.
  void publish(const std::filesystem::path& folder, std::uint64_t size,
               std::uint64_t minimum = 0) const;
  std::string proof(std::uint64_t index, std::uint64_t size, bool opened) const;
  std::string proof_with(std::uint64_t index, std::uint64_t size, std::string_view extra) const;
  // Of the `which`-th of these leaf hashes, promised together.
  std::string promise(const std::vector<Hash>& leaves, std::size_t which, std::uint64_t time) const;
  std::vector<Hash> leaves(std::uint64_t from, std::uint64_t to) const;

 private:
  SigningKey key_;
  SigningKey promises_;
  std::string origin_;
  std::vector<Row> rows_;
  std::vector<std::string> entries_;
};

}  // namespace sample
