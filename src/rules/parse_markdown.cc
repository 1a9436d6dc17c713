#include "rules/parse_markdown.h"

#include <algorithm>
#include <array>

namespace lawful {
namespace {

constexpr std::array<std::string_view, 6> kForReaders = {"",     "text", "toml",
                                                         "json", "sh",   "output"};

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

// The run of backticks or tildes that opens or closes a fence, or nothing.
std::string_view fence_run(std::string_view line) {
  line.remove_prefix(indent_of(line));
  if (line.empty() || (line.front() != '`' && line.front() != '~')) return {};
  const std::size_t end = std::min(line.find_first_not_of(line.front()), line.size());
  return end >= 3 ? line.substr(0, end) : std::string_view();
}

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }

// Is the first letter Chinese? Digits and punctuation do not count.
bool is_chinese(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') return false;
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t c = size == 1 ? byte : static_cast<char32_t>(byte & (0xFF >> (size + 1)));
    for (std::size_t k = 1; k < size && i + k < text.size(); ++k)
      c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3F);
    if (is_han(c)) return true;
    i += size;
  }
  return false;
}

// The number in `{#13}` at the end of a heading, or 0.
int article_of(std::string_view heading) {
  const std::size_t open = heading.rfind("{#");
  if (open == std::string_view::npos || !heading.ends_with('}')) return 0;
  const std::string_view digits = heading.substr(open + 2, heading.size() - open - 3);
  if (digits.empty() || digits.size() > 4) return 0;
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t file, Messages& messages)
      : text_(text), messages_(messages) {
    at_.file = file;
    at_.line = 0;
    at_.column = 1;
  }

  Markdown run() {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    if (next_line()) {
      if (trim(line_) == "---" && line_.front() == '-') {
        read_front_matter();
      } else {
        read_line();
      }
    }
    while (next_line()) read_line();
    end_paragraph();
    return std::move(out_);
  }

 private:
  bool next_line() {
    if (offset_ >= text_.size()) return false;
    const std::size_t end = std::min(text_.find('\n', offset_), text_.size());
    line_ = text_.substr(offset_, end - offset_);
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    offset_ = end + 1;
    ++at_.line;
    return true;
  }

  void read_front_matter() {
    const Site opening = at_;
    out_.front_matter.emplace();
    while (next_line()) {
      if (trim(line_) == "---") return;
      read_front_matter_line();
    }
    messages_.error(opening, "front matter without its closing `---`");
  }

  void read_front_matter_line() {
    std::string_view line = line_;
    if (const std::size_t comment = line.find(" #"); comment != std::string_view::npos)
      line = line.substr(0, comment);
    if (trim(line).empty() || line.starts_with('#')) return;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || indent_of(line) > 0) {
      messages_.error(at_, "a line of the front matter is `key: value`, from the first column");
      return;
    }
    const std::string_view value = trim(line.substr(colon + 1));
    Site value_at = at_;
    const std::size_t before =
        value.empty() ? colon + 1 : static_cast<std::size_t>(value.data() - line.data());
    value_at.column += static_cast<int>(before);
    out_.front_matter->push_back({trim(line.substr(0, colon)), value, at_, value_at});
  }

  void read_line() {
    const std::string_view run = fence_run(line_);
    if (!run.empty() && indent_of(line_) < 4) {
      end_paragraph();
      read_fence(run);
    } else if (line_.starts_with('#')) {
      end_paragraph();
      read_heading();
    } else if (trim(line_).empty()) {
      end_paragraph();
    } else if (at_.article > 0 && !(paragraph_.empty() && indent_of(line_) >= 4)) {  // Not code.
      if (!paragraph_.empty()) paragraph_ += '\n';
      paragraph_ += trim(line_);
    }
  }

  void read_heading() {
    const std::size_t level = std::min(line_.find_first_not_of('#'), line_.size());
    if (level > 6 || (level < line_.size() && line_[level] != ' ')) return;
    const int article = article_of(trim(line_));
    if (article > 0) {
      at_.article = article;
      level_ = level;
      out_.articles.push_back({article, {}, at_});
    } else if (at_.article > 0 && level <= level_) {
      at_.article = 0;
    }
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    Text& gist = out_.articles.back().gist;
    std::string& side = is_chinese(paragraph_) ? gist.zh : gist.en;
    if (!side.empty()) side += "\n\n";
    side += paragraph_;
    paragraph_.clear();
  }

  void read_fence(std::string_view run) {
    const Site opening = at_;
    std::string_view name = trim(line_.substr(indent_of(line_) + run.size()));
    name = name.substr(0, name.find(' '));
    const std::size_t start = std::min(offset_, text_.size());
    std::size_t end = start;
    bool closed = false;
    while (!closed && next_line()) {
      const std::string_view close = fence_run(line_);
      closed = close.size() >= run.size() && close.front() == run.front() &&
               trim(line_).size() == close.size() && indent_of(line_) < 4;
      if (!closed) end = std::min(offset_, text_.size());
    }
    if (!closed)
      messages_.error(opening, "a fence without its end", "end it with the signs that began it");
    keep_fence(name, text_.substr(start, end - start), opening);
  }

  void keep_fence(std::string_view name, std::string_view body, const Site& opening) {
    for (const FenceKind kind :
         {FenceKind::kFacts, FenceKind::kSteps, FenceKind::kLaw, FenceKind::kExamples}) {
      if (name != to_string(kind)) continue;
      Site at = opening;
      ++at.line;
      out_.fences.push_back({kind, body, at, opening});
      return;
    }
    if (std::find(kForReaders.begin(), kForReaders.end(), name) != kForReaders.end()) return;
    std::string advice = did_you_mean(name, {"facts", "steps", "law", "examples"});
    if (advice.empty()) advice = "name it `text` when it is only for readers";
    messages_.error(opening, "unknown fence " + quoted(name), std::move(advice));
  }

  std::string_view text_;
  Messages& messages_;
  std::size_t offset_ = 0;
  std::string_view line_;
  Site at_;  // of line_; its article is the one that the line stands under
  std::size_t level_ = 0;
  std::string paragraph_;
  Markdown out_;
};

}  // namespace

const char* to_string(FenceKind kind) {
  switch (kind) {
    case FenceKind::kFacts:
      return "facts";
    case FenceKind::kSteps:
      return "steps";
    case FenceKind::kLaw:
      return "law";
    case FenceKind::kExamples:
      return "examples";
  }
  return "";
}

Markdown scan_markdown(std::string_view text, std::uint32_t file, Messages& messages) {
  return Scanner(text, file, messages).run();
}

}  // namespace lawful
