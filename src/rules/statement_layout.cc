#include "rules/statement_layout.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/parse_cursor.h"

namespace lawful {
namespace {

template <std::size_t kSize>
using Words = std::array<std::string_view, kSize>;

constexpr Words<16> kClauses = {
    "when",    "then",  "require",    "consequence", "in-force", "mark",     "ask",      "choice",
    "because", "means", "evaluative", "control",     "value",    "per-year", "overlaps", "effort"};
// Clauses of `due` and `route` only; elsewhere they may be names.
constexpr Words<11> kScheduleClauses = {"promptly", "before-act", "by",     "opens",
                                        "keep",     "every",      "yearly", "valid",
                                        "done",     "document",   "of"};
// Behind these comes a name or a value, or `not`, whatever word it is.
constexpr Words<26> kBeforeOperand = {
    "=",     "!=",     "<",       "<=",   ">",     ">=",       "{",      ",",    ":=",
    "when",  "then",   "require", "and",  "or",    "not",      "done",   "of",   "to",
    "value", "choice", "control", "mark", "count", "overlaps", "effort", "facts"};
constexpr Words<5> kTightBefore = {"]", ")", ",", ";", ".."};
constexpr Words<3> kCalls = {"holds", "violated", "reading"};
// The texts of these stand on the line of the word.
constexpr Words<8> kWithTexts = {"means", "ask",      "evaluative",  "because",
                                 "value", "document", "not-encoded", "overlaps"};
// In a fact, each language of these has a line of its own, so that the two are read side by side.
constexpr Words<3> kTwoLines = {"means", "ask", "evaluative"};

template <std::size_t kSize>
bool is_one_of(const Words<kSize>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_symbol(const Token& token, std::string_view text) {
  return token.kind == TokenKind::kSymbol && token.text == text;
}

class StatementLayout {
 public:
  StatementLayout(FenceKind fence, std::span<const Token> tokens)
      : fence_(fence), tokens_(tokens) {}

  std::vector<Slot> run() {
    for (at_ = 0; at_ < tokens_.size(); ++at_) step();
    return std::move(slots_);
  }

 private:
  const Token& token() const { return tokens_[at_]; }
  const Token& previous() const { return tokens_[at_ - 1]; }

  void step() {
    const bool operand = at_ > 0 && token().kind == TokenKind::kWord && !operand_ &&
                         token().text != "not" && (at_ == 1 || takes_operand(previous()));
    if (at_ == 0) {
      clause_ = token().text;
      slots_.push_back({token()});
    } else if (is_tight()) {
      push(Join::kTight);
    } else if (fence_ != FenceKind::kExamples && is_symbol(previous(), ",")) {
      push_break(Level::kList);
    } else if (fence_ == FenceKind::kExamples || operand) {
      push(Join::kSpace);
    } else if (token().kind == TokenKind::kWord && depth_ == 0 && starts_clause()) {
      begin_clause(token().text);
    } else if (is_language()) {
      place_language();
    } else {
      push_operator();
    }
    operand_ = operand;
    count_brackets();
  }

  bool takes_operand(const Token& before) const {
    return before.kind != TokenKind::kText && is_one_of(kBeforeOperand, before.text);
  }

  bool is_tight() const {
    const Token& before = previous();
    if (is_symbol(before, "(") || is_symbol(before, "[")) return true;
    if (is_symbol(before, "..")) return token().kind == TokenKind::kWord && is_digit_word();
    if (is_symbol(before, ":") && depth_ > 0) return true;
    if (token().kind != TokenKind::kSymbol) return false;
    if (token().text == ":") return depth_ > 0 || fence_ == FenceKind::kExamples;
    if (token().text == "(")
      return before.kind == TokenKind::kWord && is_one_of(kCalls, before.text);
    return is_one_of(kTightBefore, token().text);
  }

  bool is_digit_word() const { return token().text.front() >= '0' && token().text.front() <= '9'; }

  bool starts_clause() const {
    if (is_one_of(kClauses, token().text)) return true;
    const std::string_view statement = tokens_.front().text;
    if (statement == "due" || statement == "route")
      return is_one_of(kScheduleClauses, token().text);
    if (statement == "step") return token().text == "facts";
    return statement == "param" && is_date_word(token().text);
  }

  bool is_language() const {
    return token().kind == TokenKind::kWord && depth_ == 0 &&
           (token().text == "zh" || token().text == "en");
  }

  void push_operator() {
    const std::string_view text = token().text;
    const bool word = token().kind == TokenKind::kWord;
    if (!word && (text == "=>" || text == "<=>")) return push_break(Level::kImplies);
    if (word && text == "or") return push_break(Level::kOr);
    if (word && text == "and") return push_break(Level::kAnd);
    const bool citation = is_symbol(token(), "[") && is_symbol(previous(), "]");
    push(citation ? Join::kBreak : Join::kSpace);
    slots_.back().level = kCitationLevel;
  }

  // `zh` and `en` stand on the line of what they explain; the second goes under the first where the
  // line would be too wide.
  void place_language() {
    if (languages_ == 1) {
      const bool apart = fence_ == FenceKind::kFacts && is_one_of(kTwoLines, clause_);
      push(apart ? Join::kLine : Join::kBreak);
      slots_.back().under_language = true;
    } else if (languages_ == 0 && is_one_of(kWithTexts, clause_)) {
      push(Join::kSpace);
      // So that the texts of `ask` stand under those of `means`.
      if (fence_ == FenceKind::kFacts && clause_ == "ask") slots_.back().spaces = 3;
    } else if (languages_ == 0 && clause_ == "choice") {
      push(Join::kLine);
      slots_.back().indent = 2 * kClauseIndent;
    } else {
      begin_clause("gist");
    }
    ++languages_;
  }

  void begin_clause(std::string_view clause) {
    clause_ = clause;
    languages_ = 0;
    push(Join::kLine);
    slots_.back().indent = kClauseIndent;
  }

  void push(Join join) { slots_.push_back({token(), join}); }

  void push_break(Level level) {
    push(Join::kBreak);
    slots_.back().level = depth_ * kLevels + static_cast<int>(level);
  }

  void count_brackets() {
    if (token().kind != TokenKind::kSymbol) return;
    const char c = token().text.front();
    if (c == '(' || c == '[' || c == '{') ++depth_;
    if (c == ')' || c == ']' || c == '}') --depth_;
  }

  FenceKind fence_;
  std::span<const Token> tokens_;
  std::size_t at_ = 0;
  std::vector<Slot> slots_;
  std::string_view clause_;  // the word that began it; "gist" where only texts do
  int languages_ = 0;        // how many texts the clause has so far
  int depth_ = 0;            // of brackets
  bool operand_ = false;     // the last token is a name or a value, whatever its word
};

}  // namespace

std::vector<Slot> lay_out(FenceKind fence, std::span<const Token> statement) {
  return StatementLayout(fence, statement).run();
}

}  // namespace lawful
