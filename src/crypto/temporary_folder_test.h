#pragma once
// For tests: a folder of their own, gone at the end.
//
//   const TemporaryFolder folder;
//   folder.path("keys")        "/tmp/lawful-XXXXXX/keys"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/check.h"

namespace lawful {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lawful-XXXXXX").string();
    CHECK(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  std::string path(std::string_view name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

inline std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  CHECK(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

// Writes a file that only its owner may use.
inline void put_private(const std::string& path, std::string_view bytes) {
  namespace fs = std::filesystem;
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes << std::flush;
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace lawful
