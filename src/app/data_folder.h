#pragma once
// A deployment on disk: a folder with `lawful.toml`, which says where its rows and its keys are.
//
//   store = "lawful.db"          a SQLite file, or postgresql://…; a password belongs in
//                                libpq's password file, not here
//   key-file = "lawful.keys"     paths are relative to the folder
//
// Errors: kNotFound for a folder without the file; kInvalid, `path:line:column: …`, for a file that
// says something else; kConflict where one is there already. Nothing in it is secret.

#include <optional>
#include <string>

#include "app/command.h"
#include "base/result.h"

namespace lawful {

struct DataFolder {
  std::string path;
  std::string store;
  std::string key_file;
};

const Flag& data_flag();

// Is there a folder to speak of? Else says so, as a mistake in the call; the exit status.
[[nodiscard]] std::optional<int> without_data_folder(const Call& call, Console& console);
// The folder of `--data`, else of the variable LAWFUL_DATA. kInvalid without either.
[[nodiscard]] Result<std::string> data_path(const Call& call, const Console& console);
[[nodiscard]] Result<DataFolder> read_data_folder(const std::string& path);
// Makes the folder, for its owner alone. What `store` and `key_file` name is made by others; the
// file is written after that, so that a folder with it is a deployment, and what failed can be
// tried again.
[[nodiscard]] Result<DataFolder> make_data_folder(const std::string& path, const std::string& store,
                                                  const std::string& key_file);
[[nodiscard]] Result<void> write_data_folder(const std::string& path, const std::string& store,
                                             const std::string& key_file);

}  // namespace lawful
