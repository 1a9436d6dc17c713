#pragma once
// Finds in a Markdown file what the loader reads: the front matter, the fences, and the prose under
// the heading of an article. Everything else is for people and is passed over.
//
//   ---                          front matter, only at the very top
//   ## Article 13 {#13}          article 13 begins; a heading of the same or a higher level ends it
//   prose                        its gist; a paragraph is zh when its first letter is Chinese
//   ```law                       a fence for the engine: facts, steps, law, examples
//
// A fence named text, toml, json, sh or output, or without a name, is for readers; any other name
// is refused, so that a misspelt `law` is not passed over in silence.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/load_messages.h"
#include "rules/text.h"

namespace lawful {

enum class FenceKind { kFacts, kSteps, kLaw, kExamples };
const char* to_string(FenceKind kind);

struct Fence {
  FenceKind kind = FenceKind::kLaw;
  std::string_view body;
  Site at;       // first character of the body
  Site opening;  // the line with the backticks
};

struct ArticleProse {
  int article = 0;
  Text gist;
  Site at;  // its heading
};

struct FrontMatterLine {
  std::string_view key;
  std::string_view value;
  Site key_at;
  Site value_at;
};

struct Markdown {
  std::optional<std::vector<FrontMatterLine>> front_matter;
  std::vector<Fence> fences;
  std::vector<ArticleProse> articles;
};

// `text` is valid UTF-8 and free of control characters but tab and line break.
Markdown scan_markdown(std::string_view text, std::uint32_t file, Messages& messages);

}  // namespace lawful
