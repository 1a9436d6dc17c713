#include "rules/provision.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace lawful {
namespace {

// No statute comes near; the limit keeps arithmetic far from overflow.
constexpr int kNumberMax = 9'999;

constexpr std::string_view kForms =
    "; write `5`, `5.1`, `5.1.2`, `5(2)`, `Article 5(1)(2)` or `第五条第一款第（二）项`";

constexpr std::array<std::string_view, 10> kDigitsZh = {"零", "一", "二", "三", "四",
                                                        "五", "六", "七", "八", "九"};
constexpr std::array<std::pair<int, std::string_view>, 4> kUnitsZh = {
    {{1'000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> prefixes) {
  for (const std::string_view prefix : prefixes)
    if (take(text, prefix)) return true;
  return false;
}

void skip_spaces(std::string_view& text) {
  while (take_any(text, {" ", "\u3000", "\u00a0"})) {
  }
}

// One to four digits, not zero.
std::optional<int> take_digits(std::string_view& text) {
  int value = 0;
  std::size_t length = 0;
  while (length < text.size() && is_digit(text[length])) {
    value = value * 10 + (text[length] - '0');
    if (value > kNumberMax) return std::nullopt;
    ++length;
  }
  if (length == 0 || value == 0) return std::nullopt;
  text.remove_prefix(length);
  return value;
}

std::string number_zh(int number) {
  if (number > kNumberMax || number < 1) return std::to_string(number);
  std::string out;
  bool zero_due = false;
  int rest = number;
  for (const auto& [unit, name] : kUnitsZh) {
    const int digit = rest / unit;
    rest %= unit;
    if (digit == 0) {
      zero_due = !out.empty();
      continue;
    }
    if (zero_due) out += kDigitsZh[0];
    zero_due = false;
    const bool bare_ten = unit == 10 && digit == 1 && out.empty();
    if (!bare_ten) out += kDigitsZh[static_cast<std::size_t>(digit)];
    out += name;
  }
  return out;
}

// `十三`, `一百零三`, `二十`: read loosely, then accepted only when it is how the
// number is written.
std::optional<int> take_number_zh(std::string_view& text) {
  std::string written;
  int value = 0;
  int digit = 0;
  for (bool more = true; more && value <= kNumberMax;) {
    more = false;
    for (std::size_t i = 0; i < kDigitsZh.size() && !more; ++i) {
      more =
          take(text, kDigitsZh[i]) || (i == 0 && take(text, "〇")) || (i == 2 && take(text, "两"));
      if (!more) continue;
      digit = static_cast<int>(i);
      written += kDigitsZh[i];
    }
    for (const auto& [unit, name] : kUnitsZh) {
      if (more || name.empty() || !take(text, name)) continue;
      more = true;
      value += (digit == 0 ? 1 : digit) * unit;
      digit = 0;
      written += name;
    }
  }
  value += digit;
  if (value == 0 || number_zh(value) != written) return std::nullopt;
  return value;
}

std::optional<int> take_number(std::string_view& text) {
  return !text.empty() && is_digit(text.front()) ? take_digits(text) : take_number_zh(text);
}

// `（二）`, `(2)` or `二`.
std::optional<int> take_item_zh(std::string_view& text) {
  const bool open = take_any(text, {"（", "("});
  const std::optional<int> item = take_number(text);
  if (open && !take_any(text, {"）", ")"})) return std::nullopt;
  return item;
}

// `第十三条第一款第（二）项`; without 款 an item is of the first paragraph.
bool parse_words_zh(std::string_view text, Provision& out) {
  if (!take(text, "第")) return false;
  const std::optional<int> article = take_number(text);
  if (!article || !take(text, "条")) return false;
  out.article = *article;
  while (!text.empty()) {
    if (out.item != 0 || !take(text, "第")) return false;
    const std::optional<int> number = take_item_zh(text);
    if (!number) return false;
    if (take(text, "款") && out.paragraph == 0) {
      out.paragraph = *number;
    } else if (take(text, "项")) {
      out.item = *number;
      if (out.paragraph == 0) out.paragraph = 1;
    } else {
      return false;
    }
  }
  return true;
}

// `13`, `13.1.2`, `13(1)(2)`.
bool parse_numbers(std::string_view text, Provision& out) {
  std::vector<int> numbers;
  const std::optional<int> article = take_digits(text);
  if (!article) return false;
  numbers.push_back(*article);
  const bool dotted = text.starts_with('.');
  while (!text.empty()) {
    skip_spaces(text);
    if (!take(text, dotted ? "." : "(")) return false;
    const std::optional<int> number = take_digits(text);
    if (!number || (!dotted && !take(text, ")"))) return false;
    numbers.push_back(*number);
  }
  if (numbers.size() > 3) return false;
  out.article = numbers[0];
  out.paragraph = numbers.size() > 1 ? numbers[1] : 0;
  out.item = numbers.size() > 2 ? numbers[2] : 0;
  return true;
}

bool is_law_name(std::string_view text) {
  if (text.empty() || text.front() < 'a' || text.front() > 'z') return false;
  for (const char c : text)
    if (!is_digit(c) && (c < 'a' || c > 'z') && c != '-' && c != '_') return false;
  return true;
}

}  // namespace

bool Provision::covers(const Provision& other) const {
  if (law != other.law) return false;
  if (article == 0) return true;
  if (article != other.article) return false;
  if (paragraph == 0) return true;
  if (paragraph != other.paragraph) return false;
  return item == 0 || item == other.item;
}

std::string to_string(const Provision& provision) {
  std::string out = provision.law;
  if (provision.article == 0) return out;
  out += ":" + std::to_string(provision.article);
  if (provision.paragraph == 0) return out;
  out += "." + std::to_string(provision.paragraph);
  if (provision.item != 0) out += "." + std::to_string(provision.item);
  return out;
}

std::string to_words_en(const Provision& provision) {
  if (provision.article == 0) return "the whole text";
  std::string out = "Article " + std::to_string(provision.article);
  if (provision.paragraph != 0) out += "(" + std::to_string(provision.paragraph) + ")";
  if (provision.item != 0) out += "(" + std::to_string(provision.item) + ")";
  return out;
}

std::string to_words_zh(const Provision& provision) {
  if (provision.article == 0) return "全文";
  std::string out = "第" + number_zh(provision.article) + "条";
  if (provision.paragraph != 0) out += "第" + number_zh(provision.paragraph) + "款";
  if (provision.item != 0) out += "第（" + number_zh(provision.item) + "）项";
  return out;
}

Result<Provision> parse_provision(std::string_view text, std::string_view law) {
  Provision out;
  skip_spaces(text);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
    law = text.substr(0, colon);
    if (!is_law_name(law))
      return fail(Code::kInvalid,
                  "the part before `:` is not the name of a law" + std::string(kForms));
    text.remove_prefix(colon + 1);
  }
  out.law = law;
  skip_spaces(text);
  if (take_any(text, {"Article", "article", "Art.", "art."})) skip_spaces(text);
  const bool good = text.starts_with("第") ? parse_words_zh(text, out) : parse_numbers(text, out);
  if (!good) return fail(Code::kInvalid, "not an address of a provision" + std::string(kForms));
  return out;
}

}  // namespace lawful
