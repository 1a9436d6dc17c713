#pragma once
// A relay between a store and a PostgreSQL server that can lose a connection at
// COMMIT: before the server hears of it, or after, so that only the answer is lost.
//
//   CommitRelay relay(server_url);
//   open_store(relay.url_for(place_url), …);
//   relay.cut_next(CommitRelay::Cut::kAnswer);
//
// Thread safety: cut_next from any thread.

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace lawful::store_suite {

class CommitRelay {
 public:
  enum class Cut {
    kNone,
    kCommit,  // The COMMIT does not reach the server.
    kAnswer,  // The server has carried it out; its answer does not come back.
    kRace     // The COMMIT is sent on, and the client's side closed in the same moment.
  };

  // Ends the test where the server is not reached through a socket in a folder.
  explicit CommitRelay(const std::string& server_url);
  CommitRelay(const CommitRelay&) = delete;
  CommitRelay& operator=(const CommitRelay&) = delete;
  ~CommitRelay();

  // The same database, user and settings as `url`, reached through the relay.
  std::string url_for(const std::string& url) const;

  void cut_next(Cut cut) { cut_ = cut; }
  int cuts() const { return cuts_; }

 private:
  void accept_all();
  void serve(int client);

  std::string socket_path_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<Cut> cut_ = Cut::kNone;
  std::atomic<int> cuts_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::vector<std::thread> serving_;  // Guarded by mutex_.
  std::thread accepting_;
};

}  // namespace lawful::store_suite
