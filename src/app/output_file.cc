#include "app/output_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace lawful {
namespace {

namespace fs = std::filesystem;

// A new file in `folder`; gone again unless it was kept.
class NewFile {
 public:
  explicit NewFile(const fs::path& folder)
      : path_((folder / ".lawful-XXXXXX").string()), handle_(::mkstemp(path_.data())) {}
  ~NewFile() {
    if (handle_ >= 0) ::close(handle_);
    if (handle_ >= 0 && !kept_) ::unlink(path_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  bool write(std::string_view bytes, mode_t mode) {
    if (handle_ < 0) return false;
    while (!bytes.empty()) {
      const ssize_t size = ::write(handle_, bytes.data(), bytes.size());
      if (size <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return ::fchmod(handle_, mode) == 0 && ::fsync(handle_) == 0;
  }

  bool rename_to(const fs::path& path) {
    kept_ = ::rename(path_.c_str(), path.c_str()) == 0;
    return kept_;
  }

  // False where something is there already.
  bool link_to(const fs::path& path) { return ::link(path_.c_str(), path.c_str()) == 0; }

 private:
  std::string path_;
  int handle_;
  bool kept_ = false;
};

}  // namespace

Result<void> replace_file(const std::string& path, std::string_view bytes) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  struct stat found {};
  if (error || ::stat(target.c_str(), &found) != 0)
    return fail(Code::kInvalid, path + ": there is no such file");
  constexpr mode_t kWriters = S_IWUSR | S_IWGRP | S_IWOTH;
  constexpr mode_t kModes = S_IRWXU | S_IRWXG | S_IRWXO;
  // A rename would pass over this, and for root so would every other way.
  if ((found.st_mode & kWriters) == 0 || ::access(target.c_str(), W_OK) != 0)
    return fail(Code::kInvalid, path + ": is read-only");
  NewFile file(target.parent_path());
  if (!file.write(bytes, found.st_mode & kModes) || !file.rename_to(target))
    return fail(Code::kInvalid, path + ": cannot be replaced; check the permissions of its folder");
  return {};
}

Result<void> new_file(const std::string& path, std::string_view bytes) {
  const fs::path target(path);
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  NewFile file(folder);
  constexpr mode_t kMode = S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
  if (!file.write(bytes, kMode))
    return fail(Code::kInvalid, path + ": cannot be written; check its folder and permissions");
  if (file.link_to(target)) return {};
  std::ifstream in(target, std::ios::binary);
  const std::string there(std::istreambuf_iterator<char>(in), {});
  if (in && there == bytes) return {};
  return fail(Code::kInvalid, path + ": is there already; choose another folder or remove it");
}

}  // namespace lawful
