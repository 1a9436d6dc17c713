#include "rules/parse_cursor.h"

#include <algorithm>
#include <array>
#include <limits>

namespace lawful {
namespace {

constexpr std::array<std::string_view, 47> kReserved = {
    "and",         "or",      "not",       "yes",      "no",      "in",          "holds",
    "reading",     "outcome", "violated",  "breached", "kind",    "at",          "zh",
    "en",          "when",    "then",      "require",  "of",      "to",          "mark",
    "ask",         "choice",  "because",   "means",    "control", "evaluative",  "value",
    "default",     "text",    "param",     "open",     "define",  "imply",       "scope",
    "entitlement", "ground",  "condition", "fact",     "law",     "consequence", "prohibition",
    "obligation",  "derived", "exception", "presume",  "overlaps"};

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

template <class Good>
bool all_of(std::string_view text, Good good) {
  return std::all_of(text.begin(), text.end(), good);
}

// Where the token ends.
Site behind(const Token& token) {
  Site at = token.at;
  const int quotes = token.kind == TokenKind::kText ? 2 : 0;
  at.column +=
      quotes + static_cast<int>(std::count_if(token.text.begin(), token.text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      }));
  return at;
}

std::string shown(const Token& token) {
  switch (token.kind) {
    case TokenKind::kText:
      return "a text";
    case TokenKind::kEnd:
      return "the end of the fence";
    case TokenKind::kWord:
    case TokenKind::kSymbol:
      return quoted(token.text);
  }
  return {};
}

}  // namespace

bool Cursor::next_statement() {
  if (started_ && next_ == start_ && token().kind != TokenKind::kEnd) ++next_;
  if (!started_ && !token().first) error(at(), "a statement begins at the first column");
  while (!token().first) ++next_;
  started_ = true;
  start_ = next_;
  return token().kind != TokenKind::kEnd;
}

bool Cursor::at_end() const { return token().first; }

bool Cursor::at_word(std::string_view word) const {
  return !at_end() && token().kind == TokenKind::kWord && token().text == word;
}

bool Cursor::at_second_word(std::string_view word) const {
  if (at_end()) return false;
  const Token& second = tokens_[next_ + 1];  // the last token is an end, and this is none
  return second.kind == TokenKind::kWord && !second.first && second.text == word;
}

bool Cursor::at_text() const { return !at_end() && token().kind == TokenKind::kText; }

bool Cursor::at_symbol(std::string_view symbol) const {
  return !at_end() && token().kind == TokenKind::kSymbol && token().text == symbol;
}

bool Cursor::at_number() const { return at_any_word() && is_digit(token().text.front()); }

bool Cursor::at_any_word() const { return !at_end() && token().kind == TokenKind::kWord; }

Word Cursor::take() {
  const Word word{token().text, token().at};
  if (token().kind != TokenKind::kEnd) ++next_;
  return word;
}

bool Cursor::skip_word(std::string_view word) {
  if (!at_word(word)) return false;
  ++next_;
  return true;
}

bool Cursor::skip_symbol(std::string_view symbol) {
  if (!at_symbol(symbol)) return false;
  ++next_;
  return true;
}

bool Cursor::take_symbol(std::string_view symbol) {
  return skip_symbol(symbol) || wanted("`" + std::string(symbol) + "`");
}

std::optional<Word> Cursor::take_word(std::string_view what) {
  if (at_any_word()) return take();
  wanted(what);
  return std::nullopt;
}

std::optional<Gist> Cursor::take_gist() {
  Gist gist{{}, at()};
  bool zh = false;
  bool en = false;
  while (at_word("zh") || at_word("en")) {
    const Word lang = take();
    bool& seen = lang.text == "zh" ? zh : en;
    if (seen) {
      error(lang.at, "`" + std::string(lang.text) + "` stands twice");
      return std::nullopt;
    }
    seen = true;
    if (!at_text()) {
      wanted("a text in quotes");
      return std::nullopt;
    }
    (lang.text == "zh" ? gist.text.zh : gist.text.en) = std::string(take().text);
  }
  if (zh || en) return gist;
  wanted("`zh \"…\" en \"…\"`");
  return std::nullopt;
}

