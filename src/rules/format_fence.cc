#include "rules/format_fence.h"

#include <optional>
#include <span>
#include <utility>

#include "base/utf8.h"
#include "rules/statement_layout.h"

namespace lawful {
namespace {

std::string_view trim_end(std::string_view line) {
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

std::string_view trim_start(std::string_view line) {
  return line.substr(std::min(line.find_first_not_of(" \t\r"), line.size()));
}

// The token with its quotes, as it stands in the file.
std::string_view written(const Token& token) {
  if (token.kind != TokenKind::kText) return token.text;
  return {token.text.data() - 1, token.text.size() + 2};
}

struct Remark {
  std::string_view text;  // from `#` on
  bool indented = false;
  bool behind_blank = false;
};

// What stands between two tokens.
struct Gap {
  std::string_view trailing;  // the comment on the line of the token before
  std::vector<Remark> remarks;
  bool ends_blank = false;  // an empty line, and then the token

  bool has_comment() const { return !trailing.empty() || !remarks.empty(); }
};

Gap read_gap(std::string_view text, bool behind_token) {
  Gap gap;
  bool first = behind_token;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    const std::string_view line = trim_end(text.substr(0, end));
    const std::string_view comment = trim_start(line);
    text.remove_prefix(end + 1);
    if (std::exchange(first, false)) {
      gap.trailing = comment;
    } else if (comment.empty()) {
      gap.ends_blank = true;
    } else {
      const bool blank = std::exchange(gap.ends_blank, false);
      gap.remarks.push_back({comment, comment.size() < line.size(), blank});
    }
  }
  return gap;
}

struct FenceTokens {
  std::vector<Token> tokens;  // the last is kEnd
  std::vector<Gap> gaps;      // before the token of the same index
};

FenceTokens read_tokens(const Fence& fence) {
  Messages ignored({""});  // The fence has been parsed.
  FenceTokens out;
  out.tokens = lex(fence.body, fence.at, ignored);
  const char* from = fence.body.data();
  const char* const end = from + fence.body.size();
  for (const Token& token : out.tokens) {
    const std::string_view text = written(token);
    const bool last = token.kind == TokenKind::kEnd;
    const char* const to = last ? end : text.data();
    out.gaps.push_back(
        read_gap({from, static_cast<std::size_t>(to - from)}, from != fence.body.data()));
    from = to + text.size();
  }
  return out;
}

class FencePrinter {
 public:
  explicit FencePrinter(const Fence& fence) : kind_(fence.kind), read_(read_tokens(fence)) {}

  std::vector<std::string> run() {
    const std::vector<Token>& tokens = read_.tokens;
    for (std::size_t begin = 0; begin + 1 < tokens.size();) {
      std::size_t end = begin + 1;
      while (!tokens[end].first) ++end;
      between_statements(read_.gaps[begin]);
      print(lay_out(kind_, std::span(tokens).subspan(begin, end - begin)), begin);
      begin = end;
    }
    read_.gaps.back().ends_blank = false;
    between_statements(read_.gaps.back());
    return std::move(lines_);
  }

 private:
  void between_statements(const Gap& gap) {
    const bool inside = !line_.empty();
    add_trailing(gap);
    end_line();
    for (const Remark& remark : gap.remarks) {
      if (remark.behind_blank) add_blank();
      const bool of_statement = remark.indented && inside;
      lines_.push_back(std::string(of_statement ? kClauseIndent : 0, ' ') +
                       std::string(remark.text));
    }
    if (gap.ends_blank) add_blank();
  }

  // The statement whose first token has this index.
  void print(std::vector<Slot> slots, std::size_t first) {
    slots_ = std::move(slots);
    first_ = first;
    indent_ = 0;
    for (std::size_t begin = 0; begin < slots_.size();) {
      std::size_t end = begin + 1;
      while (end < slots_.size() && slots_[end].join != Join::kLine) ++end;
      if (begin > 0) break_line(begin, slots_[begin].indent);
      print_part(begin, end);
      begin = end;
    }
  }

  const Gap& gap(std::size_t slot) const { return read_.gaps[first_ + slot]; }

