#include "ledger/proof_file.h"

#include <utility>

#include "crypto/base64.h"
#include "ledger/text_lines.h"

namespace lawful {
namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";

Result<std::string> parse_extra(std::string_view text) {
  if (text.size() > (kProofExtraMax + 2) / 3 * 4) {
    return fail(Code::kInvalid,
                "the extra data is longer than " + std::to_string(kProofExtraMax) + " bytes");
  }
  auto extra = from_base64(text);
  if (!extra || extra->empty()) {
    return fail(Code::kInvalid, "the extra data is empty or not in base 64");
  }
  return *std::move(extra);
}

}  // namespace

std::string format_proof_file(const ProofFile& proof) {
  std::string text = std::string(kFirstLine) + '\n';
  if (!proof.extra.empty()) text += "extra " + to_base64(proof.extra) + '\n';
  text += "index " + std::to_string(proof.index) + '\n';
  return text + format_path(proof.path) + proof.checkpoint;
}

Result<ProofFile> parse_proof_file(std::string_view text) {
  LineReader in(text);
  TRY(const std::string_view first, in.line("format"));
  if (first != kFirstLine) {
    return fail(Code::kInvalid, "a proof does not begin with `" + std::string(kFirstLine) + "`");
  }
  ProofFile proof;
  TRY(std::string_view line, in.line("index"));
  if (const auto extra = parse_field(line, "extra")) {
    TRY(proof.extra, parse_extra(*extra));
    TRY(line, in.line("index"));
  }
  TRY(const std::string_view index, parse_field(line, "index"));
  TRY(proof.index, parse_decimal(index, "index"));
  TRY(proof.path, parse_path(in));
  proof.checkpoint = in.rest();
  return proof;
}

Result<Checkpoint> check_proof(const ProofFile& proof, const Hash& leaf, const NoteVerifier& log) {
  TRY(Checkpoint checkpoint, open_checkpoint(proof.checkpoint, log));
  TRY_VOID(check_inclusion(leaf, proof.index, checkpoint.size, proof.path, checkpoint.root));
  return checkpoint;
}

}  // namespace lawful
