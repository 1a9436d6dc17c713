#pragma once
// A sentence in the two languages that every face of the program speaks.

#include <string>

namespace lawful {

enum class Lang { kZh, kEn };

struct Text {
  std::string zh;
  std::string en;

  const std::string& in(Lang lang) const { return lang == Lang::kZh ? zh : en; }
  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};

}  // namespace lawful
