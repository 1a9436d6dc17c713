#include "rules/parse_file.h"

#include "base/utf8.h"

namespace lawful {
namespace {

// Control characters, and the marks that turn the direction of writing: with those a rule can read
// otherwise than it is.
bool is_forbidden(char32_t c) {
  if (c == '\t' || c == '\n') return false;
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  return (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// The code point at `at`; `text` is valid UTF-8.
char32_t code_point(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const auto rest = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  if (byte(0) < 0x80) return byte(0);
  if (byte(0) < 0xE0) return (static_cast<char32_t>(byte(0) & 0x1F) << 6) | rest(1);
  if (byte(0) < 0xF0)
    return (static_cast<char32_t>(byte(0) & 0x0F) << 12) | (rest(1) << 6) | rest(2);
  return (static_cast<char32_t>(byte(0) & 0x07) << 18) | (rest(1) << 12) | (rest(2) << 6) | rest(3);
}

Site site_of(std::string_view text, std::size_t offset, std::uint32_t file) {
  const Place place = place_of(text, offset);
  Site at;
  at.file = file;
  at.line = place.line;
  at.column = place.column;
  return at;
}

std::string hex(char32_t c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (int shift = c > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) out += kHex[(c >> shift) & 0xF];
  return out;
}

// Reports the first byte or character that keeps the file from being read.
bool is_readable(std::string_view text, std::uint32_t file, Messages& messages) {
  Site whole;
  whole.file = file;
  if (text.size() > kFileMax) {
    messages.error(whole, "a file of more than 16 MiB");
    return false;
  }
  if (const auto bad = find_invalid_utf8(text)) {
    messages.error(site_of(text, *bad, file), "not UTF-8 from here", "save the file as UTF-8");
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) == 0x80) continue;
    const bool line_end = byte == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    const char32_t c = code_point(text, i);
    if (line_end || !is_forbidden(c)) continue;
    messages.error(site_of(text, i, file), "control character U+" + hex(c), "remove it");
    return false;
  }
  return true;
}

void parse_fence(const Fence& fence, Messages& messages, ParsedFile& out) {
  Cursor cursor(lex(fence.body, fence.at, messages), messages);
  switch (fence.kind) {
    case FenceKind::kFacts:
      return parse_facts_fence(cursor, out);
    case FenceKind::kSteps:
      return parse_steps_fence(cursor, out);
    case FenceKind::kLaw:
      return parse_law_fence(cursor, out);
    case FenceKind::kExamples:
      return parse_examples_fence(cursor, out);
  }
}

}  // namespace

ParsedFile parse_file(std::string_view text, std::uint32_t file, Messages& messages) {
  ParsedFile out;
  out.file = file;
  if (!is_readable(text, file, messages)) return out;
  Markdown markdown = scan_markdown(text, file, messages);
  out.front_matter = std::move(markdown.front_matter);
  out.articles = std::move(markdown.articles);
  out.has_fences = !markdown.fences.empty();
  for (const Fence& fence : markdown.fences) {
    const bool of_pack = fence.kind == FenceKind::kLaw || fence.kind == FenceKind::kExamples;
    if (of_pack && !out.front_matter) {
      messages.error(fence.opening,
                     "a `" + std::string(to_string(fence.kind)) + "` fence outside a pack",
                     "begin the file with `---`, `pack: law@version`, `---`");
      continue;
    }
    if (!of_pack && out.front_matter) {
      messages.error(fence.opening,
                     "a `" + std::string(to_string(fence.kind)) + "` fence in a pack",
                     "declare " + std::string(to_string(fence.kind)) + " in the vocabulary");
      continue;
    }
    parse_fence(fence, messages, out);
  }
  return out;
}

bool parse_gist_into(Cursor& cursor, std::optional<Gist>& out) {
  const Site at = cursor.at();
  std::optional<Gist> gist = cursor.take_gist();
  if (!gist) return false;
  if (out) {
    cursor.error(at, "a second text for the same thing");
    return false;
  }
  out = std::move(gist);
  return true;
}

bool parse_end(Cursor& cursor, std::string_view clauses) {
  if (cursor.at_end()) return true;
  return cursor.wanted(clauses, "a new statement begins at the first column");
}

}  // namespace lawful
