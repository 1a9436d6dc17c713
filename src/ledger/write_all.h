#pragma once
// Many works at once, and one answer when the last is done.
//
//   WriteAll works(store);
//   for (…) works.submit(owner, work);
//   TRY_VOID(works.wait());
//
// At most kWritesAtOnce wait in the store at a time: submit blocks beyond it. Every work is
// waited for, also when one has failed; the first failure is the answer. wait() may be
// followed by more.
//
// Invariant: the destructor waits, since a work may point into what its caller holds.
// Thread safety: one caller.

#include <condition_variable>
#include <mutex>

#include "store/store.h"

namespace lawful {

inline constexpr std::size_t kWritesAtOnce = 1024;

class WriteAll {
 public:
  explicit WriteAll(Store& store) : store_(store) {}
  ~WriteAll();
  WriteAll(const WriteAll&) = delete;
  WriteAll& operator=(const WriteAll&) = delete;

  void submit(const Owner& owner, Work work);
  [[nodiscard]] Result<void> wait();

 private:
  Store& store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t under_way_ = 0;
  Result<void> first_failure_;
};

}  // namespace lawful
