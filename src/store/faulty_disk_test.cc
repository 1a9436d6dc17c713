#include "store/faulty_disk_test.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>

#include "base/check.h"

namespace lawful {
namespace {

using File = FaultyDisk::File;
using Call = FaultyDisk::Call;
using Lock = std::lock_guard<std::recursive_mutex>;

// What SQLite allocates for an open file; the head must be its own struct.
struct Handle {
  sqlite3_file head;
  FaultyDisk* disk;
  std::shared_ptr<File> file;
  int level;  // Of the lock on the file.
  bool mapped;
  unsigned shared;  // Slots of shared memory that this handle reads, and writes.
  unsigned exclusive;
};

Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }

void put(std::string& into, const FaultyDisk::Write& write) {
  if (write.truncates) {
    into.resize(std::min(into.size(), write.at));
    return;
  }
  if (into.size() < write.at + write.bytes.size()) into.resize(write.at + write.bytes.size());
  into.replace(write.at, write.bytes.size(), write.bytes);
}

void change(File& file, FaultyDisk::Write write) {
  put(file.current, write);
  file.waiting.push_back(std::move(write));
}

Call concerned(FaultyDisk::Fault fault) {
  if (fault == FaultyDisk::Fault::kRead) return Call::kRead;
  return fault == FaultyDisk::Fault::kSync ? Call::kSync : Call::kWrite;
}

int unlock(sqlite3_file* of, int level) {
  Handle& h = handle(of);
  const Lock lock(h.disk->mutex());
  File& file = *h.file;
  if (h.level > level) {
    if (file.exclusive == &h) file.exclusive = nullptr;
    if (file.reserved == &h) file.reserved = nullptr;
    if (level == SQLITE_LOCK_NONE && h.level >= SQLITE_LOCK_SHARED) --file.readers;
    h.level = level;
  }
  return SQLITE_OK;
}

int lock(sqlite3_file* of, int level) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  File& file = *h.file;
  if (h.level >= level) return SQLITE_OK;
  if (file.exclusive != nullptr && file.exclusive != &h) return SQLITE_BUSY;
  if (h.level == SQLITE_LOCK_NONE) {
    ++file.readers;
    h.level = SQLITE_LOCK_SHARED;
  }
  if (level >= SQLITE_LOCK_RESERVED) {
    if (file.reserved != nullptr && file.reserved != &h) return SQLITE_BUSY;
    file.reserved = &h;
    h.level = SQLITE_LOCK_RESERVED;
  }
  if (level == SQLITE_LOCK_EXCLUSIVE) {
    if (file.readers > 1) return SQLITE_BUSY;
    file.exclusive = &h;
    h.level = SQLITE_LOCK_EXCLUSIVE;
  }
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* of, int* out) {
  const Lock guard(handle(of).disk->mutex());
  *out = handle(of).file->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int shm_unmap(sqlite3_file* of, int) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  if (!h.mapped) return SQLITE_OK;
  h.mapped = false;
  if (--h.file->shared_users == 0) h.file->shared.clear();
  return SQLITE_OK;
}

int close(sqlite3_file* of) {
  shm_unmap(of, 0);
  unlock(of, SQLITE_LOCK_NONE);
  handle(of).~Handle();
  return SQLITE_OK;
}

int read(sqlite3_file* of, void* into, int amount, sqlite3_int64 at) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  if (const int fault = h.disk->fault_for(Call::kRead); fault != SQLITE_OK) return fault;
  const std::string& current = h.file->current;
  const auto size = static_cast<std::size_t>(amount);
  const auto from = std::min(static_cast<std::size_t>(at), current.size());
  const std::size_t have = std::min(size, current.size() - from);
  std::memset(into, 0, size);
  std::memcpy(into, current.data() + from, have);
  return have == size ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* of, const void* from, int amount, sqlite3_int64 at) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(amount));
  const int fault = h.disk->fault_for(Call::kWrite);
  if (fault != SQLITE_OK && fault != FaultyDisk::kShort) return fault;
  if (fault == FaultyDisk::kShort) bytes.resize(bytes.size() / 2);
  change(*h.file, {static_cast<std::size_t>(at), std::move(bytes)});
  return fault == SQLITE_OK ? SQLITE_OK : SQLITE_IOERR_WRITE;
}

