#include "app/data_folder.h"

#include <fmt/format.h>

#include <filesystem>

#include "base/document.h"
#include "base/whole_file.h"

namespace lawful {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = "lawful.toml";
constexpr std::size_t kFileMax = 65'536;

bool is_url(std::string_view store) {
  return store.starts_with("postgresql://") || store.starts_with("postgres://");
}

tl::unexpected<Error> at(const Position& place, const std::string& message) {
  return fail(Code::kInvalid, to_string(place) + ": " + message);
}

DataFolder resolved(const std::string& path, const std::string& store,
                    const std::string& key_file) {
  return {.path = path,
          .store = is_url(store) ? store : (fs::path(path) / store).string(),
          .key_file = (fs::path(path) / key_file).string()};
}

// A TOML basic string: the characters that would end or change it are escaped.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

}  // namespace

const Flag& data_flag() {
  static const Flag kFlag = {"--data",
                             "DIR",
                             {"数据文件夹；也可用环境变量 LAWFUL_DATA 指定",
                              "the data folder; else that of the variable LAWFUL_DATA"}};
  return kFlag;
}

Result<std::string> data_path(const Call& call, const Console& console) {
  if (const std::string* path = call.value("--data")) return *path;
  std::string path = console.variable("LAWFUL_DATA");
  if (path.empty()) {
    return fail(Code::kInvalid, "`--data` is missing: name the data folder, or set LAWFUL_DATA");
  }
  return path;
}

std::optional<int> without_data_folder(const Call& call, Console& console) {
  const auto path = data_path(call, console);
  if (path) return std::nullopt;
  return misuse(console, *call.command, path.error().message);
}

Result<DataFolder> read_data_folder(const std::string& path) {
  const std::string file = (fs::path(path) / kFileName).string();
  const auto bytes = read_whole_file(file, kFileMax);
  if (!bytes) {
    if (bytes.error().code != Code::kNotFound) return tl::unexpected(bytes.error());
    return fail(Code::kNotFound,
                fmt::format("`{}` is no data folder: it has no `{}`; `lawful ledger create` makes "
                            "one",
                            path, kFileName));
  }
  TRY(const Node root, read_document(*bytes, file, Format::kToml));
  std::string store;
  std::string key_file;
  for (const Entry& entry : std::get<Table>(root.value).entries) {
    std::string* value = entry.key == "store"      ? &store
                         : entry.key == "key-file" ? &key_file
                                                   : nullptr;
    if (value == nullptr) {
      return at(entry.at, shown_key(entry.key) + " is not known: there are `store` and `key-file`");
    }
    const auto* text = std::get_if<std::string>(&entry.value->value);
    if (text == nullptr || text->empty()) {
      return at(entry.value->at, fmt::format("`{}` is a text that is not empty", entry.key));
    }
    *value = *text;
  }
  if (store.empty()) return at(root.at, "`store` is missing");
  if (key_file.empty()) return at(root.at, "`key-file` is missing");
  return resolved(path, store, key_file);
}

Result<DataFolder> make_data_folder(const std::string& path, const std::string& store,
                                    const std::string& key_file) {
  const fs::path file = fs::path(path) / kFileName;
  std::error_code error;
  if (fs::exists(file, error)) {
    return fail(Code::kConflict, fmt::format("`{}` is a data folder already", path));
  }
  if (!fs::exists(path, error)) {
    fs::create_directories(path, error);
    if (!error) fs::permissions(path, fs::perms::owner_all, error);
    if (error) {
      return fail(Code::kUnavailable,
                  fmt::format("cannot make the folder `{}`: {}", path, error.message()));
    }
  }
  return resolved(path, store, key_file);
}

Result<void> write_data_folder(const std::string& path, const std::string& store,
                               const std::string& key_file) {
  const std::string text = fmt::format(
      "# What this data folder uses: docs/operator.md. Paths are relative to the folder.\n"
      "store = {}\nkey-file = {}\n",
      toml_text(store), toml_text(key_file));
  return write_whole_file(fs::path(path) / kFileName, text);
}

}  // namespace lawful
