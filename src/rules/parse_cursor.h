#pragma once
// A walk over the tokens of one fence, a statement at a time.
//
// Every take_ function moves behind what it took, or reports what it wanted instead and returns
// nothing; the caller then gives up the statement. After an error next_statement() goes on at the
// next token in the first column, so one mistake costs one message.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/lexer.h"
#include "rules/parse_tree.h"

namespace lawful {

class Cursor {
 public:
  Cursor(std::vector<Token> tokens, Messages& messages)
      : tokens_(std::move(tokens)), messages_(messages) {}

  // Moves to the next statement; false at the end of the fence. The first call stays at the first
  // token.
  bool next_statement();
  // Is the statement read to its end?
  bool at_end() const;
  bool at_word(std::string_view word) const;
  // Does `word` follow the token that is next, within the statement?
  bool at_second_word(std::string_view word) const;
  bool at_text() const;
  bool at_symbol(std::string_view symbol) const;
  // A word that is no name: it begins with a digit.
  bool at_number() const;
  bool at_any_word() const;

  const Token& token() const { return tokens_[next_]; }
  Site at() const { return token().at; }
  Word take();
  bool skip_word(std::string_view word);
  bool skip_symbol(std::string_view symbol);

  bool take_symbol(std::string_view symbol);
  std::optional<Word> take_word(std::string_view what);
  std::optional<Gist> take_gist();
  std::optional<Citation> take_place();                   // `5.1.2`
  std::optional<std::vector<Citation>> take_citations();  // none or more of `[5.1.2]`
  std::optional<WrittenInterval> take_interval();
  std::optional<Date> take_date();
  std::optional<std::int64_t> take_number();

  // Reports that something else was wanted here. Always false, to be returned.
  bool wanted(std::string_view what, std::string advice = {});
  void error(const Site& at, std::string message, std::string advice = {});

 private:
  std::optional<Citation> take_citation();

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::size_t start_ = 0;  // of the statement
  bool started_ = false;
  Messages& messages_;
};

// Digits, in groups by `_` if wanted; nothing when it is no number or does not fit in 64 bits.
std::optional<std::int64_t> number_of(std::string_view word);
bool is_date_word(std::string_view word);
// `[a-z][a-z0-9_]*`
bool is_plain_name(std::string_view name);
// `[a-z0-9][a-z0-9-]*`
bool is_value_name(std::string_view name);
// `P`, `Q`, `S`, `S-`, `M`
std::optional<Mark> mark_of(std::string_view word);
// A word with a meaning of its own, which no name may have.
bool is_reserved(std::string_view word);

constexpr std::size_t kNameMax = 60;  // docs/law-language.md#limits

}  // namespace lawful
