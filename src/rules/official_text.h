#pragma once
// The official text of a law, as a user supplies it, cut into its paragraphs and hashed the way
// packs do: see docs/law-language.md, Semantics 16. Pure; the text itself is never kept beyond the
// call.
//
// - An article begins with its number, `第二条　……`; what follows on that line is its first
//   paragraph, and each further line is a paragraph.
// - A line that begins with a number in brackets, `（一）……；`, is an item of the paragraph above.
// - Headings of parts, chapters and sections (`第二章 ……`) and of Markdown (`# ……`) are left out.
//
// What stands before Article 1 (title, dates, contents) is left out.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rules/law.h"

namespace lawful {

struct TextParagraph {
  int article = 0;
  int paragraph = 0;  // from 1
  int items = 0;
  std::string sha256;  // hex
  int line = 0;        // where it begins, from 1
};

// Errors: kInvalid with a place: not UTF-8, no article at all, an article out of order.
Result<std::vector<TextParagraph>> cut_official_text(std::string_view text, std::string_view file);

// kNotCompared: the pack has no hash of it, since its official text was not at hand.
enum class TextMatch { kSame, kChanged, kMissing, kAdditional, kNotCompared };

struct TextComparison {
  Provision provision;
  TextMatch match = TextMatch::kSame;
  int line = 0;  // in the text; 0 where it has no such paragraph
};

// Every paragraph of the pack or of the text, in the order of the law.
std::vector<TextComparison> compare_text(const Pack& pack, const std::vector<TextParagraph>& text);

}  // namespace lawful
