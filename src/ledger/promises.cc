#include "ledger/promises.h"

#include "ledger/promise.h"

namespace lawful {

void Promises::sign(std::vector<Waiting*>& batch) {
  std::vector<Hash> leaves;
  leaves.reserve(batch.size());
  for (const Waiting* one : batch) leaves.push_back(one->leaf);
  Result<PromiseBatch> made =
      promise_batch(identity_.origin, clock_.now(), leaves, identity_.promises);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (made) {
      batch[i]->text = format_promise({leaves[i], i, std::move(made->paths[i]), made->note});
    } else {
      batch[i]->text = tl::unexpected(made.error());
    }
  }
}

Result<std::string> Promises::promise(const Hash& leaf) {
  Waiting own{.leaf = leaf};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&own);
  while (!own.done) {
    if (signing_) {
      signed_.wait(lock);
      continue;
    }
    signing_ = true;
    std::vector<Waiting*> batch = std::move(waiting_);
    waiting_.clear();
    lock.unlock();
    sign(batch);
    lock.lock();
    for (Waiting* one : batch) one->done = true;
    signing_ = false;
    signed_.notify_all();
  }
  return std::move(own.text);
}

}  // namespace lawful
