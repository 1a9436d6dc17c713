#pragma once
// Jobs for several threads, at most one of each owner at a time.
//
// Two transactions about one owner would only run into each other on the server; here
// the second waits its turn, in the order in which they came, while other owners' jobs
// go on.
//
//   queue.push(owner, job);
//   while (auto job = queue.take()) {        // waits; nothing once closed and empty
//     …
//     queue.finished(job->owner);            // lets the owner's next job go
//   }
//
// Thread safety: all calls from any thread.

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "store/store.h"

namespace lawful {

class OwnerQueue {
 public:
  struct Job {
    Owner owner;
    Work work;
    Done done;
  };

  void push(Job job);
  std::optional<Job> take();
  void finished(const Owner& owner);
  void close();  // What was pushed is still given out.

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> ready_;  // Guarded by mutex_, as is all below.
  // Owners with a job that is ready or being done, and their jobs behind it.
  std::map<Owner, std::deque<Job>> behind_;
  bool closed_ = false;
};

}  // namespace lawful
