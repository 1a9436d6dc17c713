#include "ledger/write_all.h"

namespace lawful {

WriteAll::~WriteAll() { (void)wait(); }

void WriteAll::submit(const Owner& owner, Work work) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_ < kWritesAtOnce; });
    ++under_way_;
  }
  store_.submit(owner, std::move(work), [this](Result<void> done) {
    // Under the lock to the end: once the count is zero, the waiting owner may destroy this.
    const std::lock_guard lock(mutex_);
    if (!done && first_failure_) first_failure_ = std::move(done);
    --under_way_;
    changed_.notify_all();
  });
}

Result<void> WriteAll::wait() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return under_way_ == 0; });
  Result<void> answer = std::move(first_failure_);
  first_failure_ = {};
  return answer;
}

}  // namespace lawful
