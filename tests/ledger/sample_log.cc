#include "sample_log.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>

namespace sample {
namespace {

constexpr std::uint64_t kFirstTime = 1795276700000;  // 2026-11-21 23:58:20 in Beijing.

const unsigned char* octets(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::string number(std::uint64_t value, int bytes) {
  std::string text;
  while (bytes-- > 0) text += static_cast<char>(value >> (8 * bytes) & 0xff);
  return text;
}

// MTH(D[from:to]) over leaf hashes.
Hash tree(const std::vector<Hash>& leaves, std::size_t from, std::size_t to) {
  if (from == to) return sha256("");
  if (to - from == 1) return leaves[from];
  std::size_t half = 1;
  while (half * 2 < to - from) half *= 2;
  return sha256(std::string(1, '\1') + tree(leaves, from, from + half) +
                tree(leaves, from + half, to));
}

// PATH(index, D[from:to]), sibling first.
std::vector<Hash> path(const std::vector<Hash>& leaves, std::size_t index, std::size_t from,
                       std::size_t to) {
  if (to - from <= 1) return {};
  std::size_t half = 1;
  while (half * 2 < to - from) half *= 2;
  const std::size_t middle = from + half;
  std::vector<Hash> hashes =
      index < middle ? path(leaves, index, from, middle) : path(leaves, index, middle, to);
  hashes.push_back(index < middle ? tree(leaves, middle, to) : tree(leaves, from, middle));
  return hashes;
}

std::string lines(const std::vector<Hash>& hashes) {
  std::string text;
  for (const Hash& hash : hashes) text += base64(hash) + '\n';
  return text;
}

std::string place(std::string base, std::uint64_t tile, std::uint64_t wide) {
  std::string digits = std::to_string(tile);
  digits.insert(0, (3 - digits.size() % 3) % 3, '0');
  for (std::size_t i = 0; i < digits.size(); i += 3) {
    base += (i + 3 < digits.size() ? "/x" : "/") + digits.substr(i, 3);
  }
  return wide == 256 ? base : base + ".p/" + std::to_string(wide);
}

std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> private_key(const std::string& seed) {
  return {EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(seed), seed.size()),
          &EVP_PKEY_free};
}

std::string body_of(std::uint64_t index, std::string_view seed) {
  if (index % 50 == 49) return '\1' + number(index / 2, 8) + number(20778, 4);
  if (index % 10 == 9) return std::string(seed.substr(0, index % 32));
  return '\1' + std::string(1, static_cast<char>(1 + index % 3)) + sha256(seed);
}

}  // namespace

Hash sha256(std::string_view bytes) {
  Hash hash(32, '\0');
  SHA256(octets(bytes), bytes.size(), reinterpret_cast<unsigned char*>(hash.data()));
  return hash;
}

std::string base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), octets(bytes),
                                     static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

void write(const std::filesystem::path& file, std::string_view content) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary);
  stream << content;
  if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

std::string read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

SigningKey::SigningKey(std::string name, std::string_view seed)
    : name_(std::move(name)), seed_(sha256(seed)), public_key_(32, '\0') {
  std::size_t length = 32;
  if (EVP_PKEY_get_raw_public_key(private_key(seed_).get(),
                                  reinterpret_cast<unsigned char*>(public_key_.data()),
                                  &length) != 1) {
    throw std::runtime_error("no key");
  }
}

std::string SigningKey::verifier_key() const {
  const std::string id = sha256(name_ + "\n\1" + public_key_).substr(0, 4);
  std::string digits;
  for (const char c : id) {
    digits += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    digits += "0123456789abcdef"[c & 15];
  }
  return name_ + '+' + digits + '+' + base64('\1' + public_key_);
}

std::string SigningKey::sign(std::string_view text) const {
  std::string signature(64, '\0');
  std::size_t length = 64;
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  const auto key = private_key(seed_);
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &length,
                     octets(text), text.size()) != 1) {
    throw std::runtime_error("no signature");
  }
  const std::string id = sha256(name_ + "\n\1" + public_key_).substr(0, 4);
  return std::string(text) + "\n\u2014 " + name_ + ' ' + base64(id + signature) + '\n';
}

std::string Row::commit() const {
  const std::string message = "lawful-evidence-1\n" + individual + number(seq, 8) + number(at, 8) +
                              number(kind, 2) + previous + number(body.size(), 4) + body;
  std::string hash(32, '\0');
  HMAC(EVP_sha256(), salt.data(), static_cast<int>(salt.size()), octets(message), message.size(),
       reinterpret_cast<unsigned char*>(hash.data()), nullptr);
  return hash;
}

