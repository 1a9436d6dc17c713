#include "base/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/descriptor.h"

namespace lawful {
namespace {

constexpr const char* kRead = "read";

tl::unexpected<Error> refused(const std::filesystem::path& path, const char* what, int error) {
  const bool missing = error == ENOENT && std::string_view(what) == kRead;
  return fail(missing ? Code::kNotFound : Code::kUnavailable,
              fmt::format("cannot {} `{}`: {}", what, path.string(),
                          std::generic_category().message(error)));
}

Result<void> write_synced(const std::filesystem::path& path, std::string_view bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.number() < 0) return refused(path, "write", errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refused(path, "write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.number()) != 0) return refused(path, "sync", errno);
  return {};
}

Result<void> sync_folder(const std::filesystem::path& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || ::fsync(folder.number()) != 0) return refused(path, "sync", errno);
  return {};
}

}  // namespace

Result<void> write_whole_file(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code error;
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::filesystem::create_directories(folder, error);
  if (error) return refused(folder, "make the folder", error.value());
  std::filesystem::path beside = path;
  beside += ".new";
  TRY_VOID(write_synced(beside, bytes));
  if (::rename(beside.c_str(), path.c_str()) != 0) return refused(path, "replace", errno);
  return sync_folder(folder);
}

Result<std::string> read_whole_file(const std::filesystem::path& path, std::size_t max) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return refused(path, kRead, errno);
  std::string bytes;
  while (true) {
    const std::size_t have = bytes.size();
    bytes.resize(std::min(have + 65536, max + 1));
    const ssize_t got = ::read(file.number(), bytes.data() + have, bytes.size() - have);
    if (got < 0 && errno != EINTR) return refused(path, kRead, errno);
    bytes.resize(have + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got == 0) return bytes;
    if (bytes.size() > max) {
      return fail(Code::kInvalid, fmt::format("`{}` is longer than {} bytes", path.string(), max));
    }
  }
}

}  // namespace lawful
