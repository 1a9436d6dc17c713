#include <fmt/format.h>

#include <filesystem>
#include <ostream>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/unlock.h"
#include "base/bytes.h"
#include "ledger/integrator.h"

namespace lawful {
namespace {

const Flag kStoreFlag = {"--store",
                         "PLACE",
                         {"SQLite 文件（默认数据文件夹内的 lawful.db）或 postgresql:// 地址",
                          "a SQLite file (lawful.db in the folder), or a postgresql:// address"}};

Result<std::unique_ptr<Deployment>> create(const Call& call, Console& console) {
  TRY(const std::string path, data_path(call, console));
  const std::string* store = call.value("--store");
  const std::string* key_file = call.value("--key-file");
  // A path is as the caller sees it, so it is written whole; what lies in the folder stays
  // relative.
  const auto absolute = [](const std::string& given) {
    return given.find("://") != std::string::npos
               ? given
               : std::filesystem::absolute(given).lexically_normal().string();
  };
  const std::string keys = key_file != nullptr ? absolute(*key_file) : "lawful.keys";
  // The key file must be there and whole before anything is made.
  TRY_VOID(read_key_file((std::filesystem::path(path) / keys).string()));
  const std::string rows = store != nullptr ? absolute(*store) : "lawful.db";
  TRY(const DataFolder folder, make_data_folder(path, rows, keys));
  TRY(std::unique_ptr<Deployment> deployment,
      open_deployment(folder, call, console,
                      {.keys = Keys::kUnlocked, .store = StoreOptions::Open::kCreate}));
  TRY_VOID(create_log(deployment->store(), deployment->log()));
  TRY_VOID(write_data_folder(path, rows, keys));
  return deployment;
}

int run_create(const Call& call, Console& console) {
  if (const auto missing = without_data_folder(call, console)) return *missing;
  const auto deployment = create(call, console);
  if (!deployment) return ended_by(console, deployment.error());
  const LogIdentity& log = (*deployment)->log();
  const NoteVerifier checkpoints{log.checkpoints.name(), log.checkpoints.public_key()};
  const NoteVerifier promises{log.promises.name(), log.promises.public_key()};
  const bool zh = call.lang == Lang::kZh;
  console.out << fmt::format(
      fmt::runtime(
          zh ? "已建立日志 {}\n存储：{}\n请公开以下两行核验公钥：\n{}\n{}\n"
             : "made the log {}\nstore: {}\nmake these two verifier keys public:\n{}\n{}\n"),
      log.origin, (*deployment)->folder().store, checkpoints.vkey(), promises.vkey());
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& ledger_create_command() {
  static const Command kCommand = {
      .name = "ledger create",
      .summary = {"建立数据文件夹及其证据日志", "make a data folder with its evidence log"},
      .details =
          {"先用 `lawful key create` 建立密钥文件（默认为数据文件夹内的 lawful.keys）。存储默认为 "
           "SQLite；\n"
           "使用 PostgreSQL 时以 --store 指定地址，口令放在 libpq 的口令文件中，不写入地址。\n"
           "\n"
           "退出码：0 已建立；64、65 用法或输入有误；69 存储不可用；75 已存在；77 不能开启密钥。",
           "Make the key file first, with `lawful key create`; it is lawful.keys in the data "
           "folder\n"
           "unless --key-file says otherwise. Rows are kept in SQLite; for PostgreSQL give its "
           "address\n"
           "with --store, the password in libpq's password file and not in the address.\n"
           "\n"
           "Exit status: 0 made; 64, 65 the call or an input is wrong; 69 the store does not "
           "answer;\n"
           "75 there is one already; 77 the keys do not open."},
      .flags = {data_flag(), kStoreFlag, key_file_flag(), passphrase_file_flag(),
                credential_file_flag(), lang_flag()},
      .examples = {{"lawful ledger create --data /var/lib/lawful", {"以 SQLite 建立", "on SQLite"}},
                   {"lawful ledger create --data /var/lib/lawful --store "
                    "postgresql://lawful@db.example/lawful",
                    {"以 PostgreSQL 建立", "on PostgreSQL"}}},
      .run = run_create};
  return kCommand;
}

}  // namespace lawful