std::optional<Citation> Cursor::take_place() {
  Citation out;
  out.at = at();
  const std::optional<Word> word = take_word("a paragraph such as `5.1`");
  if (!word) return std::nullopt;
  const std::string_view text = word->text;
  const bool plain = all_of(text, [](char c) { return is_digit(c) || c == '.'; });
  const Result<Provision> place = plain ? parse_provision(text, "") : fail(Code::kInvalid, "");
  if (!place) {
    error(word->at, "malformed address " + quoted(text), "write `5`, `5.1` or `5.1.2`");
    return std::nullopt;
  }
  out.place = *place;
  return out;
}

std::optional<Citation> Cursor::take_citation() {
  const Site open = at();
  if (!take_symbol("[")) return std::nullopt;
  std::string_view law;
  if (at_any_word() && !at_number()) {
    law = take().text;
    if (!skip_symbol(":")) {
      error(open, "malformed citation", "write `[5.1]` or `[law:5.1]`");
      return std::nullopt;
    }
  }
  std::optional<Citation> out = take_place();
  if (!out) return std::nullopt;
  out->law = law;
  out->at = open;
  if (at_symbol("]")) {
    take();
    return out;
  }
  wanted("`]`", "one provision in each pair of brackets: `[5.1] [6.2]`");
  return std::nullopt;
}

std::optional<std::vector<Citation>> Cursor::take_citations() {
  std::vector<Citation> out;
  while (at_symbol("[")) {
    std::optional<Citation> citation = take_citation();
    if (!citation) return std::nullopt;
    out.push_back(*citation);
  }
  return out;
}

std::optional<Date> Cursor::take_date() {
  const std::optional<Word> word = take_word("a date such as `2020-01-31`");
  if (!word) return std::nullopt;
  const Result<Date> date = parse_date(word->text);
  if (date) return *date;
  error(word->at, quoted(word->text) + " is no date", date.error().message);
  return std::nullopt;
}

std::optional<WrittenInterval> Cursor::take_interval() {
  WrittenInterval out;
  out.at = at();
  const std::optional<Date> from = take_date();
  if (!from) return std::nullopt;
  out.days.from = *from;
  if (!take_symbol("..")) return std::nullopt;
  if (!at_number()) return out;
  const std::optional<Date> until = take_date();
  if (!until) return std::nullopt;
  out.days.until = *until;
  if (*until > *from) return out;
  error(out.at, "an interval without a day in it", "`A..B` begins on A and ends before B");
  return std::nullopt;
}

std::optional<std::int64_t> Cursor::take_number() {
  const std::optional<Word> word = take_word("a whole number");
  if (!word) return std::nullopt;
  const std::optional<std::int64_t> number = number_of(word->text);
  if (!number) error(word->at, quoted(word->text) + " is no whole number of 64 bits");
  return number;
}

bool Cursor::wanted(std::string_view what, std::string advice) {
  if (at_end() && next_ != start_) {
    error(behind(tokens_[next_ - 1]),
          "expected " + std::string(what) + ", found the end of the statement", std::move(advice));
  } else {
    error(at(), "expected " + std::string(what) + ", found " + shown(token()), std::move(advice));
  }
  return false;
}

void Cursor::error(const Site& at, std::string message, std::string advice) {
  messages_.error(at, std::move(message), std::move(advice));
}

std::optional<std::int64_t> number_of(std::string_view word) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  std::int64_t value = 0;
  if (word.empty() || !is_digit(word.front()) || word.back() == '_') return std::nullopt;
  for (const char c : word) {
    if (c == '_') continue;
    if (!is_digit(c)) return std::nullopt;
    const int digit = c - '0';
    if (value > (kMax - digit) / 10) return std::nullopt;
    value = value * 10 + digit;
  }
  return value;
}

bool is_date_word(std::string_view word) {
  return word.size() == 10 && word[4] == '-' && word[7] == '-' && is_digit(word.front());
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && is_lower(name.front()) &&
         all_of(name, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

bool is_value_name(std::string_view name) {
  return !name.empty() && name.front() != '-' &&
         all_of(name, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

std::optional<Mark> mark_of(std::string_view word) {
  for (const Mark mark : {Mark::kP, Mark::kQ, Mark::kS, Mark::kSMinus, Mark::kM})
    if (word == to_string(mark)) return mark;
  return std::nullopt;
}

bool is_reserved(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

}  // namespace lawful
