#pragma once
// Works as transactions on a PostgreSQL server, tried until they have an answer:
// the table of postgres_store.h.
//
// Errors: as store.h.
// Thread safety: all calls from any thread.

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "store/postgres_pool.h"
#include "store/postgres_transaction.h"
#include "store/retry.h"

namespace lawful {

class PostgresWorks {
 public:
  PostgresWorks(PostgresPool& pool, const Catalogue& catalogue, const Clock& clock)
      : pool_(pool), catalogue_(catalogue), clock_(clock) {}

  Result<void> write(const Owner& owner, const Work& work);
  Result<void> read(const Work& work);

  // Looks through a page of marks after every so many writes, and removes the old ones. What
  // fails is tried again with the next page.
  void sweep_now_and_then();

  static constexpr std::uint64_t kWritesPerSweep = 64;
  static constexpr std::int64_t kMarksPerSweep = 128;  // Faster than they are written.

 private:
  struct Attempt {
    Result<void> answer;
    Trouble trouble = Trouble::kNone;
    bool unknown = false;  // It, or one before it, may have been carried out.
  };

  Attempt attempt(const WriteMark& mark, const Work& work, bool unknown);
  Attempt attempt_read(const Work& work);
  Attempt failed(PostgresPool::Lease& connection, Result<void> answer, bool unknown) const;
  Result<void> sweep();

  PostgresPool& pool_;
  const Catalogue& catalogue_;
  const Clock& clock_;

  std::atomic<std::uint64_t> writes_ = 0;
  std::mutex sweeping_;
  std::string swept_owner_;  // How far the last page went; guarded by sweeping_.
  std::string swept_mark_;
};

}  // namespace lawful
