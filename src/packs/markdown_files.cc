#include "packs/markdown_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace lawful {
namespace {

namespace fs = std::filesystem;

Result<SourceFile> read_source(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Code::kInvalid, path.string() + ": cannot be opened");
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) return fail(Code::kInvalid, path.string() + ": cannot be read to its end");
  return SourceFile{path.lexically_normal().string(), std::move(text)};
}

Result<std::vector<fs::path>> markdown_paths(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".md" && !entry->is_directory(error))
      paths.push_back(entry->path());
  }
  if (error)
    return fail(Code::kInvalid, folder.string() + ": cannot be read: check its permissions");
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

Result<std::vector<SourceFile>> markdown_files(const std::string& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (!fs::exists(status)) return fail(Code::kInvalid, path + ": there is no such file or folder");
  std::vector<SourceFile> files;
  if (!fs::is_directory(status)) {
    TRY(SourceFile file, read_source(path));
    files.push_back(std::move(file));
    return files;
  }
  TRY(std::vector<fs::path> paths, markdown_paths(path));
  if (paths.empty()) return fail(Code::kInvalid, path + ": holds no Markdown file (*.md)");
  for (const fs::path& each : paths) {
    TRY(SourceFile file, read_source(each));
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace lawful