int truncate(sqlite3_file* of, sqlite3_int64 size) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  if (h.disk->is_off()) return SQLITE_IOERR_TRUNCATE;
  change(*h.file, {.at = static_cast<std::size_t>(size), .bytes = {}, .truncates = true});
  return SQLITE_OK;
}

int sync(sqlite3_file* of, int) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  const int fault = h.disk->fault_for(Call::kSync);
  if (fault == SQLITE_OK) {
    for (const FaultyDisk::Write& waiting : h.file->waiting) put(h.file->synced, waiting);
  }
  h.file->waiting.clear();
  return fault;
}

int file_size(sqlite3_file* of, sqlite3_int64* out) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  *out = static_cast<sqlite3_int64>(h.file->current.size());
  return h.disk->is_off() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int shm_map(sqlite3_file* of, int region, int size, int extend, void volatile** out) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  if (!h.mapped) {
    h.mapped = true;
    ++h.file->shared_users;
  }
  const auto found = h.file->shared.find(region);
  if (found == h.file->shared.end() && extend == 0) {
    *out = nullptr;
    return SQLITE_OK;
  }
  auto& bytes = h.file->shared[region];
  bytes.resize(static_cast<std::size_t>(size));  // Only ever grows once: SQLite's size is fixed.
  *out = bytes.data();
  return SQLITE_OK;
}

int shm_lock(sqlite3_file* of, int offset, int count, int flags) {
  Handle& h = handle(of);
  const Lock guard(h.disk->mutex());
  auto& locks = h.file->shared_locks;
  const bool shares = (flags & SQLITE_SHM_SHARED) != 0;
  for (int i = offset; i < offset + count && (flags & SQLITE_SHM_LOCK) != 0; ++i) {
    const unsigned bit = 1U << i;
    int others = locks[static_cast<std::size_t>(i)];
    if (others > 0 && (h.shared & bit) != 0) --others;
    const bool mine = (h.exclusive & bit) != 0;
    if (shares ? (others < 0 && !mine) : (others != 0 && !mine)) return SQLITE_BUSY;
  }
  for (int i = offset; i < offset + count; ++i) {
    const unsigned bit = 1U << i;
    int& holders = locks[static_cast<std::size_t>(i)];
    unsigned& held = shares ? h.shared : h.exclusive;
    const bool has = (held & bit) != 0;
    if ((flags & SQLITE_SHM_LOCK) != 0 && !has) {
      holders = shares ? holders + 1 : -1;
      held |= bit;
    } else if ((flags & SQLITE_SHM_UNLOCK) != 0 && has) {
      holders = shares ? holders - 1 : 0;
      held &= ~bit;
    }
  }
  return SQLITE_OK;
}

void shm_barrier(sqlite3_file* of) {
  // Taking and giving back a lock is the barrier; ThreadSanitizer knows no fence.
  const Lock guard(handle(of).disk->mutex());
}

constexpr sqlite3_io_methods kMethods = {2,
                                         close,
                                         read,
                                         write,
                                         truncate,
                                         sync,
                                         file_size,
                                         lock,
                                         unlock,
                                         check_reserved,
                                         file_control,
                                         sector_size,
                                         characteristics,
                                         shm_map,
                                         shm_lock,
                                         shm_barrier,
                                         shm_unmap,
                                         nullptr,
                                         nullptr};

FaultyDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<FaultyDisk*>(vfs->pAppData); }
sqlite3_vfs* machine() { return sqlite3_vfs_find("unix"); }

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* into, int flags, int* out_flags) {
  FaultyDisk& disk = disk_of(vfs);
  const Lock guard(disk.mutex());
  into->pMethods = nullptr;
  if (name == nullptr || disk.is_off()) return SQLITE_CANTOPEN;
  auto& files = disk.files();
  if (!files.contains(name) && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
  std::shared_ptr<File>& file = files[name];
  if (!file) file = std::make_shared<File>();
  new (into) Handle{{&kMethods}, &disk, file, SQLITE_LOCK_NONE, false, 0, 0};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int) {
  FaultyDisk& disk = disk_of(vfs);
  const Lock guard(disk.mutex());
  if (disk.is_off()) return SQLITE_IOERR_DELETE;
  return disk.files().erase(name) == 0 ? SQLITE_IOERR_DELETE_NOENT : SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* name, int, int* out) {
  FaultyDisk& disk = disk_of(vfs);
  const Lock guard(disk.mutex());
  const auto found = disk.files().find(name);
  *out = found != disk.files().end() && !found->second->current.empty() ? 1 : 0;
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  return sqlite3_snprintf(size, out, "%s", name) == nullptr ? SQLITE_CANTOPEN : SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
  return machine()->xRandomness(machine(), size, out);
}
int sleep(sqlite3_vfs*, int microseconds) { return machine()->xSleep(machine(), microseconds); }
int current_time(sqlite3_vfs*, double* out) { return machine()->xCurrentTime(machine(), out); }
int last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

FaultyDisk::FaultyDisk() : vfs_(std::make_unique<sqlite3_vfs>()) {
  static std::atomic<int> made = 0;
  name_ = fmt::format("faulty{}", made++);
  sqlite3_initialize();
  sqlite3_vfs& vfs = *vfs_;
  vfs.iVersion = 1;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 256;
  vfs.zName = name_.c_str();
  vfs.pAppData = this;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = access;
  vfs.xFullPathname = full_path;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep;
  vfs.xCurrentTime = current_time;
  vfs.xGetLastError = last_error;
  CHECK(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

FaultyDisk::~FaultyDisk() { sqlite3_vfs_unregister(vfs_.get()); }

void FaultyDisk::fail_at(int call, Fault fault, bool lasting) {
  const Lock guard(mutex_);
  calls_left_ = call;
  fault_ = fault;
  lasting_ = lasting;
  failing_ = failed_ = false;
}

void FaultyDisk::heal() {
  const Lock guard(mutex_);
  calls_left_ = 0;
  failing_ = false;
}

bool FaultyDisk::has_failed() const {
  const Lock guard(mutex_);
  return failed_;
}

bool FaultyDisk::is_off() const {
  const Lock guard(mutex_);
  return off_;
}

int FaultyDisk::fault_for(Call call) {
  const Lock guard(mutex_);
  if (off_) return SQLITE_IOERR;
  if (call != concerned(fault_)) return SQLITE_OK;
  if (calls_left_ > 0 && --calls_left_ == 0) failing_ = true;
  if (!failing_) return SQLITE_OK;
  failing_ = lasting_;
  failed_ = true;
  switch (fault_) {
    case Fault::kFull:
      return SQLITE_FULL;
    case Fault::kWrite:
      return SQLITE_IOERR_WRITE;
    case Fault::kShortWrite:
      return kShort;
    case Fault::kSync:
      return SQLITE_IOERR_FSYNC;
    case Fault::kRead:
      return SQLITE_IOERR_READ;
  }
  return SQLITE_OK;
}

void FaultyDisk::power_off() {
  const Lock guard(mutex_);
  off_ = true;
}

void FaultyDisk::power_on(std::mt19937_64& random) {
  const Lock guard(mutex_);
  const bool loses_all = random() % 3 == 0;
  for (auto& [name, file] : files_) {
    for (Write& write : file->waiting) {
      if (loses_all || random() % 2 == 0) continue;
      const bool torn = !write.truncates && !write.bytes.empty() && random() % 4 == 0;
      if (torn) write.bytes.resize(random() % write.bytes.size());
      put(file->synced, write);
    }
    file->waiting.clear();
    file->current = file->synced;
  }
  renew();
}

void FaultyDisk::start_again() {
  const Lock guard(mutex_);
  renew();
}

void FaultyDisk::renew() {
  for (auto& [name, file] : files_) {
    auto fresh = std::make_shared<File>();
    fresh->synced = file->synced;
    fresh->current = file->current;
    fresh->waiting = file->waiting;
    file = std::move(fresh);
  }
  off_ = false;
  heal();
}

}  // namespace lawful
