#include "store/sqlite_file.h"

#include <errno.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <utility>

namespace lawful {
namespace {

constexpr ::mode_t kPrivate = 0600;

Error unavailable(const std::string& path, std::string_view what) {
  return {Code::kUnavailable,
          fmt::format("`{}`: {} ({})", path, what, std::generic_category().message(errno))};
}

// The name of a new file is on disk only after its folder is.
Result<void> sync_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return tl::unexpected(unavailable(folder, "the folder cannot be opened"));
  const int synced = ::fsync(file);
  ::close(file);
  if (synced != 0) return tl::unexpected(unavailable(folder, "the folder cannot be synced"));
  return {};
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::string& path) {
  const std::string name = path + ".lock";
  const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kPrivate);
  if (file < 0) return tl::unexpected(unavailable(name, "the lock file cannot be opened"));
  WriterLock lock(file);
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) {
    return fail(Code::kConflict,
                fmt::format("`{}` is being written by another process; stop it, or open the store "
                            "to read",
                            path));
  }
  return tl::unexpected(unavailable(name, "the lock file cannot be locked"));
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

WriterLock::~WriterLock() {
  if (file_ >= 0) ::close(file_);
}

Result<std::string> resolve_path(const std::string& path) {
  if (path.empty() || path.find('\0') != std::string::npos) {
    return fail(Code::kInvalid, "the path of a store is empty or holds a zero byte");
  }
  std::error_code error;
  const auto resolved =
      std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  if (error) return fail(Code::kInvalid, fmt::format("`{}` cannot be a path", path));
  if (std::filesystem::is_directory(resolved, error)) {
    return fail(Code::kInvalid, fmt::format("`{}` is a folder; name a file in it", path));
  }
  if (!std::filesystem::is_directory(resolved.parent_path(), error)) {
    return fail(Code::kNotFound, fmt::format("`{}`: its folder is not there", path));
  }
  return resolved.string();
}

Result<bool> has_content(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) return found.st_size > 0;
  if (errno == ENOENT) return false;
  return tl::unexpected(unavailable(path, "the file cannot be looked at"));
}

Result<void> make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kPrivate);
  if (file < 0) {
    if (errno == EEXIST) return {};
    return tl::unexpected(unavailable(path, "the file cannot be made"));
  }
  ::close(file);
  return sync_folder_of(path);
}

}  // namespace lawful