  // The slots [begin, end), where the first already has its place. What does not fit is parted at
  // its outermost breaks: the parts fill lines, each part that is too wide for a line by itself is
  // parted in turn, and behind such a one a new line begins.
  void print_part(std::size_t begin, std::size_t end) {
    const std::optional<int> level = outermost_break(begin, end);
    if (!level || fits(begin, end, 0)) return print_unparted(begin, end);
    const std::size_t indent = indent_ + kFurtherIndent;
    bool parted = *level == static_cast<int>(Level::kImplies);
    for (std::size_t from = begin; from < end;) {
      const std::size_t to = next_break(from, end, *level);
      if (from > begin) {
        if (parted || gap(from).has_comment() || !fits(from, to, slots_[from].spaces)) {
          break_line(from, indent);
        } else {
          line_.append(slots_[from].spaces, ' ');
        }
      }
      const std::size_t lines = lines_.size();
      print_part(from, to);
      parted = parted || lines_.size() > lines;
      from = to;
    }
  }

  std::optional<int> outermost_break(std::size_t begin, std::size_t end) const {
    std::optional<int> level;
    for (std::size_t i = begin + 1; i < end; ++i)
      if (slots_[i].join == Join::kBreak && (!level || slots_[i].level < *level))
        level = slots_[i].level;
    return level;
  }

  std::size_t next_break(std::size_t from, std::size_t end, int level) const {
    std::size_t i = from + 1;
    while (i < end && (slots_[i].join != Join::kBreak || slots_[i].level != level)) ++i;
    return i;
  }

  // Do the slots fit on this line, so many spaces further on?
  bool fits(std::size_t begin, std::size_t end, std::size_t spaces) const {
    std::size_t columns = display_columns(line_) + spaces;
    for (std::size_t i = begin; i < end; ++i) {
      if (i > begin && gap(i).has_comment()) return false;
      if (i > begin && slots_[i].join != Join::kTight) columns += slots_[i].spaces;
      columns += display_columns(written(slots_[i].token));
      if (columns > kLineColumns) return false;
    }
    return true;
  }

  void print_unparted(std::size_t begin, std::size_t end) {
    const std::size_t indent = indent_ + kFurtherIndent;
    for (std::size_t i = begin; i < end; ++i) {
      const Slot& slot = slots_[i];
      if (i > begin && gap(i).has_comment()) {
        break_line(i, indent);
      } else if (i > begin && slot.join != Join::kTight) {
        line_.append(slot.spaces, ' ');
      }
      const std::string_view text = written(slot.token);
      if (text == "zh" || text == "en") language_column_ = display_columns(line_);
      line_ += text;
    }
  }

  // Ends the line before the slot, with the comments that stand there.
  void break_line(std::size_t slot, std::size_t indent) {
    indent_ = slots_[slot].under_language ? language_column_ : indent;
    add_trailing(gap(slot));
    end_line();
    line_ = std::string(indent_, ' ');
    for (const Remark& remark : gap(slot).remarks)
      lines_.push_back(line_ + std::string(remark.text));
  }

  void add_trailing(const Gap& gap) {
    if (!gap.trailing.empty()) line_ += "  " + std::string(gap.trailing);
  }

  void end_line() {
    if (!line_.empty()) lines_.push_back(std::exchange(line_, {}));
  }

  void add_blank() {
    if (!lines_.empty()) lines_.emplace_back();
  }

  FenceKind kind_;
  FenceTokens read_;
  std::vector<std::string> lines_;
  std::string line_;
  std::size_t indent_ = 0;           // of line_
  std::vector<Slot> slots_;          // of the statement being printed
  std::size_t first_ = 0;            // the index of its first token
  std::size_t language_column_ = 0;  // where the last `zh` or `en` begins
};

}  // namespace

std::vector<std::string> format_fence(const Fence& fence) { return FencePrinter(fence).run(); }

std::vector<std::string_view> words_of(const Fence& fence) {
  std::vector<std::string_view> words;
  const FenceTokens read = read_tokens(fence);
  for (std::size_t i = 0; i < read.tokens.size(); ++i) {
    const Gap& gap = read.gaps[i];
    if (!gap.trailing.empty()) words.push_back(gap.trailing);
    for (const Remark& remark : gap.remarks) words.push_back(remark.text);
    // Statements are told apart by the column in which they begin.
    if (read.tokens[i].first) words.emplace_back("\n");
    words.push_back(written(read.tokens[i]));
  }
  return words;
}

}  // namespace lawful
