#pragma once
// What a key, a seal or an index is for, as bytes that cannot be mistaken for
// another purpose.
//
//   Context("vault.item").text(individual).text(item).number(revision)
//
// Whoever seals under a context opens under the same one only; whoever derives
// under another one gets an unrelated key. Put into it all that the bytes must
// not be moved away from: whose they are, which, which revision, and the
// metadata that decides. It is not secret and is not stored with the sealed
// bytes: the reader makes it again from the record it looks at.
//
// Encoding (stored bytes depend on it, so it never changes): every part is one
// letter (l label, t text, n number), the length of what follows as 8 bytes, big
// end first, and the bytes; a number is 8 bytes, big end first. So two contexts
// have the same bytes only if they have the same parts: text("ab").text("c") is
// not text("a").text("bc").
//
// Invariant: a label is a literal of the program, 1 to 64 of [a-z0-9.-], checked
// when it is compiled; a purpose cannot come from an input.
//
// Thread safety: values.

#include <cstdint>
#include <string>
#include <string_view>

namespace lawful {

class Label {
 public:
  template <std::size_t N>
  consteval Label(const char (&text)[N]) : text_(text, N - 1) {
    if (text_.empty() || text_.size() > 64) throw "a label has 1 to 64 characters";
    for (char c : text_) {
      const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
      if (!allowed) throw "a label has only a-z, 0-9, full stops and hyphens";
    }
  }

  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

class Context {
 public:
  explicit Context(Label label);

  Context& text(std::string_view text);
  Context& number(std::uint64_t number);

  const std::string& encoded() const { return encoded_; }

 private:
  void part(char sort, std::string_view bytes);

  std::string encoded_;
};

}  // namespace lawful
