#pragma once
// A disk for tests, as a file system of SQLite's: files in memory that know which of
// their writes are on the platter, faults at a chosen call, and power cuts.
//
//   FaultyDisk disk;
//   auto store = open_sqlite_store("data", …, {.vfs = disk.name()});
//   disk.fail_at(7, FaultyDisk::Fault::kSync);     // the 7th sync from here
//   …
//   disk.power_off();
//   disk.power_on(random);                         // what was not synced is lost, wholly or in
//   part
//
// A sync that fails is the worst that Linux does: what waited to be written is dropped
// and can still be read; the next sync succeeds without it.
//
// Thread safety: all calls from any thread.

#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace lawful {

class FaultyDisk {
 public:
  enum class Fault { kFull, kWrite, kShortWrite, kSync, kRead };

  FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();

  const char* name() const { return name_.c_str(); }

  // The `call`th of the calls that the fault concerns (reads, writes or syncs) fails, and with
  // `lasting` every one after it.
  void fail_at(int call, Fault fault, bool lasting);
  void heal();
  bool has_failed() const;  // Since fail_at.

  // Every call fails until power_on, which leaves each file with what was synced, and of the
  // writes after that a random part.
  void power_off();
  void power_on(std::mt19937_64& random);
  // In place of power_on: only the program ended, and what it wrote can still be read.
  void start_again();

  struct Write {
    std::size_t at;
    std::string bytes;
    bool truncates = false;  // To `at`.
  };
  struct File {
    std::string synced;   // On the platter.
    std::string current;  // What a reader sees.
    std::vector<Write> waiting;
    std::map<int, std::vector<char>> shared;  // Regions of shared memory.
    int shared_users = 0;
    std::array<int, 8> shared_locks{};  // Readers of each; -1 for a writer.
    int readers = 0;
    const void* reserved = nullptr;
    const void* exclusive = nullptr;
  };

  // For the calls of SQLite.
  enum class Call { kRead, kWrite, kSync };
  int fault_for(Call call);  // SQLITE_OK where none; kShort where half is to be written.
  bool is_off() const;
  std::recursive_mutex& mutex() { return mutex_; }
  std::map<std::string, std::shared_ptr<File>>& files() { return files_; }

  static constexpr int kShort = -1;

 private:
  // The files without what a program held of them, and working.
  void renew();

  mutable std::recursive_mutex mutex_;
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::map<std::string, std::shared_ptr<File>> files_;
  Fault fault_ = Fault::kFull;
  int calls_left_ = 0;  // 0: no fault is set.
  bool lasting_ = false;
  bool failing_ = false;
  bool failed_ = false;
  bool off_ = false;
};

}  // namespace lawful
