#pragma once
// Lines of a page, two spaces a level, in one language.

#include <string>
#include <utility>

#include "rules/text.h"

namespace lawful {

class PageLines {
 public:
  explicit PageLines(Lang lang) : lang_(lang) {}

  void line(int level, const std::string& text) {
    text_ += std::string(static_cast<std::size_t>(level) * 2, ' ') + text + "\n";
  }
  // Not an overload of line: `{"a", "b"}` would also be a string from two iterators.
  void say(int level, const Text& text) { line(level, text.in(lang_)); }
  void blank() { text_ += "\n"; }
  void add(const std::string& lines) { text_ += lines; }
  std::string take() { return std::move(text_); }

 private:
  Lang lang_;
  std::string text_;
};

}  // namespace lawful
