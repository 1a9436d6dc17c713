#include <fmt/format.h>

#include <charconv>
#include <ostream>

#include "app/command_table.h"
#include "app/deployment.h"
#include "app/input_file.h"
#include "app/output_file.h"
#include "app/unlock.h"
#include "base/bytes.h"
#include "ledger/promise.h"
#include "ledger/prove.h"

namespace lawful {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

// `00ff…/7`, or `7`: a row of the handler's own chain, which the deployment names.
struct AskedRow {
  std::optional<Owner> chain;
  std::int64_t seq = 0;
};

Result<AskedRow> read_row(const std::string& text) {
  AskedRow name;
  const std::size_t slash = text.find('/');
  if (slash != std::string::npos) {
    const auto id = from_hex(text.substr(0, slash));
    if (!id || id->size() != Owner{}.bytes.size()) {
      return fail(Code::kInvalid, "`--row` begins with the 32 hexadecimal digits of a chain");
    }
    name.chain.emplace();
    std::ranges::copy(as_bytes(*id), name.chain->bytes.begin());
  }
  const std::string seq = slash == std::string::npos ? text : text.substr(slash + 1);
  if (!read_number(seq, name.seq) || name.seq < 1) {
    return fail(Code::kInvalid,
                "`--row` is `CHAIN/NUMBER`, or the number of a row of the handler's "
                "own chain");
  }
  return name;
}

Result<std::string> prove_promise(Deployment& deployment, const std::string& path,
                                  Console& console) {
  TRY(const std::string text, read_bytes(path, console));
  const LogIdentity& log = deployment.log();
  const NoteVerifier promises{log.promises.name(), log.promises.public_key()};
  auto promise = parse_promise(text);
  if (!promise) return fail(promise.error().code, path + ": " + promise.error().message);
  if (const auto checked = check_promise(*promise, promises); !checked) {
    return fail(checked.error().code, path + ": " + checked.error().message);
  }
  TRY(const auto index, find_leaf(deployment.store(), log, promise->leaf));
  if (!index) {
    return fail(Code::kNotFound, path + ": its entry is not in the log, or was pruned away");
  }
  return prove_entry(deployment.store(), log, *index);
}

// What `--row` and `--entry` name; kInvalid where they name nothing.
struct Asked {
  std::optional<AskedRow> row;
  std::uint64_t index = 0;
};

Result<Asked> read_asked(const Call& call) {
  Asked asked;
  const std::string* entry = call.value("--entry");
  if (entry != nullptr && !read_number(*entry, asked.index)) {
    return fail(Code::kInvalid, "`--entry` is the number of an entry, from 0 on");
  }
  if (const std::string* row = call.value("--row")) {
    TRY(asked.row, read_row(*row));
  }
  return asked;
}

Result<std::string> prove(const Call& call, const Asked& asked, Console& console) {
  const std::string* promise = call.value("--promise");
  const bool open = call.has("--open");
  TRY(const auto deployment,
      open_deployment(call, console, {.keys = open ? Keys::kUnlocked : Keys::kLocked}));
  if (promise != nullptr) return prove_promise(*deployment, *promise, console);
  if (!asked.row) return prove_entry(deployment->store(), deployment->log(), asked.index);
  const RowName name{asked.row->chain.value_or(deployment->log().log), asked.row->seq};
  if (!open) return prove_row(deployment->store(), deployment->log(), name, nullptr);
  const auto key = deployment->chain_key(name.individual);
  if (!key)
    return fail(Code::kNotFound, "the key of this chain is not there: the row cannot be opened");
  return prove_row(deployment->store(), deployment->log(), name, &*key);
}

int run_prove(const Call& call, Console& console) {
  if (const auto missing = without_data_folder(call, console)) return *missing;
  const int named = call.has("--row") + call.has("--entry") + call.has("--promise");
  if (named != 1) {
    return misuse(console, *call.command, "name one of `--row`, `--entry` and `--promise`");
  }
  if (call.has("--open") && !call.has("--row")) {
    return misuse(console, *call.command, "`--open` goes with `--row`");
  }
  const auto asked = read_asked(call);
  if (!asked) return misuse(console, *call.command, asked.error().message);
  const auto proof = prove(call, *asked, console);
  if (!proof) return ended_by(console, proof.error());
  if (const std::string* output = call.value("--output")) {
    const auto written = new_file(*output, *proof);
    if (!written) return ended_by(console, written.error());
  } else {
    console.out << *proof;
  }
  return exit_status(Exit::kOk);
}

}  // namespace

const Command& ledger_prove_command() {
  static const Command kCommand = {
      .name = "ledger prove",
      .summary = {"证明某项证据已在日志中", "prove that a piece of evidence is in the log"},
      .details =
          {"输出 C2SP tlog-proof：任何人凭日志的公钥即可核验，无须本程序。以 --open "
           "附上该行内容及其"
           "盐值，\n"
           "收到者由此得知这一行，而不得知其他。\n"
           "\n"
           "退出码：0 已输出；64、65 用法或输入有误；66 没有该项或已修剪；69 尚未入日志；70 "
           "存储有缺"
           "损。",
           "Prints a C2SP tlog-proof: whoever has the log's public key checks it, without this "
           "program.\n"
           "--open puts in the row and its salt; who gets that learns this row and no other.\n"
           "\n"
           "Exit status: 0 printed; 64, 65 the call or an input is wrong; 66 there is no such "
           "entry, "
           "or\n"
           "it was pruned away; 69 the row is not in the log yet; 70 what is stored is damaged."},
      .flags = {data_flag(),
                {"--row",
                 "[CHAIN/]N",
                 {"链的第 N 行；未写链的，为处理者自身的链",
                  "row N of a chain; without one, of the handler's own"}},
                {"--entry", "N", {"日志的第 N 项，自 0 起", "entry N of the log, from 0"}},
                {"--promise", "FILE", {"承诺文件所指的一项", "the entry that a promise speaks of"}},
                {"--open", "", {"附上该行的内容", "show what the row says"}},
                {"--output", "FILE", {"写入新文件", "write to a new file"}},
                passphrase_file_flag(),
                credential_file_flag(),
                lang_flag()},
      .examples = {{"lawful ledger prove --data /var/lib/lawful --row 7 --open",
                    {"处理者自身的第 7 行，附内容", "row 7 of the handler's own chain, opened"}},
                   {"lawful ledger prove --data /var/lib/lawful --entry 0",
                    {"日志的第一项", "the first entry of the log"}}},
      .run = run_prove};
  return kCommand;
}

}  // namespace lawful