std::string Row::entry() const {
  return '\1' + number((at + 8 * 3600 * 1000) / 86400000, 4) + commitment;
}

std::string Row::opening() const {
  return entry() + salt + previous + individual + number(seq, 8) + number(at, 8) + number(kind, 2) +
         number(body.size(), 4) + body;
}

SampleLog::SampleLog(std::string origin, std::uint64_t size, std::uint64_t fork)
    : key_(origin, "generated key of " + origin),
      promises_(origin + "/promise", "generated promise key of " + origin),
      origin_(std::move(origin)) {
  std::map<std::string, Row> last;
  for (std::uint64_t i = 0; i < size; ++i) {
    const std::string seed =
        sha256("generated row " + std::to_string(i) + (i < fork ? "" : " of a fork"));
    Row row;
    row.individual = sha256("generated individual " + std::to_string(i % 7)).substr(0, 16);
    const Row& before = last[row.individual];
    row.seq = before.seq + 1;
    row.previous = row.seq == 1 ? std::string(32, '\0') : before.commitment;
    row.at = kFirstTime + i * 1500;
    row.kind = i % 50 == 49 ? 2 : i % 10 == 9 ? 100 : 1;
    row.body = body_of(i, seed);
    row.salt = sha256("generated salt " + seed);
    row.commitment = row.commit();
    last[row.individual] = row;
    entries_.push_back(row.entry());
    rows_.push_back(std::move(row));
  }
}

std::vector<Hash> SampleLog::leaves(std::uint64_t from, std::uint64_t to) const {
  std::vector<Hash> hashes;
  for (std::uint64_t i = from; i < to; ++i) {
    hashes.push_back(sha256(std::string(1, '\0') + entries_[i]));
  }
  return hashes;
}

std::string SampleLog::checkpoint_text(std::uint64_t size) const {
  return origin_ + '\n' + std::to_string(size) + '\n' +
         base64(tree(leaves(0, size), 0, static_cast<std::size_t>(size))) + '\n';
}

void SampleLog::publish(const std::filesystem::path& folder, std::uint64_t size,
                        std::uint64_t minimum) const {
  write(folder / "checkpoint", checkpoint(size));
  if (minimum > 0) write(folder / "minimum", std::to_string(minimum) + '\n');
  const std::vector<Hash> hashes = leaves(0, size);
  std::uint64_t span = 1;  // Entries under one hash of the level.
  for (int level = 0; size / span > 0; ++level, span *= 256) {
    const std::uint64_t count = size / span;
    for (std::uint64_t tile = 0; tile * 256 < count; ++tile) {
      const std::uint64_t wide = std::min<std::uint64_t>(256, count - tile * 256);
      if (wide == 256 && (tile + 1) * 256 * span <= minimum) continue;
      std::string content;
      std::string bundle;
      for (std::uint64_t i = tile * 256; i < tile * 256 + wide; ++i) {
        content += tree(hashes, i * span, (i + 1) * span);
        if (level == 0) bundle += number(entries_[i].size(), 2) + entries_[i];
      }
      write(folder / place("tile/" + std::to_string(level), tile, wide), content);
      if (level == 0) write(folder / place("tile/entries", tile, wide), bundle);
    }
  }
}

std::string SampleLog::proof_with(std::uint64_t index, std::uint64_t size,
                                  std::string_view extra) const {
  return "c2sp.org/tlog-proof@v1\nextra " + base64(extra) + "\nindex " + std::to_string(index) +
         '\n' + lines(path(leaves(0, size), index, 0, size)) + '\n' + checkpoint(size);
}

std::string SampleLog::proof(std::uint64_t index, std::uint64_t size, bool opened) const {
  return proof_with(index, size, opened ? rows_[index].opening() : entries_[index]);
}

std::string SampleLog::promise(const std::vector<Hash>& promised, std::size_t which,
                               std::uint64_t time) const {
  std::vector<Hash> records;
  for (const Hash& leaf : promised) records.push_back(sha256(std::string(1, '\0') + leaf));
  const std::string text = origin_ + "/promise\n" + std::to_string(promised.size()) + '\n' +
                           base64(tree(records, 0, records.size())) + "\ntime " +
                           std::to_string(time) + '\n';
  return "lawful-promise@v1\nleaf " + base64(promised[which]) + "\nindex " + std::to_string(which) +
         '\n' + lines(path(records, which, 0, records.size())) + '\n' + promises_.sign(text);
}

}  // namespace sample
