#include "note.h"

#include "hash.h"
#include "say.h"

namespace verify {
namespace {

constexpr std::string_view kDash = "\u2014 ";  // Em dash, space.
constexpr int kSignaturesMax = 100;            // The specification asks for at least 16.
constexpr char kEd25519 = 1;

// The code point at the front of `text`, which loses it; nothing where it is not UTF-8.
std::optional<char32_t> code_point(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if ((first >= 0x80 && first < 0xc2) || first > 0xf4 || text.size() < length) return std::nullopt;
  char32_t code = length == 1 ? first : first & (0x7fU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xc0) != 0x80) return std::nullopt;
    code = code << 6 | (byte & 0x3f);
  }
  const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
  if (overlong || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff) return std::nullopt;
  text.remove_prefix(length);
  return code;
}

bool is_space(char32_t c) {
  return (c >= 9 && c <= 13) || c == 0x20 || c == 0x85 || c == 0xa0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
         c == 0x3000;
}

bool is_name(std::string_view text) {
  if (text.empty()) return false;
  while (!text.empty()) {
    const std::optional<char32_t> c = code_point(text);
    if (!c || is_space(*c) || *c < 0x20 || *c == '+') return false;
  }
  return true;
}

void check_characters(std::string_view note) {
  while (!note.empty()) {
    const std::optional<char32_t> c = code_point(note);
    if (!c || (*c < 0x20 && *c != '\n')) {
      throw Refusal(say("not a note: it must be UTF-8 without control characters"));
    }
  }
}

// Where the signatures begin: after the last empty line.
std::size_t signatures_at(std::string_view note) {
  const std::size_t split = note.rfind("\n\n");
  if (split == std::string_view::npos || split + 2 == note.size() || note.back() != '\n') {
    throw Refusal(say("not a note: it must end with an empty line and signature lines"));
  }
  return split + 2;
}

}  // namespace

Key read_key(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos || !is_name(text.substr(0, first))) {
    throw Refusal(say("a key is written NAME+HASH+KEY"));
  }
  const std::optional<std::string> bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 33 || (*bytes)[0] != kEd25519) {
    throw Refusal(say("the key is not one of Ed25519, 33 bytes in base 64"));
  }
  Key key{std::string(text.substr(0, first)), {}, bytes->substr(1)};
  key.id = view(sha256(key.name + '\n' + *bytes)).substr(0, 4);
  if (hex(key.id) != text.substr(first + 1, second - first - 1)) {
    throw Refusal(
        say("the key has the hash `{1}`, not the one that is written in it", hex(key.id)));
  }
  return key;
}

std::string_view text_of(std::string_view note) { return note.substr(0, signatures_at(note) - 1); }

std::string_view open_note(std::string_view note, const Key& key) {
  if (note.size() > kNoteMax) throw Refusal(say("not a note: it is too long"));
  check_characters(note);
  const std::string_view text = text_of(note);
  bool verified = false;
  int count = 0;
  for (Lines lines(note.substr(signatures_at(note))); !lines.empty();) {
    const std::string_view line = lines.next();
    const std::size_t space = line.find(' ', kDash.size());
    if (!line.starts_with(kDash) || space == std::string_view::npos || ++count > kSignaturesMax) {
      throw Refusal(say("not a note: signature line {1} is malformed", std::to_string(count)));
    }
    const std::string_view name = line.substr(kDash.size(), space - kDash.size());
    const std::optional<std::string> bytes = from_base64(line.substr(space + 1));
    if (!is_name(name) || !bytes || bytes->size() < 5) {
      throw Refusal(say("not a note: signature line {1} is malformed", std::to_string(count)));
    }
    if (name != key.name || bytes->substr(0, 4) != key.id) continue;
    if (!ed25519_verify(key.public_key, text, bytes->substr(4))) {
      throw Refusal(say("the signature of `{1}` is wrong", key.name));
    }
    verified = true;
  }
  if (!verified) {
    throw Refusal(say("no signature by the key `{1}+{2}`", key.name, hex(key.id)));
  }
  return text;
}

Checkpoint read_checkpoint(std::string_view text, const std::string& origin) {
  Lines lines(text);
  const std::string_view named = lines.next();
  if (named != origin) {
    throw Refusal(
        say("of the log `{1}`, but the key is that of `{2}`", std::string(named), origin));
  }
  const std::optional<std::uint64_t> size = decimal(lines.next());
  const std::optional<Hash> root = hash_from_base64(lines.next());
  if (!size || !root) throw Refusal(say("the tree size or the root hash is malformed"));
  if (!lines.empty()) throw Refusal(say("the signed text goes on after the root hash"));
  return {*size, *root};
}

Checkpoint open_checkpoint(std::string_view note, const Key& key) {
  return read_checkpoint(open_note(note, key), key.name);
}

}  // namespace verify
