#include "crypto/private_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <utility>

#include "base/descriptor.h"

namespace lawful {
namespace {

tl::unexpected<Error> unavailable(const std::string& path, std::string_view what, int error) {
  return fail(Code::kUnavailable, path + ": " + std::string(what) + " (" +
                                      std::generic_category().message(error) + ")");
}

tl::unexpected<Error> not_opened(const std::string& path, int error) {
  if (error == ENOENT) return fail(Code::kNotFound, path + ": there is no such file");
  if (error == ELOOP) {
    return fail(Code::kInvalid, path + ": is a symbolic link; name the file itself");
  }
  return unavailable(path, "cannot be opened", error);
}

// The folder of a file, and the file's name in it.
struct Place {
  std::string path;
  std::string name;
  Descriptor folder;
};

Result<Place> place_of(const std::string& path) {
  const std::filesystem::path whole(path);
  const std::string name = whole.filename().string();
  if (name.empty() || name == "." || name == "..") {
    return fail(Code::kInvalid, path + ": names a folder; name a file in it");
  }
  const std::string folder = whole.has_parent_path() ? whole.parent_path().string() : ".";
  Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open()) return Place{path, name, std::move(opened)};
  if (errno == ENOENT) return fail(Code::kNotFound, path + ": its folder does not exist");
  return unavailable(path, "its folder cannot be opened", errno);
}

Result<void> lock(const Place& place) {
  if (::flock(place.folder.number(), LOCK_EX | LOCK_NB) == 0) return {};
  if (errno != EWOULDBLOCK) return unavailable(place.path, "its folder cannot be locked", errno);
  return fail(Code::kConflict,
              place.path + ": another process is writing in its folder; try again when it is done");
}

// At most one byte more than `size_max`, by which a longer file is told. The buffer
// has its final size from the start, so no copy is left behind.
Result<SecretBytes> read_all(const std::string& path, const Descriptor& file,
                             std::size_t size_max) {
  SecretBytes buffer(size_max + 1);
  std::size_t size = 0;
  while (size < buffer.size()) {
    const auto rest = buffer.reveal_bytes().subspan(size);
    const ssize_t got = ::read(file.number(), rest.data(), rest.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return unavailable(path, "cannot be read", errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
  }
  if (size > size_max) {
    return fail(Code::kInvalid, path + ": is longer than " + std::to_string(size_max) + " bytes");
  }
  SecretBytes bytes(size);
  std::ranges::copy(buffer.reveal_bytes().first(size), bytes.reveal_bytes().begin());
  return bytes;
}

struct OpenedFile {
  Descriptor file;
  struct stat status;
};

Result<OpenedFile> open_private(const Place& place) {
  constexpr int kFlags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
  OpenedFile opened{Descriptor(::openat(place.folder.number(), place.name.c_str(), kFlags)), {}};
  if (!opened.file.is_open()) return not_opened(place.path, errno);
  if (::fstat(opened.file.number(), &opened.status) != 0) {
    return unavailable(place.path, "cannot be read", errno);
  }
  if (!S_ISREG(opened.status.st_mode)) {
    return fail(Code::kInvalid, place.path + ": is no regular file");
  }
  if ((opened.status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(Code::kInvalid, place.path +
                                    ": others than its owner may use it, so its keys may be known; "
                                    "run `chmod 600` on it and see who could read it");
  }
  return opened;
}

// The bytes of the file, as text: a key file at rest is sealed.
Result<std::string> read_opened(const Place& place, const OpenedFile& opened,
                                std::size_t size_max) {
  TRY(const SecretBytes bytes, read_all(place.path, opened.file, size_max));
  return std::string(bytes.reveal_text());
}

Result<void> write_all(const Place& place, const Descriptor& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(file.number(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return unavailable(place.path, "cannot be written", errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::fsync(file.number()) != 0) return unavailable(place.path, "cannot be written", errno);
  return {};
}

std::string new_name(const Place& place) { return place.name + ".new"; }

// Writes `bytes` to the new file beside the place; under the lock.
Result<void> write_new(const Place& place, std::string_view bytes, const struct stat* like) {
  const int folder = place.folder.number();
  const std::string name = new_name(place);
  if (::unlinkat(folder, name.c_str(), 0) != 0 && errno != ENOENT) {
    return unavailable(place.path + ".new", "cannot be removed", errno);
  }
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  const Descriptor file(::openat(folder, name.c_str(), kFlags, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return unavailable(place.path, "cannot be written", errno);
  const auto written = [&]() -> Result<void> {
    if (like != nullptr && ::fchown(file.number(), like->st_uid, like->st_gid) != 0) {
      return unavailable(place.path, "its owner cannot be kept", errno);
    }
    return write_all(place, file, bytes);
  }();
  if (!written) ::unlinkat(folder, name.c_str(), 0);
  return written;
}

Result<void> sync_folder(const Place& place) {
  if (::fsync(place.folder.number()) == 0) return {};
  return unavailable(place.path, "its folder cannot be written", errno);
}

}  // namespace

Result<std::string> read_private_file(const std::string& path, std::size_t size_max) {
  TRY(const Place place, place_of(path));
  TRY(const OpenedFile opened, open_private(place));
  return read_opened(place, opened, size_max);
}

Result<void> create_private_file(const std::string& path, std::string_view bytes) {
  TRY(const Place place, place_of(path));
  TRY_VOID(lock(place));
  TRY_VOID(write_new(place, bytes, nullptr));
  const int folder = place.folder.number();
  const std::string name = new_name(place);
  // Unlike a rename, a link never takes the place of what is there.
  const bool made = ::linkat(folder, name.c_str(), folder, place.name.c_str(), 0) == 0;
  const int error = errno;
  ::unlinkat(folder, name.c_str(), 0);
  if (!made && error == EEXIST) {
    return fail(Code::kInvalid, path + ": is there already, and is not overwritten");
  }
  if (!made) return unavailable(path, "cannot be written", error);
  return sync_folder(place);
}

Result<void> replace_private_file(const std::string& path, std::string_view old_bytes,
                                  std::string_view new_bytes) {
  TRY(const Place place, place_of(path));
  TRY_VOID(lock(place));
  TRY(const OpenedFile opened, open_private(place));
  const auto there = read_opened(place, opened, old_bytes.size());
  if (!there || *there != old_bytes) {
    return fail(Code::kConflict, path + ": has changed since it was read; open it again");
  }
  TRY_VOID(write_new(place, new_bytes, &opened.status));
  const int folder = place.folder.number();
  if (::renameat(folder, new_name(place).c_str(), folder, place.name.c_str()) != 0) {
    const int error = errno;
    ::unlinkat(folder, new_name(place).c_str(), 0);
    return unavailable(path, "cannot be replaced", error);
  }
  return sync_folder(place);
}

Result<SecretBytes> read_secret_file(const std::string& path, std::size_t size_max) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return not_opened(path, errno);
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return unavailable(path, "cannot be read", errno);
  if (S_ISDIR(status.st_mode)) return fail(Code::kInvalid, path + ": is a folder; name a file");
  if (S_ISREG(status.st_mode) && (status.st_mode & S_IRWXO) != 0) {
    return fail(Code::kInvalid,
                path +
                    ": everybody may use it, so its secret may be known; run `chmod "
                    "600` on it, or make a new secret");
  }
  return read_all(path, file, size_max);
}

}  // namespace lawful
