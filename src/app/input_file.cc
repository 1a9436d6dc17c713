#include "app/input_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <system_error>

namespace lawful {
namespace {

// One byte more than is accepted tells a file that is too large from one that just fits. A stream,
// unlike a size, also bounds a device or a pipe.
Result<std::string> read_stream(std::istream& in, const std::string& shown) {
  std::string bytes(kDocumentMax + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad()) return fail(Code::kInvalid, shown + ": cannot be read to its end");
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  if (bytes.size() > kDocumentMax) {
    return fail(Code::kInvalid, shown + ": the file is larger than " +
                                    std::to_string(kDocumentMax >> 20) + " MiB; split it");
  }
  return bytes;
}

}  // namespace

std::string shown_path(const std::string& path) { return path == "-" ? "stdin" : path; }

Result<std::string> read_bytes(const std::string& path, Console& console) {
  if (path == "-") return read_stream(console.in, shown_path(path));
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) {
    return fail(Code::kInvalid,
                path + ": " +
                    (status.type() == std::filesystem::file_type::not_found
                         ? "there is no such file"
                         : "cannot be reached; check the permissions of its folders"));
  }
  if (std::filesystem::is_directory(status)) {
    return fail(Code::kInvalid, path + ": is a folder; name the files in it, such as `" +
                                    (std::filesystem::path(path) / "*.toml").string() + "`");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return fail(Code::kInvalid, path + ": " +
                                    (errno == EACCES ? "you may not read it; check its permissions"
                                                     : "cannot be opened"));
  }
  return read_stream(in, path);
}

Format format_of(const std::string& path, const std::string& bytes) {
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension == ".toml") return Format::kToml;
  if (extension == ".json") return Format::kJson;
  const std::string_view mark = "\xEF\xBB\xBF";
  const std::size_t start = bytes.starts_with(mark) ? mark.size() : 0;
  const std::size_t first = bytes.find_first_not_of(" \t\r\n", start);
  return first != std::string::npos && bytes[first] == '{' ? Format::kJson : Format::kToml;
}

}  // namespace lawful
