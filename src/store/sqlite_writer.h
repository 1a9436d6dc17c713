#pragma once
// The one writer of a SQLite file: a queue, and a thread that takes what waits into
// one durable commit.
//
//   submit ──► queue ──► BEGIN IMMEDIATE
//                        SAVEPOINT, work, RELEASE | ROLLBACK TO     for each work
//                        COMMIT  (the log is synced)        ──► done, for each work
//
// States of a batch
//   committed  each caller gets its work's own answer
//   failed     the disk, the memory or the file failed: every caller gets
//              kUnavailable and nothing of the batch is applied. Before COMMIT the
//              message says that nothing was written; in COMMIT it says that this
//              cannot be known.
//
// After a failure the connection goes on if it could roll back: it still knows where
// the log ended before the batch, writes over what the failed commit left behind, and
// never builds on bytes whose sync failed. Where it could not roll back it is closed,
// and the next batch opens another, which first moves the log into the file.
//
// Thread safety: submit from any thread.

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

#include "store/sqlite_connection.h"
#include "store/store.h"

namespace lawful {

// What a connection needs before its first write, to a file that is known to be ours.
Result<void> make_ready_to_write(SqliteConnection& connection);

class SqliteWriter {
 public:
  // Without a connection every work is refused: a store that only reads.
  SqliteWriter(SqliteFile file, const Catalogue& catalogue,
               std::unique_ptr<SqliteConnection> connection, std::size_t batch_max);
  SqliteWriter(const SqliteWriter&) = delete;
  SqliteWriter& operator=(const SqliteWriter&) = delete;
  ~SqliteWriter();  // Waits for what was submitted.

  void submit(Work work, Done done);

 private:
  struct Job {
    Work work;
    Done done;
  };

  void loop();
  void run_batch(std::span<Job> jobs);
  Result<void> connect();
  Result<void> commit(std::span<Job> jobs);
  Result<void> run_works(std::span<Job> jobs);
  Result<void> run_saved(const Work& work);
  Result<void> give_up(const Error& error, std::string_view what_is_known);

  const SqliteFile file_;
  const Catalogue& catalogue_;
  const std::size_t batch_max_;
  const bool refuses_;

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Job> queue_;  // Guarded by mutex_, as is stopping_.
  bool stopping_ = false;

  std::unique_ptr<SqliteConnection> connection_;  // The thread's from here on.
  std::vector<Result<void>> results_;
  std::thread thread_;
};

}  // namespace lawful
