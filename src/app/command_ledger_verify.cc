#include <fmt/format.h>

#include <ostream>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/input_file.h"
#include "app/ledger_page.h"
#include "base/bytes.h"

namespace lawful {
namespace {

tl::unexpected<Error> in_file(const std::string& path, const Error& error) {
  return fail(error.code, shown_path(path) + ": " + error.message);
}

// The key among those given that has the name; kNotFound without one.
Result<NoteVerifier> key_named(const std::vector<NoteVerifier>& keys, const std::string& name) {
  for (const NoteVerifier& key : keys) {
    if (key.name == name) return key;
  }
  return fail(Code::kInvalid, fmt::format("it is signed by `{}`: give its key with `--key`", name));
}

// The first line of the last note in a text: whom it says it is from.
std::string origin_of(std::string_view note) {
  return std::string(note.substr(0, note.find('\n')));
}

Result<std::string> verify_proof(std::string_view text, const std::vector<NoteVerifier>& keys,
                                 Lang lang) {
  TRY(const ProofFile proof, parse_proof_file(text));
  TRY(const NoteVerifier log, key_named(keys, origin_of(proof.checkpoint)));
  if (proof.extra.size() < kEntrySize) {
    return fail(Code::kInvalid, "the proof does not hold its entry, so there is nothing to check");
  }
  std::optional<Opening> opening;
  if (proof.extra.size() > kEntrySize) {
    TRY(opening, read_opening(proof.extra));
  }
  const std::string_view bytes = std::string_view(proof.extra).substr(0, kEntrySize);
  TRY(const LogEntry entry, read_entry(bytes));
  TRY(const Checkpoint in, check_proof(proof, leaf_hash(bytes), log));
  return proof_page(proof, in, entry, opening, lang);
}

Result<std::string> verify_promise(std::string_view text, const std::vector<NoteVerifier>& keys,
                                   Lang lang) {
  TRY(const Promise promise, parse_promise(text));
  TRY(const NoteVerifier key, key_named(keys, origin_of(promise.note)));
  TRY(const PromiseHead head, check_promise(promise, key));
  return promise_page(promise, head, lang);
}

Result<std::string> verify_checkpoint(std::string_view text, const std::vector<NoteVerifier>& keys,
                                      Lang lang) {
  TRY(const NoteVerifier key, key_named(keys, origin_of(text)));
  TRY(const Checkpoint checkpoint, open_checkpoint(text, key));
  return fmt::format(
      fmt::runtime(lang == Lang::kZh ? "成立：{} 的检查点，共 {} 项，根哈希 {}\n"
                                     : "it stands: a checkpoint of {}; entries: {}; root: {}\n"),
      checkpoint.origin, checkpoint.size, checkpoint.root.hex());
}

Result<std::string> verify(const std::string& path, const std::vector<NoteVerifier>& keys,
                           Lang lang, Console& console) {
  TRY(const std::string text, read_bytes(path, console));
  auto verified = text.starts_with("c2sp.org/tlog-proof@") ? verify_proof(text, keys, lang)
                  : text.starts_with("lawful-promise@")    ? verify_promise(text, keys, lang)
                                                           : verify_checkpoint(text, keys, lang);
  if (!verified) return in_file(path, verified.error());
  return verified;
}

int run_verify(const Call& call, Console& console) {
  const auto given = call.flags.find("--key");
  if (given == call.flags.end()) {
    return misuse(console, *call.command,
                  "`--key` is missing: whose signatures count is for you to say");
  }
  std::vector<NoteVerifier> keys;
  for (const std::string& vkey : given->second) {
    auto key = parse_vkey(vkey);
    if (!key) return misuse(console, *call.command, "`--key`: " + key.error().message);
    keys.push_back(*std::move(key));
  }
  int status = exit_status(Exit::kOk);
  for (const std::string& path : call.arguments) {
    const auto verified = verify(path, keys, call.lang, console);
    if (verified) {
      console.out << *verified;
    } else {
      console.err << verified.error().message << "\n";
      status = 1;
    }
  }
  return status;
}

}  // namespace

const Command& ledger_verify_command() {
  static const Command kCommand = {
      .name = "ledger verify",
      .arguments = "FILE...",
      .arguments_min = 1,
      .arguments_max = 10'000,
      .summary = {"核验证明、承诺与检查点", "check proofs, promises and checkpoints"},
      .details =
          {"只用所给的公钥，不读取数据文件夹。核验整个日志以及不依赖本程序的核验：`lawful-verify`"
           "。\n"
           "\n"
           "退出码：0 全部成立；1 至少一个不成立（标准错误输出说明原因）；64 命令用法有误。",
           "With the public keys that you give and nothing else; no data folder is read. For a "
           "whole\n"
           "log, and for not having to trust this program, there is `lawful-verify`.\n"
           "\n"
           "Exit status: 0 all stand; 1 at least one does not (standard error says why); 64 the "
           "call\n"
           "is wrong."},
      .flags = {{"--key",
                 "VKEY",
                 {"核验公钥（名称+编号+密钥），可重复", "a verifier key: name+id+key; repeatable"}},
                lang_flag()},
      .examples = {{"lawful ledger verify a.tlog-proof --key example.org/log+0123abcd+AZ...",
                    {"核验一份证明", "check a proof"}}},
      .run = run_verify};
  return kCommand;
}

}  // namespace lawful
