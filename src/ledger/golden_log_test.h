#pragma once
// For tests: the logs under tests/golden/log, made anew. Every entry, name and key is generated;
// the seed of a key is SHA-256 of words that stand here.
//
//   GoldenLog log(3);
//   log.files().at("checkpoint")           as in tests/golden/log/3/checkpoint
//
// Invariant: what was once written to tests/golden never changes; another log gets another size
// or another class.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/check.h"
#include "ledger/key_signer_test.h"
#include "ledger/memory_tiles_test.h"
#include "ledger/promise.h"
#include "ledger/proof_file.h"

namespace lawful {

class GoldenLog {
 public:
  static constexpr std::string_view kOrigin = "log.example/generated";

  explicit GoldenLog(std::uint32_t count) {
    std::vector<Hash> leaves;
    for (std::uint32_t i = 0; i < count; ++i) {
      entries.push_back(entry(i));
      leaves.push_back(leaf_hash(entries.back()));
    }
    const Growth growth = must(grow_tree(tiles, 0, leaves));
    tiles.keep(growth);
    checkpoint = {std::string(kOrigin), count, growth.root};
    proof = {"", count - 2, must(inclusion_proof(tiles, count - 2, count)),
             must(sign_checkpoint(checkpoint, log_key))};
    // The last three entries were promised together.
    const Instant time{std::chrono::milliseconds{1'798'761'600'123}};
    const auto last = std::span(leaves).last(3);
    PromiseBatch batch = must(promise_batch(kOrigin, time, last, promise_key));
    promise = {last[1], 1, batch.paths[1], batch.note};
  }

  // The version, a day since 1970, and what stands for a digest.
  static std::string entry(std::uint32_t i) {
    ByteWriter out;
    out.u8(1).u32(20'819 + i / 100).bytes(sha256("generated entry " + std::to_string(i)).bytes);
    return std::move(out).take();
  }

  std::map<std::string, std::string> files() {
    std::map<std::string, std::string> files;
    for (const auto& [tile, width] : tiles_of(checkpoint.size)) {
      files[tile_path(tile, width)] = tiles.tiles.at(tile);
      if (tile.level != 0) continue;
      const auto from = static_cast<std::size_t>(tile.index * kTileWidth);
      files[bundle_path(tile.index, width)] =
          must(encode_bundle(std::span(entries).subspan(from, width)));
    }
    files["checkpoint"] = proof.checkpoint;
    files["entry.tlog-proof"] = format_proof_file(proof);
    files["entry.promise"] = format_promise(promise);
    files["keys"] = log_key.verifier().vkey() + '\n' + promise_key.verifier().vkey() + '\n';
    return files;
  }

  template <class T>
  static T must(Result<T> result) {
    CHECK(result.has_value());
    return *std::move(result);
  }

  KeySigner log_key{std::string(kOrigin), "generated key of the log"};
  KeySigner promise_key{promise_key_name(kOrigin), "generated key of the promises"};
  MemoryTiles tiles;
  std::vector<std::string> entries;
  Checkpoint checkpoint;
  ProofFile proof;
  Promise promise;
};

}  // namespace lawful
