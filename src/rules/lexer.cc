#include "rules/lexer.h"

#include <algorithm>
#include <array>

namespace lawful {
namespace {

// Longer before shorter: the first that fits is taken.
constexpr std::array<std::string_view, 19> kSymbols = {"<=>", ":=", "=>", "<=", ">=", "!=", "..",
                                                       "=",   "<",  ">",  "(",  ")",  "[",  "]",
                                                       "{",   "}",  ",",  ";",  ":"};

struct Lookalike {
  std::string_view written;
  std::string_view meant;
};
// What a Chinese keyboard gives where the language wants ASCII.
constexpr std::array<Lookalike, 14> kLookalikes = {{{"：", ":"},
                                                    {"，", ","},
                                                    {"；", ";"},
                                                    {"（", "("},
                                                    {"）", ")"},
                                                    {"【", "["},
                                                    {"】", "]"},
                                                    {"“", "\""},
                                                    {"”", "\""},
                                                    {"＝", "="},
                                                    {"＜", "<"},
                                                    {"＞", ">"},
                                                    {"≤", "<="},
                                                    {"≥", ">="}}};

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::size_t code_point_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return size;
}

int columns_of(std::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::size_t word_size(std::string_view text) {
  if (text.empty() || !is_word_char(text.front())) return 0;
  std::size_t size = 1;
  while (size < text.size()) {
    const bool joint = text[size] == '.' && size + 1 < text.size() && is_word_char(text[size + 1]);
    if (!is_word_char(text[size]) && text[size] != '-' && !joint) break;
    ++size;
  }
  return size;
}

class Lexer {
 public:
  Lexer(std::string_view body, const Site& at, Messages& messages)
      : rest_(body), at_(at), messages_(messages) {}

  std::vector<Token> run() {
    while (!rest_.empty()) step();
    tokens_.push_back({TokenKind::kEnd, {}, at_, true});
    return std::move(tokens_);
  }

 private:
  void step() {
    const char c = rest_.front();
    if (c == '\n') {
      rest_.remove_prefix(1);
      ++at_.line;
      at_.column = 1;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      skip(1);
    } else if (c == '#') {
      skip(std::min(rest_.find('\n'), rest_.size()));
    } else if (c == '"') {
      take_text();
    } else if (const std::size_t size = word_size(rest_); size > 0) {
      take(TokenKind::kWord, size);
    } else {
      take_symbol();
    }
  }

  void take_text() {
    const std::size_t line = std::min(rest_.find('\n'), rest_.size());
    const std::size_t close = rest_.substr(0, line).find('"', 1);
    if (close == std::string_view::npos) {
      messages_.error(at_, "text without its closing quote",
                      "a text ends on the line on which it begins");
      skip(line);
      return;
    }
    tokens_.push_back({TokenKind::kText, rest_.substr(1, close - 1), at_, at_.column == 1});
    skip(close + 1);
  }

  void take_symbol() {
    for (const std::string_view symbol : kSymbols)
      if (rest_.starts_with(symbol)) return take(TokenKind::kSymbol, symbol.size());
    std::string advice;
    for (const Lookalike& pair : kLookalikes)
      if (rest_.starts_with(pair.written)) advice = "write `" + std::string(pair.meant) + "`";
    const std::size_t size = code_point_size(rest_);
    messages_.error(at_, "`" + std::string(rest_.substr(0, size)) + "` means nothing here", advice);
    skip(size);
  }

  void take(TokenKind kind, std::size_t size) {
    tokens_.push_back({kind, rest_.substr(0, size), at_, at_.column == 1});
    skip(size);
  }

  void skip(std::size_t size) {
    at_.column += columns_of(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }

  std::string_view rest_;
  Site at_;
  Messages& messages_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(std::string_view body, Site at, Messages& messages) {
  return Lexer(body, at, messages).run();
}

}  // namespace lawful
