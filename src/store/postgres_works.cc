#include "store/postgres_works.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>
#include <utility>

#include "crypto/random.h"
#include "store/marks_sql.h"
#include "store/postgres_error.h"

namespace lawful {
namespace {

using Control = PostgresConnection::Control;

constexpr std::chrono::hours kMarkLife{24};

std::int64_t milliseconds(Instant instant) { return instant.time_since_epoch().count(); }

}  // namespace

// What became of an attempt whose connection gave an error or whose work gave an answer. The
// connection is left without a transaction, or closed.
PostgresWorks::Attempt PostgresWorks::failed(PostgresPool::Lease& connection, Result<void> answer,
                                             bool unknown) const {
  Attempt attempt{.answer = std::move(answer), .unknown = unknown};
  if (connection->sqlstate()) attempt.trouble = trouble_of(*connection->sqlstate());
  if (attempt.trouble == Trouble::kLost ||
      (connection->in_transaction() && !connection->control(Control::kRollback))) {
    connection.spoil();
  }
  return attempt;
}

// With `unknown`, an attempt before it may have been carried out. Its mark came before its
// COMMIT: if ours is taken in, that attempt is gone for good.
PostgresWorks::Attempt PostgresWorks::attempt(const WriteMark& mark, const Work& work,
                                              bool unknown) {
  auto connection = pool_.take();
  if (!connection) return {tl::unexpected(connection.error()), Trouble::kLost, unknown};
  PostgresPool::Lease& lease = *connection;
  lease->forget_failure();
  if (auto begun = lease->control(Control::kBeginWrite); !begun) {
    return failed(lease, std::move(begun), unknown);
  }
  if (unknown) {
    if (auto added = add_mark(*lease, catalogue_, mark); !added) {
      const bool was_carried_out = lease->sqlstate() == "23505";
      Attempt again = failed(lease, std::move(added), true);
      return was_carried_out ? Attempt{} : again;
    }
  }
  PostgresTransaction transaction(*lease, catalogue_, Access::kWrite, unknown ? nullptr : &mark);
  Result<void> outcome = transaction.outcome(work(transaction));
  if (!outcome) return failed(lease, std::move(outcome), false);
  if (auto committed = lease->control(Control::kCommit); !committed) {
    const bool may_be_done = leaves_commit_unknown(*lease->sqlstate());
    return failed(lease, std::move(committed), may_be_done && transaction.wrote());
  }
  return {};
}

Result<void> PostgresWorks::write(const Owner& owner, const Work& work) {
  WriteMark mark{.owner = owner};
  fill_random(mark.bytes);
  mark.at = milliseconds(clock_.now());
  Retry retry;
  for (bool unknown = false;;) {
    Attempt made = attempt(mark, work, unknown);
    unknown = made.unknown;
    const bool ended = made.trouble == Trouble::kNone && !unknown;
    const auto wait = ended ? std::nullopt : retry.after(unknown ? Trouble::kLost : made.trouble);
    if (wait) {
      std::this_thread::sleep_for(*wait);
      continue;
    }
    if (made.answer) ++writes_;
    if (!unknown) return std::move(made.answer);
    return fail(Code::kUnavailable,
                made.answer.error().message + "; whether the rows were written cannot be known");
  }
}

PostgresWorks::Attempt PostgresWorks::attempt_read(const Work& work) {
  auto connection = pool_.take();
  if (!connection) return {tl::unexpected(connection.error()), Trouble::kLost};
  PostgresPool::Lease& lease = *connection;
  lease->forget_failure();
  if (auto begun = lease->control(Control::kBeginRead); !begun)
    return failed(lease, std::move(begun), false);
  PostgresTransaction transaction(*lease, catalogue_, Access::kRead, nullptr);
  return failed(lease, transaction.outcome(work(transaction)), false);
}

Result<void> PostgresWorks::read(const Work& work) {
  Retry retry;
  for (;;) {
    Attempt made = attempt_read(work);
    // An answer that was had before the connection broke is an answer.
    const auto wait = made.answer ? std::nullopt : retry.after(made.trouble);
    if (!wait) return std::move(made.answer);
    std::this_thread::sleep_for(*wait);
  }
}

void PostgresWorks::sweep_now_and_then() {
  if (writes_.load() < kWritesPerSweep) return;
  const std::unique_lock lock(sweeping_, std::try_to_lock);
  if (!lock) return;
  writes_ = 0;
  (void)sweep();
}

Result<void> PostgresWorks::sweep() {
  TRY(PostgresPool::Lease connection, pool_.take());
  TRY(const CatalogueEntry* page, catalogue_.find(kMarksPage));
  TRY(const CatalogueEntry* drop, catalogue_.find(kDropMark));
  // Not serializable: it touches what no work reads.
  TRY_VOID(connection->control(Control::kBeginUpkeep));
  const std::array<Bind, 3> from = {Bytes{swept_owner_}, Bytes{swept_mark_}, kMarksPerSweep};
  TRY(const Rows rows, connection->run(*page, from));
  const std::int64_t oldest = milliseconds(clock_.now() - kMarkLife);
  for (const Row& row : rows) {
    TRY(const std::int64_t at, row[2].number());
    if (at >= oldest) continue;
    TRY(const std::string_view owner, row[0].bytes());
    TRY(const std::string_view mark, row[1].bytes());
    const std::array<Bind, 2> key = {Bytes{owner}, Bytes{mark}};
    TRY_VOID(connection->run(*drop, key));
  }
  TRY_VOID(connection->control(Control::kCommit));
  const bool ended = rows.size() < static_cast<std::size_t>(kMarksPerSweep);
  swept_owner_ = ended ? "" : std::string(*rows.back()[0].bytes());
  swept_mark_ = ended ? "" : std::string(*rows.back()[1].bytes());
  return {};
}

}  // namespace lawful
