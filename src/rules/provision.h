#pragma once
// The address of a provision: `instrument:article.paragraph.item`, e.g. `pipl:13.1.2`.
//
//   article 0            the whole instrument
//   paragraph 0          the whole article, e.g. `pipl:13`
//   item 0               the whole paragraph, e.g. `pipl:13.1`
//
// Items are the numbered （一）（二）… of a paragraph. An address says where to look, not that the
// place exists: that is for `Law::find_paragraph`.

#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lawful {

struct Provision {
  std::string law;
  int article = 0;
  int paragraph = 0;
  int item = 0;

  auto operator<=>(const Provision&) const = default;
  // True when `other` is this provision or lies inside it.
  bool covers(const Provision& other) const;
};

// `pipl:13.1.2`.
std::string to_string(const Provision& provision);
// For people: `Article 13(1)(2)` or `第十三条第一款第（二）项`, without the law's name.
std::string to_words_en(const Provision& provision);
std::string to_words_zh(const Provision& provision);

// Reads `pipl:13.1.2`, `13.1.2`, `13`, and the forms people write: `13(2)`, `13(1)(2)`, `Article
// 13`, `第十三条`, `第十三条第一款第二项`, `第13条第2款`. `law` is used where the text names none.
// `13(2)` alone is ambiguous: it is returned as paragraph 2; `Law::resolve` turns it into item 2 of
// paragraph 1 where the article has but one paragraph. Errors: kInvalid, with the forms that would
// be right.
Result<Provision> parse_provision(std::string_view text, std::string_view law);

}  // namespace lawful
