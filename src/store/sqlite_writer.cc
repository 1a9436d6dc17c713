#include "store/sqlite_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "store/sqlite_transaction.h"

namespace lawful {

using Control = SqliteConnection::Control;

Result<void> make_ready_to_write(SqliteConnection& connection) {
  TRY_VOID(connection.use_wal());
  // The log may end in a commit whose sync failed in a program that is gone. Its bytes can be
  // read and yet not be on disk; in the file they are synced anew before anything follows them.
  return connection.checkpoint();
}

SqliteWriter::SqliteWriter(SqliteFile file, const Catalogue& catalogue,
                           std::unique_ptr<SqliteConnection> connection, std::size_t batch_max)
    : file_(std::move(file)),
      catalogue_(catalogue),
      batch_max_(batch_max),
      refuses_(connection == nullptr),
      connection_(std::move(connection)),
      thread_([this] { loop(); }) {}

SqliteWriter::~SqliteWriter() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void SqliteWriter::submit(Work work, Done done) {
  bool was_empty = false;
  {
    const std::lock_guard lock(mutex_);
    was_empty = queue_.empty();
    queue_.push_back({std::move(work), std::move(done)});
  }
  // The thread sleeps only on an empty queue.
  if (was_empty) arrived_.notify_one();
}

void SqliteWriter::loop() {
  std::vector<Job> jobs;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      jobs.swap(queue_);
    }
    for (std::span<Job> rest = jobs; !rest.empty();) {
      const std::size_t size = std::min(rest.size(), batch_max_);
      run_batch(rest.first(size));
      rest = rest.subspan(size);
    }
    jobs.clear();
  }
}

void SqliteWriter::run_batch(std::span<Job> jobs) {
  results_.assign(jobs.size(), {});
  const Result<void> committed = commit(jobs);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    jobs[i].done(committed ? std::move(results_[i]) : committed);
    jobs[i] = {};  // What the caller captured ends with its answer.
  }
}

Result<void> SqliteWriter::connect() {
  if (connection_) return {};
  TRY(auto opened, SqliteConnection::open(file_, SqliteConnection::Use::kWrite, catalogue_));
  TRY_VOID(make_ready_to_write(*opened));
  connection_ = std::move(opened);
  return {};
}

Result<void> SqliteWriter::commit(std::span<Job> jobs) {
  if (refuses_) return fail(Code::kConflict, "the store was opened to read; nothing was written");
  if (auto connected = connect(); !connected) {
    return fail(Code::kUnavailable, connected.error().message + "; nothing was written");
  }
  if (auto begun = connection_->control(Control::kBeginWrite); !begun) {
    return give_up(begun.error(), "nothing was written");
  }
  TRY_VOID(run_works(jobs));
  if (!connection_->in_transaction()) return {};
  if (auto committed = connection_->control(Control::kCommit); !committed) {
    return give_up(committed.error(), "whether the rows were written cannot be known");
  }
  return {};
}

// Fills results_. A batch of one needs no savepoint: it is the transaction.
Result<void> SqliteWriter::run_works(std::span<Job> jobs) {
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (jobs.size() == 1) {
      SqliteTransaction transaction(*connection_, catalogue_, Access::kWrite);
      results_[i] = transaction.outcome(jobs[i].work(transaction));
    } else {
      results_[i] = run_saved(jobs[i].work);
    }
    if (connection_->batch_failure()) {
      return give_up(*connection_->batch_failure(), "nothing was written");
    }
    if (!connection_->in_transaction()) {
      return give_up(results_[i] ? Error{Code::kUnavailable, "the transaction ended early"}
                                 : results_[i].error(),
                     "nothing was written");
    }
  }
  if (jobs.size() == 1 && !results_[0]) {
    if (auto undone = connection_->control(Control::kRollback); !undone) connection_.reset();
    if (!connection_) return results_[0];
  }
  return {};
}

Result<void> SqliteWriter::run_saved(const Work& work) {
  TRY_VOID(connection_->control(Control::kSave));
  SqliteTransaction transaction(*connection_, catalogue_, Access::kWrite);
  Result<void> outcome = transaction.outcome(work(transaction));
  if (!outcome && connection_->in_transaction()) {
    TRY_VOID(connection_->control(Control::kRollbackTo));
  }
  if (connection_->in_transaction()) TRY_VOID(connection_->control(Control::kRelease));
  return outcome;
}

Result<void> SqliteWriter::give_up(const Error& error, std::string_view what_is_known) {
  std::string message = fmt::format("{}; {}", error.message, what_is_known);
  connection_->forget_failure();
  if (connection_->in_transaction() && !connection_->control(Control::kRollback)) {
    connection_.reset();
  }
  return fail(Code::kUnavailable, std::move(message));
}

}  // namespace lawful
