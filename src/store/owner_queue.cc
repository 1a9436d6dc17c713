#include "store/owner_queue.h"

#include <utility>

#include "base/check.h"

namespace lawful {

void OwnerQueue::push(Job job) {
  {
    const std::lock_guard lock(mutex_);
    const auto [place, is_first] = behind_.try_emplace(job.owner);
    if (!is_first) {
      place->second.push_back(std::move(job));
      return;
    }
    ready_.push_back(std::move(job));
  }
  changed_.notify_one();
}

std::optional<OwnerQueue::Job> OwnerQueue::take() {
  std::unique_lock lock(mutex_);
  // Jobs behind others become ready later, so an empty list of ready ones is not the end.
  changed_.wait(lock, [this] { return !ready_.empty() || (closed_ && behind_.empty()); });
  if (ready_.empty()) return std::nullopt;
  Job job = std::move(ready_.front());
  ready_.pop_front();
  return job;
}

void OwnerQueue::finished(const Owner& owner) {
  {
    const std::lock_guard lock(mutex_);
    const auto place = behind_.find(owner);
    CHECK(place != behind_.end());
    if (place->second.empty()) {
      behind_.erase(place);
      if (!closed_ || !behind_.empty()) return;
    } else {
      ready_.push_back(std::move(place->second.front()));
      place->second.pop_front();
    }
  }
  // All, since closing threads wait for the last owner beside those that wait for a job.
  changed_.notify_all();
}

void OwnerQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

}  // namespace lawful
