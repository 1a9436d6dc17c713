#include "app/unlock.h"

#include <filesystem>
#include <optional>

#include "crypto/private_file.h"

namespace lawful {
namespace {

constexpr std::string_view kPassphraseFlag = "--passphrase-file";
constexpr std::string_view kCredentialFlag = "--credential-file";

tl::unexpected<Error> in_file(const std::string& path, const Error& error) {
  return fail(error.code, path + ": " + error.message);
}

Result<Passphrase> read_passphrase(const std::string& path) {
  // A line end more than the longest passphrase.
  TRY(const SecretBytes bytes, read_secret_file(path, kPassphraseMax + 2));
  std::string_view line = bytes.reveal_text();
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::string typed(line);
  auto passphrase = Passphrase::take(typed);
  if (!passphrase) return in_file(path, passphrase.error());
  return passphrase;
}

Result<Credential> read_credential(const std::string& path) {
  TRY(SecretBytes bytes, read_secret_file(path, kCredentialMax));
  auto credential = Credential::take(std::move(bytes));
  if (!credential) return in_file(path, credential.error());
  return credential;
}

std::optional<std::string> system_credential(const Console& console) {
  const std::string folder = console.variable("CREDENTIALS_DIRECTORY");
  if (folder.empty()) return std::nullopt;
  const std::filesystem::path path = std::filesystem::path(folder) / "lawful-key";
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::nullopt;
  return path.string();
}

Result<std::string> ask_at_terminal(const Console& console, const std::string& prompt) {
  if (console.hidden_line) {
    if (auto line = console.hidden_line(prompt)) return *std::move(line);
  }
  return fail(Code::kInvalid,
              "there is no terminal to ask for the passphrase; name a file with "
              "`--passphrase-file` or `--credential-file`");
}

const Text kAsk = {"密钥文件的口令：", "Passphrase of the key file: "};
const Text kAskNew = {"新口令：", "New passphrase: "};
const Text kAskAgain = {"再次输入新口令：", "New passphrase, again: "};

Result<Passphrase> ask_new_passphrase(const Call& call, const Console& console) {
  TRY(std::string typed, ask_at_terminal(console, call.say(kAskNew)));
  SecretBytes first = SecretBytes::take(typed);
  TRY(std::string again, ask_at_terminal(console, call.say(kAskAgain)));
  const SecretBytes second = SecretBytes::take(again);
  if (first.reveal_text() != second.reveal_text()) {
    return fail(Code::kInvalid, "the two passphrases differ; nothing was changed");
  }
  std::string same(first.reveal_text());
  return Passphrase::take(same);
}

// The flags' files, if one of the two flags is there.
Result<std::optional<SlotSecret>> secret_of_flags(const Call& call,
                                                  std::string_view passphrase_flag,
                                                  std::string_view credential_flag) {
  const std::string* passphrase = call.value(passphrase_flag);
  const std::string* credential = call.value(credential_flag);
  if (passphrase != nullptr) {
    TRY(Passphrase read, read_passphrase(*passphrase));
    return SlotSecret(std::move(read));
  }
  if (credential != nullptr) {
    TRY(Credential read, read_credential(*credential));
    return SlotSecret(std::move(read));
  }
  return std::nullopt;
}

Unlock as_unlock(SlotSecret secret) {
  return std::visit([](auto&& one) { return Unlock(std::move(one)); }, std::move(secret));
}

Result<Unlock> unlock_of(const Call& call, const Console& console) {
  TRY(std::optional<SlotSecret> secret, secret_of_flags(call, kPassphraseFlag, kCredentialFlag));
  if (secret) return as_unlock(*std::move(secret));
  if (const auto path = system_credential(console)) {
    TRY(Credential credential, read_credential(*path));
    return Unlock(std::move(credential));
  }
  TRY(std::string typed, ask_at_terminal(console, call.say(kAsk)));
  TRY(Passphrase passphrase, Passphrase::take(typed));
  return Unlock(std::move(passphrase));
}

}  // namespace

const Flag& key_file_flag() {
  static const Flag kFlag = {"--key-file", "FILE", {"密封的密钥文件", "the sealed key file"}};
  return kFlag;
}

const Flag& passphrase_file_flag() {
  static const Flag kFlag = {"--passphrase-file",
                             "FILE",
                             {"从文件读取口令（一行）；默认在终端询问",
                              "the passphrase, one line of FILE; else it is asked for"}};
  return kFlag;
}

const Flag& credential_file_flag() {
  static const Flag kFlag = {
      "--credential-file",
      "FILE",
      {"以该文件的随机字节为凭据；默认取 $CREDENTIALS_DIRECTORY/lawful-key",
       "the credential, random bytes; else $CREDENTIALS_DIRECTORY/lawful-key"}};
  return kFlag;
}

const Flag& recovery_flag() {
  static const Flag kFlag = {"--recovery",
                             "K/N",
                             {"另作 N 份恢复份额，任意 K 份可打开密钥文件",
                              "make N recovery shares, any K of which open the key file"}};
  return kFlag;
}

const Flag& recovery_dir_flag() {
  static const Flag kFlag = {
      "--recovery-dir",
      "DIR",
      {"恢复份额写入该文件夹，每份一个文件", "the folder for the recovery shares, a file each"}};
  return kFlag;
}

Result<std::string> key_file_path(const Call& call) {
  for (const std::string prefix : {"--", "--new-"}) {
    if (!call.has(prefix + "passphrase-file") || !call.has(prefix + "credential-file")) continue;
    return fail(Code::kInvalid, "one of `" + prefix + "passphrase-file` and `" + prefix +
                                    "credential-file` is enough");
  }
  if (const std::string* path = call.value("--key-file")) return *path;
  return fail(Code::kInvalid, "`--key-file` is missing");
}

bool names_unlocking(const Call& call, const Console& console) {
  return call.has(kPassphraseFlag) || call.has(kCredentialFlag) ||
         system_credential(console).has_value();
}

Result<std::unique_ptr<KeyFile>> unlock_key_file(const std::string& path, const Call& call,
                                                 Console& console) {
  // A file that cannot be opened at all is said before anybody is asked for a passphrase.
  TRY_VOID(read_key_file(path));
  TRY(const Unlock unlock, unlock_of(call, console));
  return KeyFile::open(path, unlock);
}

Result<std::unique_ptr<KeyProvider>> unlock_keys(const std::string& path, const Call& call,
                                                 Console& console) {
  TRY(std::unique_ptr<KeyProvider> keys, unlock_key_file(path, call, console));
  return keys;
}

Result<SlotSecret> new_secret(const Call& call, Console& console, std::string_view passphrase_flag,
                              std::string_view credential_flag) {
  TRY(std::optional<SlotSecret> secret, secret_of_flags(call, passphrase_flag, credential_flag));
  if (secret) return *std::move(secret);
  TRY(Passphrase passphrase, ask_new_passphrase(call, console));
  return SlotSecret(std::move(passphrase));
}

}  // namespace lawful
