#include "ledger/checkpoint.h"

#include "ledger/text_lines.h"

namespace lawful {

std::string format_checkpoint(const Checkpoint& checkpoint) {
  return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' +
         format_hash(checkpoint.root) + '\n';
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  LineReader in(text);
  TRY(const std::string_view origin, in.line("origin"));
  if (!is_key_name(origin)) {
    return fail(Code::kInvalid, "the origin is empty or has white space or a plus");
  }
  TRY(const std::string_view size_line, in.line("tree size"));
  TRY(const std::uint64_t size, parse_decimal(size_line, "tree size"));
  TRY(const std::string_view root_line, in.line("root"));
  TRY(const Hash root, parse_hash(root_line, "root"));
  if (!in.rest().empty()) {
    return fail(Code::kInvalid, "a checkpoint has more than its three lines");
  }
  if (size == 0 && root != empty_root()) {
    return fail(Code::kInvalid, "a tree without entries has another root");
  }
  return Checkpoint{std::string(origin), size, root};
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, NoteSigner& log) {
  if (log.name() != checkpoint.origin) {
    return fail(Code::kInvalid,
                "`" + log.name() + "` cannot sign for the log `" + checkpoint.origin + "`");
  }
  const std::string text = format_checkpoint(checkpoint);
  TRY_VOID(parse_checkpoint(text));  // Whatever cannot be read must not be signed.
  return sign_note(text, log);
}

Result<Checkpoint> open_checkpoint(std::string_view note, const NoteVerifier& log) {
  TRY(const OpenedNote opened, open_note(note, {&log, 1}));
  TRY(Checkpoint checkpoint, parse_checkpoint(opened.text));
  if (checkpoint.origin != log.name) {
    return fail(Code::kInvalid, "`" + log.name + "` signed for another log");
  }
  return checkpoint;
}

}  // namespace lawful
