#include "ledger/note.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/utf8.h"
#include "crypto/base64.h"
#include "crypto/hash.h"
#include "ledger/text_lines.h"

namespace lawful {
namespace {

constexpr char kEd25519 = 0x01;
constexpr std::string_view kDash = "\u2014 ";
constexpr std::size_t kIdSize = 4;

struct SignatureLine {
  std::string_view name;
  std::uint32_t key_id = 0;
  std::string signature;
};

struct ParsedNote {
  std::string_view text;
  std::vector<SignatureLine> signatures;
};

Result<void> check_characters(std::string_view text) {
  if (text.size() > kNoteMax) {
    return fail(Code::kInvalid, "a note is longer than " + std::to_string(kNoteMax) + " bytes");
  }
  if (find_invalid_utf8(text)) return fail(Code::kInvalid, "a note is not UTF-8");
  const bool control = std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
  if (control) return fail(Code::kInvalid, "a note has a control character");
  return {};
}

Result<SignatureLine> parse_signature(std::string_view line) {
  const auto malformed = [] {
    return fail(Code::kInvalid,
                "a signature line is not a dash, a key name and a signature in base 64");
  };
  if (!line.starts_with(kDash)) return malformed();
  line.remove_prefix(kDash.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space))) return malformed();
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= kIdSize) return malformed();
  ByteReader in(*bytes);
  SignatureLine parsed;
  parsed.name = line.substr(0, space);
  TRY(parsed.key_id, in.u32());
  parsed.signature = in.rest();
  return parsed;
}

Result<ParsedNote> parse_note(std::string_view note) {
  TRY_VOID(check_characters(note));
  const std::size_t division = note.rfind("\n\n");
  if (division == std::string_view::npos) {
    return fail(Code::kInvalid, "a note has no empty line between its text and its signatures");
  }
  ParsedNote parsed;
  parsed.text = note.substr(0, division + 1);
  LineReader lines(note.substr(division + 2));
  while (!lines.rest().empty()) {
    if (parsed.signatures.size() == kNoteSignaturesMax) {
      return fail(Code::kInvalid,
                  "a note has more than " + std::to_string(kNoteSignaturesMax) + " signatures");
    }
    TRY(const std::string_view line, lines.line("signature"));
    TRY(SignatureLine signature, parse_signature(line));
    parsed.signatures.push_back(std::move(signature));
  }
  if (parsed.signatures.empty()) return fail(Code::kInvalid, "a note has no signature");
  return parsed;
}

Result<void> check_line(const SignatureLine& line, std::string_view text,
                        const NoteVerifier& verifier) {
  Signature signature;
  if (line.signature.size() == signature.bytes.size()) {
    std::ranges::copy(as_bytes(line.signature), signature.bytes.begin());
    if (check_signature(verifier.key, text, signature)) return {};
  }
  return fail(Code::kCorrupt, "the signature of `" + verifier.name + "` does not stand");
}

Result<std::string> signature_line(std::string_view text, NoteSigner& signer) {
  const NoteVerifier verifier{signer.name(), signer.public_key()};
  if (!is_key_name(verifier.name)) {
    return fail(Code::kInvalid, "a key name is empty or has white space or a plus");
  }
  TRY(const Signature signature, signer.sign(text));
  // A signature that nobody can check must not get out: a wrong key, or a fault while signing.
  if (!check_signature(verifier.key, text, signature)) {
    return fail(Code::kCorrupt, "the signer `" + verifier.name + "` does not sign with its key");
  }
  ByteWriter bytes;
  bytes.u32(verifier.key_id()).bytes(signature.bytes);
  return std::string(kDash) + verifier.name + ' ' + to_base64(bytes.written()) + '\n';
}

Result<std::string> within_limit(std::string note) {
  if (note.size() <= kNoteMax) return note;
  return fail(Code::kInvalid, "a note is longer than " + std::to_string(kNoteMax) + " bytes");
}

std::string encoded_key(const PublicKey& key) {
  return std::string(1, kEd25519).append(as_text(key.bytes));
}

}  // namespace

bool is_key_name(std::string_view name) {
  if (name.empty() || name.find('+') != std::string_view::npos) return false;
  return check_characters(name).has_value() && without_white_space(name) == name;
}

std::uint32_t NoteVerifier::key_id() const {
  const Sha256 digest = sha256(name + '\n' + encoded_key(key));
  return *ByteReader(as_text(digest.bytes)).u32();
}

std::string NoteVerifier::vkey() const {
  ByteWriter id;
  id.u32(key_id());
  return name + '+' + to_hex(id.written()) + '+' + to_base64(encoded_key(key));
}

Result<NoteVerifier> parse_vkey(std::string_view text) {
  const auto malformed = [] {
    return fail(Code::kInvalid,
                "a verifier key is not `name+id+key`, with an Ed25519 key and the id that it has");
  };
  const std::size_t first = text.find('+');
  if (first == std::string_view::npos || !is_key_name(text.substr(0, first))) return malformed();
  const std::size_t second = text.find('+', first + 1);
  if (second == std::string_view::npos) return malformed();
  const auto bytes = from_base64(text.substr(second + 1));
  NoteVerifier verifier{std::string(text.substr(0, first)), {}};
  if (!bytes || bytes->size() != 1 + verifier.key.bytes.size()) {
    return malformed();
  }
  std::ranges::copy(as_bytes(*bytes).subspan(1), verifier.key.bytes.begin());
  // Another sort of key, another id and another spelling all show here.
  if (verifier.vkey() != text) return malformed();
  return verifier;
}

Result<std::string> sign_note(std::string_view text, NoteSigner& signer) {
  TRY_VOID(check_characters(text));
  if (!text.ends_with('\n')) return fail(Code::kInvalid, "the text of a note has no line end");
  TRY(const std::string line, signature_line(text, signer));
  return within_limit(std::string(text) + '\n' + line);
}

Result<std::string> add_signature(std::string_view note, NoteSigner& signer) {
  TRY(const ParsedNote parsed, parse_note(note));
  if (parsed.signatures.size() == kNoteSignaturesMax) {
    return fail(Code::kInvalid, "a note has " + std::to_string(kNoteSignaturesMax) +
                                    " signatures already, and no more are taken");
  }
  const NoteVerifier verifier{signer.name(), signer.public_key()};
  for (const SignatureLine& line : parsed.signatures) {
    if (line.name == verifier.name && line.key_id == verifier.key_id()) {
      return fail(Code::kConflict, "`" + verifier.name + "` has signed this note already");
    }
  }
  TRY(const std::string line, signature_line(parsed.text, signer));
  return within_limit(std::string(note) + line);
}

Result<OpenedNote> open_note(std::string_view note, std::span<const NoteVerifier> verifiers) {
  TRY(const ParsedNote parsed, parse_note(note));
  OpenedNote opened{std::string(parsed.text), {}};
  for (std::size_t i = 0; i < verifiers.size(); ++i) {
    const std::uint32_t key_id = verifiers[i].key_id();
    bool stands = false;
    for (const SignatureLine& line : parsed.signatures) {
      if (line.name != verifiers[i].name || line.key_id != key_id) continue;
      TRY_VOID(check_line(line, parsed.text, verifiers[i]));
      stands = true;
    }
    if (stands) opened.signed_by.push_back(i);
  }
  if (opened.signed_by.empty()) {
    return fail(Code::kCorrupt, "no known key has signed the note");
  }
  return opened;
}

}  // namespace lawful
