// verify_sample FOLDER: writes generated logs, with proofs and promises, for tests/ledger/run.
//
// For each size N: FOLDER/N/log, key, promise-key, older-M (checkpoints), chain-K and
// entry-K (proofs with and without opening), promise-K, not-kept and, of another log of the same
// origin, forked (a checkpoint). FOLDER/pruned/log is a log of which the beginning is no
// longer shown.

#include <iostream>

#include "sample_log.h"

namespace {

void write_set(const std::filesystem::path& folder, std::uint64_t size, std::uint64_t minimum) {
  using sample::write;
  const sample::SampleLog log("example.test/log", size);
  log.publish(folder / "log", size, minimum);
  write(folder / "key", log.key());
  write(folder / "promise-key", log.promise_key());
  for (const std::uint64_t older : {size / 3, size / 2, size - size / 4}) {
    write(folder / ("older-" + std::to_string(older)), log.checkpoint(older));
  }
  if (size == 0) return;
  const sample::SampleLog forked("example.test/log", size, size / 2);
  write(folder / "forked", forked.checkpoint(size - size / 4));
  for (std::uint64_t i = 0; i < size && i < 29; i += 7) {
    write(folder / ("chain-" + std::to_string(i)), log.proof(i, size, true));
  }
  for (const std::uint64_t i : {std::uint64_t{0}, size / 2, size - 1}) {
    write(folder / ("entry-" + std::to_string(i)), log.proof(i, size, false));
  }
  std::vector<sample::Hash> promised = log.leaves(size - (size + 4) / 5, size);
  promised.push_back(sample::sha256("a leaf that no log has"));
  for (std::size_t i = 0; i + 1 < promised.size() && i < 5; ++i) {
    write(folder / ("promise-" + std::to_string(i)), log.promise(promised, i, 1795276800000));
  }
  write(folder / "not-kept", log.promise(promised, promised.size() - 1, 1795276800000));
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: verify_sample FOLDER\n";
    return 64;
  }
  const std::filesystem::path folder = words[1];
  for (const std::uint64_t size : {0U, 1U, 2U, 255U, 256U, 257U, 300U, 65539U}) {
    write_set(folder / std::to_string(size), size, 0);
  }
  write_set(folder / "pruned", 65539, 65300);
}
